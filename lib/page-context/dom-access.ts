/**
 * Reading a page's DOM without asking the page. A form's own properties are shadowed by its controls' names, a document's
 * by names of its forms and images: `<form><input name="childNodes">` turns `form.childNodes` into the input, in our
 * isolated world too. So everything is read through the prototypes.
 */
function reads<Owner extends object, Key extends keyof Owner>(prototype: Owner, key: Key) {
  return (target: Owner): Owner[Key] => Reflect.get(prototype, key, target);
}

const nodeTypeOf = reads(Node.prototype, 'nodeType');
export const textOf = reads(Node.prototype, 'textContent');
export const firstChildOf = reads(Node.prototype, 'firstChild');
export const nextSiblingOf = reads(Node.prototype, 'nextSibling');
export const parentNodeOf = reads(Node.prototype, 'parentNode');
export const localNameOf = reads(Element.prototype, 'localName');
export const namespaceOf = reads(Element.prototype, 'namespaceURI');
export const shadowRootOf = reads(Element.prototype, 'shadowRoot');
const slotOfElement = reads(Element.prototype, 'assignedSlot');
const slotOfText = reads(Text.prototype, 'assignedSlot');
export function slotOf(node: Node): HTMLSlotElement | null {
  return isElement(node) ? slotOfElement(node) : isText(node) ? slotOfText(node) : null;
}
export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}
export const scrollTopOf = reads(Element.prototype, 'scrollTop');
export const widthOf = reads(HTMLElement.prototype, 'offsetWidth');
export const heightOf = reads(HTMLElement.prototype, 'offsetHeight');
export const scrollWidthOf = reads(Element.prototype, 'scrollWidth');
export const scrollHeightOf = reads(Element.prototype, 'scrollHeight');
export const clientHeightOf = reads(Element.prototype, 'clientHeight');
export const clientWidthOf = reads(Element.prototype, 'clientWidth');
export const scrollLeftOf = reads(Element.prototype, 'scrollLeft');

export const documentElementOf = reads(Document.prototype, 'documentElement');
export const bodyOf = reads(Document.prototype, 'body');
export const titleOf = reads(Document.prototype, 'title');
export const contentTypeOf = reads(Document.prototype, 'contentType');
export const scrollerOf = reads(Document.prototype, 'scrollingElement');
export const viewOf = reads(Document.prototype, 'defaultView');
export const designModeOf = reads(Document.prototype, 'designMode');

const { getAttribute, getBoundingClientRect } = Element.prototype;
export function attributeOf(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}
export function boxOf(element: Element): DOMRect {
  return getBoundingClientRect.call(element);
}

/** The first match in the document, in document order. */
export function findIn(document: Document, selector: string): Element | null {
  return Document.prototype.querySelector.call(document, selector);
}

/** An empty document that loads nothing, runs nothing and upgrades no custom element. */
export function inertDocument(document: Document): Document {
  return reads(Document.prototype, 'implementation')(document).createHTMLDocument('');
}

export function isElement(node: Node): node is Element {
  return nodeTypeOf(node) === 1;
}
export function isHtml(element: Element): element is HTMLElement {
  return namespaceOf(element) === 'http://www.w3.org/1999/xhtml';
}
export function isText(node: Node): node is Text {
  return nodeTypeOf(node) === 3;
}

export function rangeIn(document: Document): Range {
  return Document.prototype.createRange.call(document);
}
