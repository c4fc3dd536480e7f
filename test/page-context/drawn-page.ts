/**
 * A page as a browser would have drawn it, for happy-dom, which lays nothing out. Has to be imported before the reader,
 * which takes the DOM's own methods when it is loaded.
 *
 * A box is written as `data-box="left top width height"`, CSS px in the window; without one an element has that of its
 * parent, and the root the window's. `data-before` holds the style of an element's `::before`.
 */
const windowBox = '0 0 1000 800';

function rectOf(element: Element | null): DOMRect {
  const [left = 0, top = 0, width = 0, height = 0] = (
    element?.closest('[data-box]')?.getAttribute('data-box') ?? windowBox
  )
    .split(' ')
    .map(Number);
  return { x: left, y: top, left, top, width, height, right: left + width, bottom: top + height } as DOMRect;
}

Element.prototype.getBoundingClientRect = function getBoundingClientRect() {
  return rectOf(this);
};
Range.prototype.getBoundingClientRect = function getBoundingClientRect() {
  return rectOf(this.startContainer.parentElement);
};
for (const [name, side] of [
  ['clientWidth', 'width'],
  ['clientHeight', 'height'],
] as const) {
  Object.defineProperty(Element.prototype, name, {
    configurable: true,
    get(this: Element) {
      return rectOf(this)[side];
    },
  });
}

/** However far something is: a box that scrolls shows it. */
for (const name of ['scrollWidth', 'scrollHeight'])
  Object.defineProperty(Element.prototype, name, { configurable: true, get: () => 1_000_000 });

const declared = (style: string | null, name: string): string =>
  new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]*)`).exec(style ?? '')?.[1]?.trim() ?? '';

const camel = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Of a pseudo-element: what is written of it. */
function styleOf(written: string): CSSStyleDeclaration {
  const names = [...written.matchAll(/([\w-]+)\s*:/g)].map(([, name = '']) => name);
  const values = Object.fromEntries(names.map((name) => [camel(name), declared(written, name)]));
  return { content: 'none', backgroundColor: '', backgroundImage: 'none', ...values } as CSSStyleDeclaration;
}

/** What a browser computes where nothing is written; happy-dom says nothing then. */
const initial: Readonly<Record<string, string>> = {
  backgroundColor: 'rgba(0, 0, 0, 0)',
  backgroundImage: 'none',
  overflowX: 'visible',
  overflowY: 'visible',
};

const computed = window.getComputedStyle.bind(window);

window.getComputedStyle = (element, pseudo) => {
  if (pseudo) return styleOf((pseudo === '::before' ? element.getAttribute('data-before') : null) ?? '');
  const style = computed(element);
  // Properties and notations that happy-dom does not know are taken as they are written.
  const written = (property: string): string => declared(element.getAttribute('style'), property);
  return new Proxy(style, {
    get(target, name) {
      if (name === 'getPropertyValue')
        return (property: string) => target.getPropertyValue(property) || written(property);
      const value: unknown = Reflect.get(target, name, target);
      return value === '' ? written(dashed(String(name))) || (initial[String(name)] ?? '') : value;
    },
  });
};

/** Shows a page; attributes of the root and the body as they stand in their tags. */
export function draw(body: string, root = '', bodyAttributes = ''): void {
  for (const { name } of [...document.documentElement.attributes])
    document.documentElement.removeAttribute(name);
  for (const [, name = '', value = ''] of root.matchAll(/([\w-]+)="([^"]*)"/g))
    document.documentElement.setAttribute(name, value);
  document.documentElement.innerHTML = `<head><title>t</title></head><body ${bodyAttributes}>${body}</body>`;
  window.scrollTo(0, 0);
}
