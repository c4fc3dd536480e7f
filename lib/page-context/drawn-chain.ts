import { contains } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { PaintedBox } from './painted-boxes.ts';
import type { Drawn } from './stacking.ts';

export interface Link extends Drawn {
  readonly style: CSSStyleDeclaration;
}

/** A painted box and the boxes around it, up to what holds a text as well: that fades, filters or turns both alike. */
export function chainOf(
  { element, pseudo, style }: PaintedBox,
  holder: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): readonly Link[] {
  const chain: Link[] = [pseudo === undefined ? { element, style } : { element, pseudo, style }];
  let at = pseudo === undefined ? flatParentOf(element) : element;
  for (; at !== null && !contains(at, holder); at = flatParentOf(at))
    chain.push({ element: at, style: styleOf(at) });
  return chain;
}
