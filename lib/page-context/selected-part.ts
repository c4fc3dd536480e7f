import { isElement } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';

/** The smallest element that holds all of a part of a page. */
export function elementAround(part: Range): Element | null {
  const container = part.commonAncestorContainer;
  return isElement(container) ? container : flatParentOf(container);
}

/** Nodes inside a shadow root are in another tree than the range: they belong to the part if their host does. */
export function partOf(part: Range | undefined): (node: Node) => boolean {
  if (part === undefined) return () => true;
  const tree = Node.prototype.getRootNode.call(part.commonAncestorContainer);
  return (node) => Node.prototype.getRootNode.call(node) !== tree || part.intersectsNode(node);
}

/** What of a text is in the part. */
export function wanted(text: Text, part: Range | undefined): string {
  if (part === undefined) return text.data;
  const end = text === part.endContainer ? part.endOffset : text.data.length;
  return text.data.slice(text === part.startContainer ? part.startOffset : 0, end);
}
