import {
  assignedTo,
  attributeOf,
  documentOf,
  firstChildOf,
  shadowHostOf,
  isElement,
  localNameOf,
  nextSiblingOf,
  parentNodeOf,
  shadowRootOf,
  slotOf,
  viewOf,
} from './dom-access.ts';

/** Nodes one after the other; null behind the last. No iterator: a long page has hundreds of thousands of them. */
export interface FlatChildren {
  next(): Node | null;
}

/** The tree as it is drawn: open shadow roots in place of their hosts' children, slotted nodes in place of slots. */
export function flatChildrenOf(element: Element): FlatChildren {
  const name = localNameOf(element);
  if (name === 'slot') {
    const slotted = assignedTo(element);
    if (slotted.length > 0) return listed(slotted);
  }
  // Chrome hides the rest by a style inside its own shadow root, which no computed style tells.
  if (name === 'details' && (attributeOf(element, 'open') === null || isFolded(element)))
    return listed(summaryOf(element));
  let child = firstChildOf(shadowRootOf(element) ?? element);
  return {
    next() {
      const node = child;
      if (node !== null) child = nextSiblingOf(node);
      return node;
    },
  };
}

function listed(nodes: readonly Node[]): FlatChildren {
  let at = 0;
  return {
    next: () => nodes[at++] ?? null,
  };
}

/** Whether a style of the page hides what an open one unfolds. */
function isFolded(details: Element): boolean {
  const style = viewOf(documentOf(details))?.getComputedStyle(details, '::details-content');
  if (style === undefined) return false;
  const { display, opacity, overflowY, height } = style;
  return (
    display === 'none' || opacity === '0' || (/hidden|clip/.test(overflowY) && Number.parseFloat(height) <= 2)
  );
}

function summaryOf(details: Element): readonly Node[] {
  for (let child = firstChildOf(details); child !== null; child = nextSiblingOf(child))
    if (isElement(child) && localNameOf(child) === 'summary') return [child];
  return [];
}

export function flatParentOf(node: Node): Element | null {
  const slot = slotOf(node);
  if (slot) return slot;
  const parent = parentNodeOf(node);
  if (parent === null) return null;
  if (isElement(parent)) return parent;
  // A frame's classes are its own: ours know no object of it.
  return shadowHostOf(parent);
}
