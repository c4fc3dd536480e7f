import { attributeOf, childCountOf, contains, hasIn, localNameOf, rangeIn, textOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { MovingFrames } from './moving-frames.ts';
import type { PaintedBox } from './painted-boxes.ts';

/** Layers that cover for now: what stands still while the page scrolls under it, dialogs, menus, and what somebody will close. */
export interface PassingLayers {
  /**
   * A layer of its own that somebody will close: said to be one, or laid over more than what holds it, with words on it.
   * @param element of `cover`, or around it, and not around `holder`
   * @param mover that `cover` moves with; null: the page
   */
  isForNow(
    element: Element,
    style: CSSStyleDeclaration,
    holder: Element,
    cover: PaintedBox,
    mover: Element | null,
  ): boolean;
}

interface PassingLayersOptions {
  readonly styleOf: (element: Element) => CSSStyleDeclaration;
  readonly frames: Pick<MovingFrames, 'staysBehind'>;
}

/** What a layer without words is there for. */
const shown = 'img,svg,canvas,video,iframe,button,input,select,textarea';
const layers = /^(dialog|alertdialog|menu|listbox|tooltip|menubar|status|alert)$/;

export function createPassingLayers({ styleOf, frames }: PassingLayersOptions): PassingLayers {
  const isSaidToBeOne = (element: Element): boolean =>
    layers.test(attributeOf(element, 'role') ?? '') ||
    localNameOf(element) === 'dialog' ||
    attributeOf(element, 'aria-modal') === 'true' ||
    attributeOf(element, 'popover') !== null;

  const worded = new Map<Element, boolean>();
  const hasWords = (element: Element): boolean => {
    const has = worded.get(element) ?? textOf(element)?.trim() !== '';
    worded.set(element, has);
    return has;
  };

  /** Words before the cover lie under it as well: nobody reads them, and closes it. */
  const hasWordsOn = (layer: Element, cover: PaintedBox): boolean => {
    if (!hasWords(layer)) return false;
    if (layer === cover.element || cover.pseudo !== undefined || hasWords(cover.element)) return true;
    const rest = rangeIn(cover.element.ownerDocument);
    rest.setStartAfter(cover.element);
    rest.setEnd(layer, childCountOf(layer));
    return rest.toString().trim() !== '';
  };

  const isForNow: PassingLayers['isForNow'] = (element, style, holder, cover, mover) => {
    if (element !== mover && frames.staysBehind(element, style)) return true;
    // Where nothing moves below it, a blank one stays for good.
    if (style.position === 'fixed' || isSaidToBeOne(element))
      return hasWordsOn(element, cover) || hasIn(element, shown);
    if (style.position !== 'absolute' || !hasWordsOn(element, cover)) return false;
    let block = flatParentOf(element);
    while (block !== null && styleOf(block).position === 'static') block = flatParentOf(block);
    return block === null || localNameOf(block) === 'body' || !contains(block, holder);
  };

  return { isForNow };
}
