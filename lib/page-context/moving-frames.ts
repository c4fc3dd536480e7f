import { localNameOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Sticking } from './sticking.ts';

/** Boxes that move by themselves against what is around them: those that scroll, stick or are fixed. Null: the page. */
export interface MovingFrames {
  /** The nearest one, or the element itself where it sticks or is fixed. */
  of(element: Element): Element | null;
  /** In which a frame moves. */
  around(frame: Element): Element | null;
  /** Of a box that could stick, or stay, but has no room to: the one that it moves with. */
  settled(frame: Element | null): Element | null;
  /** Whether what moves with one comes to stand elsewhere before what moves with the other: both that are fixed stand still. */
  movesAgainst(mover: Element | null, frame: Element | null): boolean;
  /** Whether it stays where it is, for a while at least, while what is around it is scrolled. */
  staysBehind(element: Element, style: CSSStyleDeclaration): boolean;
}

interface MovingFramesOptions {
  readonly styleOf: (element: Element) => CSSStyleDeclaration;
  readonly sticking: Sticking;
  /** Whether the page moves under what is fixed in the window. */
  readonly pageScrolls: boolean;
}

export function createMovingFrames({ styleOf, sticking, pageScrolls }: MovingFramesOptions): MovingFrames {
  const frames = new Map<Element, Element | null>();

  const staysBehind: MovingFrames['staysBehind'] = (element, { position }) =>
    (position === 'fixed' && pageScrolls) || (position === 'sticky' && sticking.moves(element));

  /** `inside`: it scrolls what is in it, not itself. */
  const search = (from: Element | null, inside?: Element): Element | null => {
    let seeks: 'any' | 'positioned' = 'any';
    for (let at = from; at !== null; at = flatParentOf(at)) {
      const style = styleOf(at);
      if (staysBehind(at, style)) return at;
      const isPages = flatParentOf(at) === null || localNameOf(at) === 'body';
      if (at !== inside && seeks === 'any' && !isPages && scrolls(style)) return at;
      if (style.position === 'absolute') seeks = 'positioned';
      else if (style.position !== 'static' || !/^(none)?$/.test(style.transform)) seeks = 'any';
    }
    return null;
  };

  const of = (element: Element): Element | null => {
    const known = frames.get(element);
    if (known !== undefined) return known;
    const found = search(element, element);
    frames.set(element, found);
    return found;
  };

  const around = (frame: Element): Element | null =>
    styleOf(frame).position === 'sticky' ? search(flatParentOf(frame)) : of(frame);

  const isFixed = (frame: Element | null): boolean => frame !== null && styleOf(frame).position === 'fixed';

  return {
    of,
    around,
    movesAgainst: (mover, frame) => mover !== frame && !(isFixed(mover) && isFixed(frame)),
    staysBehind,
    settled(frame) {
      if (frame === null) return null;
      const style = styleOf(frame);
      if (scrolls(style) || staysBehind(frame, style)) return frame;
      return style.position === 'fixed' ? null : around(frame);
    },
  };
}

function scrolls({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return /auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY);
}
