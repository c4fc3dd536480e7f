import { localNameOf } from './dom-access.ts';

/** Of a row that is being copied, its cells that say something, so far. */
export interface CopiedRow {
  filledCells: number;
}

/** A cell of it that is being copied. */
export interface CopiedCell {
  readonly row: CopiedRow;
  isFilled: boolean;
}

/** ` | `, as `table-text.ts` writes it between two cells. */
const between = 3;

export function isCell(element: Element): boolean {
  return localNameOf(element) === 'td' || localNameOf(element) === 'th';
}

/** To be called with each text in a cell: the characters that come before its first one, where another cell of its row has said something. */
export function markBefore(cell: CopiedCell | undefined): number {
  if (cell === undefined || cell.isFilled) return 0;
  cell.isFilled = true;
  cell.row.filledCells += 1;
  return cell.row.filledCells > 1 ? between : 0;
}
