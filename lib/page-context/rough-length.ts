import { bodyOf, documentElementOf, documentIn, isElement, localNameOf, parentNodeOf } from './dom-access.ts';
import { isFrame } from './frame-inside.ts';

/** Nodes looked at for the length of a page that is too long to be read whole. */
const mostNodes = 1_000_000;

/**
 * Characters on a page that was cut short, and in its frames, seen or not: only to tell the user how small the share is that is attached,
 * where too large a number misleads less than too small a one.
 */
export function roughLength(document: Document): number {
  let length = 0;
  let seen = 0;
  const documents = [document];
  for (let next = documents.pop(); next !== undefined; next = documents.pop()) {
    const root = bodyOf(next) ?? documentElementOf(next);
    const show = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
    const nodes = Document.prototype.createTreeWalker.call(next, root, show);
    for (; seen < mostNodes && nodes.nextNode() !== null; seen += 1) {
      const node = nodes.currentNode;
      if (isElement(node)) {
        const inside = isFrame(node) ? documentIn(node) : null;
        if (inside !== null) documents.push(inside);
      } else if (!isCode(parentNodeOf(node))) length += node.nodeValue?.trim().length ?? 0;
    }
  }
  return length;
}

function isCode(parent: Node | null): boolean {
  return parent !== null && isElement(parent) && /^(script|style|noscript)$/.test(localNameOf(parent));
}
