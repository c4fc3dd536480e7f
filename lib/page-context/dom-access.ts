/**
 * Reading a page's DOM without asking the page. A form's own properties are shadowed by its controls' names, a document's
 * by names of its forms and images: `<form><input name="childNodes">` turns `form.childNodes` into the input, in our
 * isolated world too. So everything is read through the prototypes.
 */
const reads =
  <Owner extends object, Key extends keyof Owner>(prototype: Owner, key: Key) =>
  (target: Owner): Owner[Key] =>
    Reflect.get(prototype, key, target);

const nodeTypeOf = reads(Node.prototype, 'nodeType');
export const firstChildOf = reads(Node.prototype, 'firstChild');
export const nextSiblingOf = reads(Node.prototype, 'nextSibling');
export const parentNodeOf = reads(Node.prototype, 'parentNode');
export const localNameOf = reads(Element.prototype, 'localName');
export const namespaceOf = reads(Element.prototype, 'namespaceURI');
export const shadowRootOf = reads(Element.prototype, 'shadowRoot');
const slotOfElement = reads(Element.prototype, 'assignedSlot');
const slotOfText = reads(Text.prototype, 'assignedSlot');
export const slotOf = (node: Node): HTMLSlotElement | null =>
  isElement(node) ? slotOfElement(node) : isText(node) ? slotOfText(node) : null;
export const contains = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner);
export const scrollTopOf = reads(Element.prototype, 'scrollTop');
export const scrollLeftOf = reads(Element.prototype, 'scrollLeft');

export const documentElementOf = reads(Document.prototype, 'documentElement');
export const bodyOf = reads(Document.prototype, 'body');
export const titleOf = reads(Document.prototype, 'title');
export const contentTypeOf = reads(Document.prototype, 'contentType');
export const scrollerOf = reads(Document.prototype, 'scrollingElement');
export const viewOf = reads(Document.prototype, 'defaultView');
export const designModeOf = reads(Document.prototype, 'designMode');

const { getAttribute, getBoundingClientRect } = Element.prototype;
export const attributeOf = (element: Element, name: string): string | null =>
  getAttribute.call(element, name);
export const boxOf = (element: Element): DOMRect => getBoundingClientRect.call(element);

/** The first match in the document, in document order. */
export const findIn = (document: Document, selector: string): Element | null =>
  Document.prototype.querySelector.call(document, selector);

/** An empty document that loads nothing, runs nothing and upgrades no custom element. */
export const inertDocument = (document: Document): Document =>
  reads(Document.prototype, 'implementation')(document).createHTMLDocument('');

export const isElement = (node: Node): node is Element => nodeTypeOf(node) === 1;
export const isText = (node: Node): node is Text => nodeTypeOf(node) === 3;

export const rangeIn = (document: Document): Range => Document.prototype.createRange.call(document);
