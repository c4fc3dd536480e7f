import type { Alignment } from './tree.ts';

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
  if (cells.length > 1 && isBlank(cells[0])) cells.shift();
  if (cells.length > 1 && isBlank(cells.at(-1))) cells.pop();
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
  return align;
}

const isBlank = (cell: string | undefined): boolean => cell !== undefined && withoutEnds(cell) === '';

function withoutEnds(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && (cell[start] === ' ' || cell[start] === '\t')) start += 1;
  while (end > start && (cell[end - 1] === ' ' || cell[end - 1] === '\t')) end -= 1;
  return cell.slice(start, end);
}
