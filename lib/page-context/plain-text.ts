import { textCharacters } from './characters.ts';
import { fenced } from './code-text.ts';
import { isElement } from './dom-access.ts';
import { raised } from './raised-digits.ts';
import { rowText, tableGrid } from './table-text.ts';
import { createTextOutput, type TextOutput } from './text-output.ts';

/**
 * An element of a shaped copy (shape-copy.ts) as text that a person reads in the preview and a model reads on the wire:
 * paragraphs apart by a blank line, `#` headings, list items with their numbers, `> ` quotations, ` | ` between cells,
 * code as it stands, fenced. No trailing spaces. What is in `left` is left out.
 */
export function plainText(root: Element, left: ReadonlySet<Node> = nothing): string {
  return textIn(root, { isInList: false, isInCell: false, left });
}

const nothing: ReadonlySet<Node> = new Set();

interface Place {
  readonly isInList: boolean;
  /** Of a table: there is no room for a fence. */
  readonly isInCell: boolean;
  readonly left: ReadonlySet<Node>;
}

/** Elements with a blank line around them, and those that only begin a line. */
const paragraphs: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre table figure hr dl article section main header footer nav aside'.split(
    ' ',
  ),
);
const lines: ReadonlySet<string> = new Set(
  'div li dt dd tr td th caption figcaption address summary center thead tbody tfoot'.split(' '),
);

function textIn(root: Element, place: Place): string {
  const output = createTextOutput();
  write(root, output, place);
  return output.text();
}

function write(node: Node, output: TextOutput, place: Place): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (place.left.has(child)) continue;
    if (child.nodeType === 3) output.words(textCharacters(child.nodeValue ?? ''));
    else if (isElement(child)) writeElement(child, output, place);
  }
}

function writeElement(element: Element, output: TextOutput, place: Place): void {
  const name = element.localName;
  const isList = name === 'ul' || name === 'ol';
  const separation =
    paragraphs.has(name) || (isList && !place.isInList) ? 2 : isList || lines.has(name) ? 1 : 0;
  output.startLine(separation);
  const address = element.getAttribute('data-link');
  const content = (): void => writeContent(element, output, place);
  // Behind code it would be in the line that ends its fence.
  if (address === null || name === 'pre' || element.querySelector('pre') !== null) content();
  else output.behind(` (${address})`, content);
  output.startLine(separation);
}

function writeContent(element: Element, output: TextOutput, place: Place): void {
  const name = element.localName;
  const inside = (): void => write(element, output, place);
  switch (name) {
    case 'br':
      output.lineBreak();
      break;
    case 'hr':
      output.rule();
      break;
    case 'pre':
      if (place.isInCell) output.words(element.textContent ?? '');
      else output.verbatim(fenced(element));
      break;
    case 'table': {
      const grid = tableGrid(element, (cell) => textIn(cell, { ...place, isInCell: true }));
      if (grid === undefined) inside();
      else output.verbatim(grid);
      break;
    }
    case 'tr':
      writeRow(element, output, place);
      break;
    case 'ul':
    case 'ol':
      write(element, output, { ...place, isInList: true });
      break;
    case 'li': {
      const mark = `${element.getAttribute('data-mark') ?? '-'} `;
      output.within({ firstLine: mark, otherLines: ' '.repeat(mark.length) }, inside);
      break;
    }
    case 'dd':
      output.within({ firstLine: ': ', otherLines: '  ' }, inside);
      break;
    case 'blockquote':
      output.within({ firstLine: '> ', otherLines: '> ' }, inside);
      break;
    case 'sup':
    case 'sub': {
      const signs = raised(element);
      if (signs === undefined) inside();
      else output.words(signs);
      break;
    }
    case 'rt':
      surround('(', ')', element, output, place);
      break;
    case 'q':
      surround('“', '”', element, output, place);
      break;
    default: {
      const level = /^h([1-6])$/.exec(name)?.[1];
      if (level === undefined) {
        if (element.hasAttribute('data-row')) writeRow(element, output, place);
        else inside();
      } else output.within({ firstLine: `${'#'.repeat(Number(level))} `, otherLines: '' }, inside);
    }
  }
}

/** Rows of a table whose cells hold more than a line stand one below the other; so do those of boxes drawn as tables. */
function writeRow(row: Element, output: TextOutput, place: Place): void {
  const cells = rowText(row, (cell) => textIn(cell, { ...place, isInCell: true }));
  if (cells === undefined) write(row, output, place);
  else output.verbatim(cells);
}

function surround(open: string, close: string, element: Element, output: TextOutput, place: Place): void {
  if (textIn(element, place) === '') return;
  output.words(open);
  write(element, output, place);
  output.words(close);
}
