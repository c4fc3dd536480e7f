import {
  bodyOf,
  boxOf,
  clientHeightOf,
  clientWidthOf,
  documentElementOf,
  scrollHeightOf,
  scrollLeftOf,
  scrollTopOf,
  scrollWidthOf,
  viewOf,
} from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Rectangle } from './rectangle.ts';
import { wayOn, type Scroll, type StickingWay } from './sticking-way.ts';

/** How far what sticks gets by scrolling from where it is now. It never leaves the box that it stands in. */
export interface Sticking {
  /** Whether scrolling moves it against that box at all: most of what could stick has no room to. */
  moves(element: Element): boolean;
  /** Some of the places that something in it comes by, the present one first. */
  placesOf(element: Element, now: Rectangle): readonly Rectangle[];
  /**
   * Of a box in it, what stands still where that is and is never seen beside it: what sticks to the top goes along over what
   * leaves the window there. Undefined: can't be told.
   */
  alwaysUnder(element: Element, box: Rectangle): Rectangle | undefined;
}

/** CSS px. Less is no movement that shows anything. */
const shortest = 4;
/** Places on a way, beside the present one. */
const mostPlaces = 12;

export function createSticking(
  document: Document,
  styleOf: (element: Element) => CSSStyleDeclaration,
): Sticking {
  const root = documentElementOf(document);
  const ways = new Map<Element, { readonly x: StickingWay; readonly y: StickingWay }>();

  const waysOf = (element: Element): { readonly x: StickingWay; readonly y: StickingWay } => {
    const known = ways.get(element);
    if (known !== undefined) return known;
    const style = styleOf(element);
    const parent = holderOf(element);
    const port = portOf(element);
    const [box, holder, holds] = [boxOf(element), boxOf(parent), styleOf(parent)];
    const window = port === root ? windowBox() : boxOf(port);
    const scroll = scrollOf(port);
    const found = {
      x: wayOn(
        {
          from: box.left - px(style.marginLeft),
          to: box.right + px(style.marginRight),
          first: holder.left + px(holds.borderLeftWidth) + px(holds.paddingLeft),
          last: holder.right - px(holds.borderRightWidth) - px(holds.paddingRight),
        },
        {
          start: window.left + length(style.left) - box.left,
          end: box.right - (window.right - length(style.right)),
        },
        scroll.x,
      ),
      y: wayOn(
        {
          from: box.top - px(style.marginTop),
          to: box.bottom + px(style.marginBottom),
          first: holder.top + px(holds.borderTopWidth) + px(holds.paddingTop),
          last: holder.bottom - px(holds.borderBottomWidth) - px(holds.paddingBottom),
        },
        {
          start: window.top + length(style.top) - box.top,
          end: box.bottom - (window.bottom - length(style.bottom)),
        },
        scroll.y,
      ),
    };
    ways.set(element, found);
    return found;
  };

  /** The box that it sticks in. */
  const holderOf = (element: Element): Element => {
    let at = flatParentOf(element);
    while (at !== null && /^(inline|contents)$/.test(styleOf(at).display)) at = flatParentOf(at);
    return at ?? root;
  };

  /** The box whose scrolling it sticks against. */
  const portOf = (element: Element): Element => {
    for (let at = flatParentOf(element); at !== null && at !== root; at = flatParentOf(at)) {
      const isPages = at === bodyOf(document) && !cuts(styleOf(root).overflowY);
      const { overflowX, overflowY } = styleOf(at);
      if (!isPages && (cuts(overflowX) || cuts(overflowY))) return at;
    }
    return root;
  };

  const windowBox = (): Rectangle => ({
    left: 0,
    top: 0,
    right: clientWidthOf(root),
    bottom: clientHeightOf(root),
  });

  const scrollOf = (port: Element): { readonly x: Scroll; readonly y: Scroll } => {
    const { overflowX, overflowY, direction } = styleOf(port);
    const view = port === root ? viewOf(document) : null;
    const [left, top] = [view?.scrollX ?? scrollLeftOf(port), view?.scrollY ?? scrollTopOf(port)];
    const [across, down] = [
      Math.max(0, scrollWidthOf(port) - clientWidthOf(port)),
      Math.max(0, scrollHeightOf(port) - clientHeightOf(port)),
    ];
    // Nobody scrolls a box that only scripts can; a page is locked while a notice is shown.
    const [isStillX, isStillY] = [
      view === null && overflowX === 'hidden',
      view === null && overflowY === 'hidden',
    ];
    return {
      x: isStillX
        ? still
        : {
            back: direction === 'rtl' ? across + left : left,
            on: direction === 'rtl' ? -left : across - left,
          },
      y: isStillY ? still : { back: top, on: down - top },
    };
  };

  return {
    alwaysUnder(element, box) {
      const { x, y } = waysOf(element);
      const { top, bottom } = styleOf(element);
      // Once it has moved, nobody knows from where; to the bottom, it goes over what comes into the window.
      if (x.before + x.after >= shortest || y.before > 0 || !Number.isNaN(length(bottom))) return undefined;
      const gap = length(top) + box.top - boxOf(element).top;
      return {
        left: box.left,
        right: box.right,
        top: box.top + (gap >= 1 ? y.after : 0),
        bottom: box.bottom,
      };
    },
    moves(element) {
      const { x, y } = waysOf(element);
      return x.before + x.after >= shortest || y.before + y.after >= shortest;
    },
    placesOf(element, now) {
      const { x, y } = waysOf(element);
      return [
        now,
        ...steps(x).map((step) => moved(now, step, 0)),
        ...steps(y).map((step) => moved(now, 0, step)),
      ];
    },
  };
}

const still: Scroll = { back: 0, on: 0 };

function steps({ before, after }: StickingWay): number[] {
  const way = before + after;
  if (way < shortest) return [];
  const count = Math.min(mostPlaces, Math.ceil(way / 8));
  return Array.from({ length: count + 1 }, (_, step) => -before + (way * step) / count);
}

function moved({ left, top, right, bottom }: Rectangle, x: number, y: number): Rectangle {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** Undefined lengths are no number. */
const length = (value: string): number => Number.parseFloat(value);
const px = (value: string): number => Number.parseFloat(value) || 0;
const cuts = (overflow: string): boolean => /auto|scroll|hidden/.test(overflow);
