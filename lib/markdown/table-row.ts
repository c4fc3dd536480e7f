import type { Alignment } from './tree.ts';

/** What is wider is shown as it is written. */
export const mostColumns = 100;

/** The cells of a line, `\|` resolved: inside a cell it is a bar, in code too. */
export function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let start = 0;
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '\\' && (line[index + 1] === '|' || line[index + 1] === '\\')) index += 1;
    else if (line[index] === '|') {
      cells.push(line.slice(start, index));
      start = index + 1;
    }
  }
  cells.push(line.slice(start));
  // A bar at the beginning or the end of a line parts nothing.
  if (cells.length > 1) {
    if (isBlank(cells[0])) cells.shift();
    if (isBlank(cells.at(-1))) cells.pop();
  }
  return cells.map((cell) =>
    withoutEnds(cell).replace(/\\([\\|])/g, (pair, mark) => (mark === '|' ? '|' : pair)),
  );
}

/** The sides of a table's columns; null where the line is not what stands under a table's head. */
export function columnsOf(line: string): Alignment[] | null {
  if (!/^[-:| \t]+$/.test(line) || !/[:|]/.test(line)) return null;
  const align: Alignment[] = [];
  for (const cell of cellsOf(line)) {
    if (!/^:?-+:?$/.test(cell)) return null;
    const isLeft = cell.startsWith(':');
    const isRight = cell.endsWith(':');
    align.push(isLeft && isRight ? 'center' : isLeft ? 'left' : isRight ? 'right' : null);
  }
  return align.length === 0 ? null : align;
}

/** How many sides a line of sides has up to here; null: it is none. */
export function columnsSoFar(line: string): number | null {
  if (!/^[-:| \t]+$/.test(line)) return null;
  const cells = cellsOf(line);
  return cells.every((cell) => /^:?-*:?$/.test(cell)) ? cells.length : null;
}

/** Characters: a line that is longer is no head while it is written. */
const longestHead = 2_000;

/** The cells of a line that may be a table's head; null where it has no bar, or too many. */
export function headOf(line: string): string[] | null {
  if (line.length > longestHead || !line.includes('|')) return null;
  const cells = cellsOf(line);
  return cells.length > mostColumns ? null : cells;
}

const isBlank = (cell: string | undefined): boolean => cell !== undefined && withoutEnds(cell) === '';

function withoutEnds(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && (cell[start] === ' ' || cell[start] === '\t')) start += 1;
  while (end > start && (cell[end - 1] === ' ' || cell[end - 1] === '\t')) end -= 1;
  return cell.slice(start, end);
}
