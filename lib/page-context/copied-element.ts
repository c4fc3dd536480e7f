import { attributeOf, attributeNamesOf, hasIn, localNameOf } from './dom-access.ts';
import type { ListMarks } from './list-marks.ts';

/** Elements that keep their name in the copy: what an extractor and the plain text go by. The rest become div or span. */
const kept: ReadonlySet<string> = new Set(
  (
    'article section main header footer nav aside address div figure figcaption p h1 h2 h3 h4 h5 h6 ' +
    'ul ol li dl dt dd blockquote pre hr br table caption thead tbody tfoot tr td th summary center ' +
    'a b strong i em u s small sub sup code kbd samp var mark abbr cite q del ins time button span rt'
  ).split(' '),
);

/** Attributes an extractor scores by, and a thread is known by. Nothing that loads, runs, names or styles. */
const keptAttributes: ReadonlySet<string> = new Set(
  'class id role lang dir href itemprop itemtype rel datetime rowspan colspan'.split(' '),
);
const longestAttribute = 500;

const inline = /^(inline|contents|ruby|math|none|$)/;
const within = /^(inline|contents|ruby.*|)$/;

const preserved = /^(pre|break-spaces)/;
const codeNames: ReadonlySet<string> = new Set('code samp kbd tt xmp listing'.split(' '));
const monospaced = /mono|courier|consolas|menlo|\bcode\b|^$/i;
/** Whose cells and items hold code: these stay what they are, with the code in them. */
const holders: ReadonlySet<string> = new Set('td th li dd dt'.split(' '));
const prose = 'p, h1, h2, h3, h4, h5, h6, ul, ol, dl, pre, article, blockquote, header, nav';

export interface StandIn {
  readonly shell: Element;
  /** Where its content goes: the shell, or code inside it. */
  readonly into: Element;
  /**
   * Drawn as a box of its own although its name says phrase, so its text must not run into its neighbours' (links in a
   * flex row).
   */
  readonly isSeparate: boolean;
}

/**
 * An element's stand-in for the copy. No `form` is among them: in the copy, too, a form's controls would shadow its
 * properties. What only its computed style tells is written down as `data-…`, names that no page's attribute can take.
 */
export function standIn(
  inert: Document,
  element: Element,
  style: CSSStyleDeclaration,
  marks: ListMarks,
  isVerbatim: boolean,
): StandIn {
  const original = localNameOf(element).toLowerCase();
  const { display } = style;
  const isBlock = !inline.test(display);
  const isCode = !isVerbatim && isBlock && drawsCode(element, original, style);
  const shell = inert.createElement(
    isCode && !holders.has(original) ? 'pre' : nameInCopy(element, original, isBlock),
  );
  for (const attribute of attributeNamesOf(element)) {
    if (attribute === 'data-line-number') shell.setAttribute('data-gutter', '');
    if (!keptAttributes.has(attribute)) continue;
    const value = attributeOf(element, attribute) ?? '';
    if (value.length <= longestAttribute) shell.setAttribute(attribute, value);
  }
  // A cookie notice, a chat bubble: what stands still before the page is not its article. Extractors pass dialogs over,
  // unless there is nothing else.
  if (style.position === 'fixed') shell.setAttribute('role', 'dialog');
  if (original === 'li') shell.setAttribute('data-mark', marks.of(element, style));
  if (original === 'pre' && isProse(element, style)) shell.setAttribute('data-prose', '');
  if (original !== 'tr' && (display === 'table-row' || attributeOf(element, 'role') === 'row'))
    shell.setAttribute('data-row', '');
  const into = isCode && holders.has(original) ? shell.appendChild(inert.createElement('pre')) : shell;
  return { shell, into, isSeparate: !within.test(display) };
}

function nameInCopy(element: Element, original: string, isBlock: boolean): string {
  if (attributeOf(element, 'role') === 'heading') {
    const level = Number(attributeOf(element, 'aria-level') ?? 2);
    return level >= 1 && level <= 6 ? `h${Math.floor(level)}` : 'h2';
  }
  if (kept.has(original) && original !== 'span') return original;
  return isBlock || original === 'form' ? 'div' : 'span';
}

/** Lines as they are written, in a box and in letters of one width: code, whatever the element is called. */
function drawsCode(element: Element, name: string, style: CSSStyleDeclaration): boolean {
  if (name === 'pre' || !preserved.test(style.whiteSpace)) return false;
  if (codeNames.has(name)) return true;
  return style.fontFamily !== '' && monospaced.test(style.fontFamily) && !hasIn(element, prose);
}

/** A `pre` in letters of the text around it: a letter, a poem, a message. */
function isProse(element: Element, style: CSSStyleDeclaration): boolean {
  return !monospaced.test(style.fontFamily) && !hasIn(element, 'code, samp');
}
