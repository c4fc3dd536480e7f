import { attributeOf, localNameOf } from './dom-access.ts';

/** Elements that keep their name in the copy: what an extractor and the plain text go by. The rest become div or span. */
const kept: ReadonlySet<string> = new Set(
  (
    'article section main header footer nav aside address div figure figcaption p h1 h2 h3 h4 h5 h6 ' +
    'ul ol li dl dt dd blockquote pre hr br table caption thead tbody tfoot tr td th summary center ' +
    'a b strong i em u s small sub sup code kbd samp var mark abbr cite q del ins time button span'
  ).split(' '),
);

/** Attributes an extractor scores by. Nothing that loads, runs, names or styles. */
const keptAttributes = [
  'class',
  'id',
  'role',
  'lang',
  'dir',
  'href',
  'itemprop',
  'datetime',
  'rowspan',
  'colspan',
];
const longestAttribute = 500;

const inline = /^(inline|contents|ruby|math|none|$)/;

/**
 * An element's stand-in for the copy. No `form` is among them: in the copy, too, a form's controls would shadow its
 * properties. `isSeparate`: drawn as a box of its own although its name says phrase, so its text must not run into its
 * neighbours' (links in a flex row).
 */
export function standIn(
  inert: Document,
  element: Element,
  style: CSSStyleDeclaration,
): { shell: Element; isSeparate: boolean } {
  const original = localNameOf(element).toLowerCase();
  const block = !inline.test(style.display);
  const name =
    kept.has(original) && original !== 'span' ? original : block || original === 'form' ? 'div' : 'span';
  const shell = inert.createElement(name);
  for (const attribute of keptAttributes) {
    const value = attributeOf(element, attribute);
    if (value !== null && value.length <= longestAttribute) shell.setAttribute(attribute, value);
  }
  // A cookie notice, a chat bubble: what stands still before the page is not its article. Extractors pass dialogs over,
  // unless there is nothing else.
  if (style.position === 'fixed') shell.setAttribute('role', 'dialog');
  return {
    shell,
    isSeparate: style.display !== 'inline' && style.display !== 'contents' && style.display !== '',
  };
}
