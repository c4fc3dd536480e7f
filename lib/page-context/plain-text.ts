import { textCharacters } from './characters.ts';
import { isElement } from './dom-access.ts';

/**
 * An element of a visible copy as text that a person reads in the preview and a model reads on the wire: paragraphs
 * apart by a blank line, `#` headings, `- ` list items, ` | ` between cells, code as it stands. No trailing spaces.
 */
export function plainText(root: Element): string {
  const output = createOutput();
  write(root, output, { listDepth: 0, isVerbatim: false });
  return output.text();
}

interface Place {
  readonly listDepth: number;
  readonly isVerbatim: boolean;
}

/** Elements with a blank line around them, and those that only begin a line. */
const paragraphs: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre table figure hr dl article section main header footer nav aside'.split(
    ' ',
  ),
);
const lines: ReadonlySet<string> = new Set(
  'div li dt dd tr caption figcaption address summary center thead tbody tfoot'.split(' '),
);
/** A row with one of these in a cell is laid out, not tabular: its cells are written one after the other. */
const layoutContent = 'table, ul, ol, pre, blockquote, h1, h2, h3, h4, h5, h6, p + p';

function write(node: Node, output: Output, place: Place): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 3) {
      const data = textCharacters(child.nodeValue ?? '');
      if (place.isVerbatim) output.verbatim(data);
      else output.words(data);
    } else if (isElement(child)) writeElement(child, output, place);
  }
}

function writeElement(element: Element, output: Output, place: Place): void {
  const name = element.localName;
  if (name === 'br') {
    output.lineBreak();
    return;
  }
  if (name === 'tr' && element.querySelector(layoutContent) === null) {
    const cells = [...element.children].map((cell) => plainText(cell).replace(/\s+/g, ' '));
    if (cells.every((cell) => cell === '')) return;
    // A cell alone with empty ones (line numbers drawn by CSS beside code) is just its text.
    const filled = cells.filter((cell) => cell !== '');
    output.startLine(1);
    output.verbatim(filled.length === 1 ? filled.join('') : cells.join(' | ').replace(/ {2,}/g, ' '));
    output.startLine(1);
    return;
  }
  if (name === 'pre' && !place.isVerbatim) {
    const code = createOutput();
    write(element, code, { ...place, isVerbatim: true });
    output.startLine(2);
    output.verbatim(code.text());
    output.startLine(2);
    return;
  }
  const isList = name === 'ul' || name === 'ol';
  const separation =
    paragraphs.has(name) || (isList && place.listDepth === 0)
      ? 2
      : isList || lines.has(name) || isCell(name)
        ? 1
        : 0;
  output.startLine(separation);
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) output.prefix(`${'#'.repeat(Number(level))} `);
  if (name === 'li') output.prefix(`${'  '.repeat(Math.max(0, place.listDepth - 1))}- `);
  write(element, output, { ...place, listDepth: place.listDepth + (isList ? 1 : 0) });
  if (name === 'li' || level !== undefined) output.prefix(''); // of an empty one: not for the text that follows
  output.startLine(separation);
}

const isCell = (name: string): boolean => name === 'td' || name === 'th';

interface Output {
  /** Running text: white space collapses. */
  words(text: string): void;
  verbatim(text: string): void;
  lineBreak(): void;
  /** At least so many line ends before what comes next: 1 a new line, 2 a blank one between. */
  startLine(lineEnds: 0 | 1 | 2): void;
  /** Put before the next text of this line, if any comes. */
  prefix(mark: string): void;
  text(): string;
}

function createOutput(): Output {
  const pieces: string[] = [];
  let lineEnds = 0;
  let mark = '';
  let space = false;

  /** Breaks and marks are written only when text follows: an empty list item or box leaves no trace. */
  const begin = (): void => {
    if (lineEnds > 0 && pieces.length > 0) pieces.push('\n'.repeat(lineEnds));
    else if (space && pieces.length > 0) pieces.push(' ');
    if (mark !== '') pieces.push(mark);
    lineEnds = 0;
    mark = '';
    space = false;
  };

  return {
    words(text) {
      const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
      const core = collapsed.trim();
      if (collapsed.startsWith(' ')) space = true;
      if (core === '') return;
      begin();
      pieces.push(core);
      space = collapsed.endsWith(' ');
    },
    verbatim(text) {
      if (text === '') return;
      begin();
      pieces.push(text.replaceAll('\u00a0', ' '));
    },
    lineBreak() {
      lineEnds = Math.min(lineEnds + 1, 2);
      space = false;
    },
    startLine(atLeast) {
      if (atLeast === 0) return;
      // A break ends the line a mark was meant for only once text was written; until then the mark waits.
      lineEnds = Math.max(lineEnds, mark === '' ? atLeast : lineEnds);
      space = false;
    },
    prefix(next) {
      mark = next;
    },
    text() {
      // Line by line: one expression over the whole would take quadratic time on a page of spaces.
      const trimmed = pieces
        .join('')
        .split('\n')
        .map((line) => line.trimEnd());
      return trimmed.join('\n').replace(/^\n+/, '').trimEnd();
    },
  };
}
