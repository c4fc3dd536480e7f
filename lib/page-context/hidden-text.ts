import { firstChildOf, isElement, isText, nextSiblingOf } from './dom-access.ts';
import { neverRead } from './never-read.ts';

/** Nodes counted below one hidden element; of more, the rest is not told. */
const mostNodes = 50_000;

/** Characters of text in an element, but for what is never read, with white space collapsed as a reader would have it. */
export function hiddenTextOf(element: Element): number {
  let characters = 0;
  const open: (Node | null)[] = [firstChildOf(element)];
  for (let seen = 0; seen < mostNodes && open.length > 0;) {
    const node = open.pop() ?? null;
    if (node === null) continue;
    seen += 1;
    open.push(nextSiblingOf(node));
    if (isText(node)) characters += visibleLength(node.data);
    else if (isElement(node) && !neverRead(node)) open.push(firstChildOf(node));
  }
  return characters;
}

export function visibleLength(text: string): number {
  return text.trim().replace(/\s+/g, ' ').length;
}
