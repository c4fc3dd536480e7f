/** Where the reading of one line stands. A tab goes on to the next column that four divides. */
export interface LineCursor {
  /** Goes to the beginning of a line. One cursor reads all lines of a text: making one costs more than most lines do. */
  begin(line: string): void;
  readonly line: string;
  readonly offset: number;
  readonly column: number;
  /** Of the first character from here that is neither space nor tab. */
  readonly nextOffset: number;
  /** Columns from here to it. */
  readonly indent: number;
  readonly isBlank: boolean;
  /** Takes so many characters, or columns: then perhaps a part of a tab. */
  advance(count: number, isColumns: boolean): void;
  /** Goes to the first character that is neither space nor tab. */
  skipIndent(): void;
  /** Takes one space, or one column of a tab, where one stands. */
  skipSpace(): void;
  /** What is left of the line; what is left of a tab as spaces. */
  rest(): string;
}

const untilTabStop = (column: number): number => 4 - (column % 4);

export function createLineCursor(): LineCursor {
  let line = '';
  let offset = 0;
  let column = 0;
  let isInTab = false;
  let nextOffset = 0;
  let nextColumn = 0;

  function find(): void {
    nextOffset = offset;
    nextColumn = column;
    for (; nextOffset < line.length; nextOffset += 1) {
      const character = line[nextOffset];
      if (character === ' ') nextColumn += 1;
      else if (character === '\t') nextColumn += untilTabStop(nextColumn);
      else break;
    }
  }

  function advance(count: number, isColumns: boolean): void {
    let left = count;
    while (left > 0 && offset < line.length) {
      if (line[offset] !== '\t') {
        isInTab = false;
        offset += 1;
        column += 1;
        left -= 1;
        continue;
      }
      const width = untilTabStop(column);
      if (!isColumns) {
        isInTab = false;
        column += width;
        offset += 1;
        left -= 1;
        continue;
      }
      isInTab = width > left;
      const taken = Math.min(width, left);
      column += taken;
      if (!isInTab) offset += 1;
      left -= taken;
    }
    find();
  }

  return {
    begin(next) {
      line = next;
      offset = 0;
      column = 0;
      isInTab = false;
      find();
    },
    get line() {
      return line;
    },
    get offset() {
      return offset;
    },
    get column() {
      return column;
    },
    get nextOffset() {
      return nextOffset;
    },
    get indent() {
      return nextColumn - column;
    },
    get isBlank() {
      return nextOffset >= line.length;
    },
    advance,
    skipIndent() {
      offset = nextOffset;
      column = nextColumn;
      isInTab = false;
    },
    skipSpace() {
      if (line[offset] === ' ' || line[offset] === '\t') advance(1, true);
    },
    rest: () => (isInTab ? ' '.repeat(untilTabStop(column)) + line.slice(offset + 1) : line.slice(offset)),
  };
}
