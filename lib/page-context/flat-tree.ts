import {
  assignedTo,
  attributeOf,
  firstChildOf,
  shadowHostOf,
  isElement,
  localNameOf,
  nextSiblingOf,
  parentNodeOf,
  shadowRootOf,
  slotOf,
} from './dom-access.ts';

/** The tree as it is drawn: open shadow roots in place of their hosts' children, slotted nodes in place of slots. */
export function* flatChildrenOf(element: Element): Generator<Node, void, undefined> {
  const slotted = slottedIn(element);
  if (slotted.length > 0) {
    yield* slotted;
    return;
  }
  if (localNameOf(element) === 'details' && attributeOf(element, 'open') === null) {
    // Chrome hides the rest by a style inside its own shadow root, which no computed style tells.
    for (const child of childrenOf(element)) {
      if (isElement(child) && localNameOf(child) === 'summary') {
        yield child;
        return;
      }
    }
    return;
  }
  yield* childrenOf(shadowRootOf(element) ?? element);
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

function slottedIn(element: Element): readonly Node[] {
  return localNameOf(element) === 'slot' ? assignedTo(element) : [];
}

function* childrenOf(parent: Node): Generator<Node, void, undefined> {
  for (let child = firstChildOf(parent); child !== null; child = nextSiblingOf(child)) yield child;
}
