import type { Color } from './colors.ts';
import { attributeOf, findNamed } from './dom-access.ts';

/** The canvas of dark pages, as Chromium and Firefox paint it. */
const darkCanvas: Readonly<Record<'chromium' | 'firefox', Color>> = {
  chromium: [18, 18, 18, 1],
  firefox: [28, 27, 34, 1],
};
const white: Color = [255, 255, 255, 1];

/** What a page shows where it paints nothing: white, but where it may be dark, and the person wants it dark. */
export function canvasColor(document: Document, view: Window & typeof globalThis, root: Element): Color {
  if (!isDark(document, view, root)) return white;
  return darkCanvas[/firefox/i.test(view.navigator.userAgent) ? 'firefox' : 'chromium'];
}

function isDark(document: Document, view: Window & typeof globalThis, root: Element): boolean {
  const said = view.getComputedStyle(root).getPropertyValue('color-scheme');
  const meta = findNamed(document, 'meta', '[name="color-scheme" i][content]');
  const schemes = /^(normal)?$/.test(said) && meta !== null ? (attributeOf(meta, 'content') ?? '') : said;
  if (!schemes.includes('dark')) return false;
  return !schemes.includes('light') || view.matchMedia('(prefers-color-scheme: dark)').matches;
}
