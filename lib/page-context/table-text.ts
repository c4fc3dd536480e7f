import { isElement } from './dom-access.ts';

/*
 * Tables as ` | ` between cells, with `--- | ---` below a header row: a table of GitHub's Markdown, which models read
 * best, without the two outer bars, so that a row is two characters shorter, and reads like a row in the preview.
 */

/** A table with one of these in a cell is laid out, not tabular: its cells are written one after the other. */
const never = 'table, blockquote, h1, h2, h3, h4, h5, h6';
/** In a table that calls itself one (header, caption), cells may hold these, in one line. */
const rarely = 'ul, ol, dl, p + p, pre';

/** More columns, or columns spanned, are no table that anybody reads. */
const mostColumns = 200;

type CellText = (cell: Element) => string;

/** Undefined: laid out, or with no two cells beside each other. */
export function tableGrid(table: Element, textOf: CellText): string | undefined {
  if (table.querySelector(never) !== null) return undefined;
  const rows = rowsOf(table);
  const head = headerRows(rows);
  const isData = head > 0 || table.querySelector('caption') !== null;
  if (isData ? hasLongCode(table) : table.querySelector(rarely) !== null) return undefined;

  const grid = createGrid(rows, textOf);
  const columns = Math.max(0, ...grid.map((row) => row.length));
  if (columns < 2) return undefined;
  const lines = grid.map((row) =>
    isData ? wholeRow([...row, ...Array<string>(columns - row.length).fill('')]) : filledRow(row),
  );
  if (head > 0 && head < lines.length) lines.splice(head, 0, Array(columns).fill('---').join(' | '));
  const captions = [...table.children].filter((child) => child.localName === 'caption');
  return [...captions.map(textOf), ...lines].filter((line) => line !== '').join('\n');
}

/** One row of a table that is laid out, or of boxes that are drawn or called so. Undefined: not a row of short cells. */
export function rowText(row: Element, textOf: CellText): string | undefined {
  if (row.querySelector(`${never}, ${rarely}`) !== null) return undefined;
  return filledRow([...row.children].map((cell) => oneLine(textOf(cell))));
}

/** Where columns have names, every cell stands in its own. */
function wholeRow(cells: readonly string[]): string {
  return cells.join(' | ').replace(/ {2,}/g, ' ').trim();
}

/** A cell alone with empty ones is just its text. */
function filledRow(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length < 2 ? filled.join('') : wholeRow(cells);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function rowsOf(table: Element): Element[] {
  return [...table.children].flatMap((child) =>
    child.localName === 'tr'
      ? [child]
      : /^t(head|body|foot)$/.test(child.localName)
        ? [...child.children].filter((row) => row.localName === 'tr')
        : [],
  );
}

/** How many rows from the top are headers: all of `thead`, else the first where all its cells are. */
function headerRows(rows: readonly Element[]): number {
  const isHeader = (row: Element, at: number): boolean =>
    row.parentElement?.localName === 'thead' ||
    (at === 0 && row.children.length > 0 && [...row.children].every(({ localName }) => localName === 'th'));
  const end = rows.findIndex((row, at) => !isHeader(row, at));
  return end === -1 ? 0 : end;
}

function hasLongCode(table: Element): boolean {
  return [...table.querySelectorAll('pre')].some((code) => code.textContent?.trim().includes('\n'));
}

/** A cell that spans columns or rows is said once, and leaves the others of its place empty, as it does on the page. */
function createGrid(rows: readonly Element[], textOf: CellText): string[][] {
  /** For each column, how many more rows a cell from above reaches into. */
  const reaching: number[] = [];
  return rows
    .map((row) => {
      const cells: string[] = [];
      const skip = (): void => {
        while ((reaching[cells.length] ?? 0) > 0 && cells.length < mostColumns) {
          reaching[cells.length] = (reaching[cells.length] ?? 0) - 1;
          cells.push('');
        }
      };
      for (const cell of row.children) {
        if (!isElement(cell)) continue;
        skip();
        const columns = span(cell, 'colspan');
        for (let column = 0; column < columns && cells.length < mostColumns; column += 1) {
          reaching[cells.length] = span(cell, 'rowspan') - 1;
          cells.push(column === 0 ? oneLine(textOf(cell)) : '');
        }
      }
      skip();
      return cells;
    })
    .filter((cells) => cells.some((cell) => cell !== ''));
}

function span(cell: Element, attribute: 'colspan' | 'rowspan'): number {
  const said = Number(cell.getAttribute(attribute) ?? 1);
  return Number.isInteger(said) && said >= 1 ? Math.min(said, mostColumns) : 1;
}
