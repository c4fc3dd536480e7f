import { isObject } from '../shared/is-object.ts';

/**
 * Reading a page's DOM without asking the page. A form's own properties are shadowed by its controls' names, a document's
 * by names of its forms and images: `<form><input name="childNodes">` turns `form.childNodes` into the input, in our
 * isolated world too. So everything is read through the prototypes.
 */
function reads<Owner extends object, Key extends keyof Owner>(prototype: Owner, key: Key) {
  return (target: Owner): Owner[Key] => Reflect.get(prototype, key, target);
}

const nothing: readonly never[] = [];

/** The same for what is read of every node: by the property's own getter, which is far faster. */
function readsOften<Owner extends object, Key extends keyof Owner>(prototype: Owner, key: Key) {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (getter === undefined) return reads(prototype, key);
  return (target: Owner): Owner[Key] => Reflect.apply(getter, target, nothing);
}

const nodeTypeOf = readsOften(Node.prototype, 'nodeType');
export const textOf = reads(Node.prototype, 'textContent');
export const firstChildOf = readsOften(Node.prototype, 'firstChild');
export const nextSiblingOf = readsOften(Node.prototype, 'nextSibling');
export const parentNodeOf = readsOften(Node.prototype, 'parentNode');
export const localNameOf = readsOften(Element.prototype, 'localName');
export const namespaceOf = readsOften(Element.prototype, 'namespaceURI');
export const shadowRootOf = readsOften(Element.prototype, 'shadowRoot');
const slotOfElement = readsOften(Element.prototype, 'assignedSlot');
const slotOfText = readsOften(Text.prototype, 'assignedSlot');
export function slotOf(node: Node): HTMLSlotElement | null {
  return isElement(node) ? slotOfElement(node) : isText(node) ? slotOfText(node) : null;
}
/** What is put into a slot; of an element that is no slot, nothing. */
export function assignedTo(slot: Element): readonly Node[] {
  return namespaceOf(slot) === 'http://www.w3.org/1999/xhtml'
    ? HTMLSlotElement.prototype.assignedNodes.call(slot)
    : [];
}
/** Of a shadow root; null of any other node. */
export function shadowHostOf(node: Node): Element | null {
  return isShadowRoot(node) ? node.host : null;
}
export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}
export function elementChildrenOf(element: Element): readonly Element[] {
  return [...reads(Element.prototype, 'children')(element)];
}
export function childCountOf(element: Element): number {
  return reads(Node.prototype, 'childNodes')(element).length;
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
/** What relative addresses of a document's elements go on from. */
export const baseOf = reads(Node.prototype, 'baseURI');
export const addressOf = reads(Document.prototype, 'URL');
export const contentTypeOf = reads(Document.prototype, 'contentType');
export const scrollerOf = reads(Document.prototype, 'scrollingElement');
export const viewOf = reads(Document.prototype, 'defaultView');
export const designModeOf = reads(Document.prototype, 'designMode');

/** The document of an `iframe` or `frame`, which nothing shadows; null where it is another origin's, or has none. */
export function documentIn(frame: Element): Document | null {
  const inside: unknown = Reflect.get(frame, 'contentDocument');
  return isDocument(inside) ? inside : null;
}

const {
  getAttribute,
  getAttributeNames,
  getBoundingClientRect,
  hasAttributes,
  querySelector,
  querySelectorAll,
} = Element.prototype;
export function isBare(element: Element): boolean {
  return !hasAttributes.call(element);
}
export function attributeOf(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}
export function attributeNamesOf(element: Element): readonly string[] {
  return getAttributeNames.call(element);
}
/** Whether a match is inside the element. */
export function hasIn(element: Element, selector: string): boolean {
  return querySelector.call(element, selector) !== null;
}
export function allIn(element: Element, selector: string): readonly Element[] {
  return [...querySelectorAll.call(element, selector)];
}
const textContentOf = reads(Element.prototype, 'textContent');
export function textIn(element: Element): string {
  return textContentOf(element) ?? '';
}
export function boxOf(element: Element): DOMRect {
  return getBoundingClientRect.call(element);
}

const ownerOf = reads(Node.prototype, 'ownerDocument');
/** The document that it stands in. */
export function documentOf(element: Element): Document {
  return ownerOf(element) ?? document;
}

/** The first match in the document, in document order. */
export function findIn(document: Document, selector: string): Element | null {
  return Document.prototype.querySelector.call(document, selector);
}

/**
 * The first of the elements of that name that matches. Browsers keep the elements of a name: to ask for several of them costs
 * one way through a long page, where each selector that matches nothing costs one of its own.
 */
export function findNamed(document: Document, name: string, selector: string): Element | null {
  const named = Document.prototype.getElementsByTagName.call(document, name);
  for (const element of named) if (Element.prototype.matches.call(element, selector)) return element;
  return null;
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
function isShadowRoot(node: Node): node is ShadowRoot {
  return nodeTypeOf(node) === 11 && 'host' in node;
}
function isDocument(value: unknown): value is Document {
  return isObject(value) && Reflect.get(value, 'nodeType') === 9;
}
export function isText(node: Node): node is Text {
  return nodeTypeOf(node) === 3;
}

export function rangeIn(document: Document): Range {
  return Document.prototype.createRange.call(document);
}
