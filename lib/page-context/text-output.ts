/** Where a text is written piece by piece: line ends, marks and indents appear only where text follows them. */
export interface TextOutput {
  /** Running text: white space collapses. */
  words(text: string): void;
  /** Lines as they stand, quoted where they are in a quotation, but not indented: code is copied out of answers. */
  verbatim(text: string): void;
  lineBreak(): void;
  /** Behind what was written last, whatever line begins after it; of what was written inside `write`. Nothing: nothing. */
  behind(text: string, write: () => void): void;
  /** Between what is written and what follows. */
  rule(): void;
  /** At least so many line ends before what comes next: 1 a new line, 2 a blank one between. */
  startLine(lineEnds: 0 | 1 | 2): void;
  within(margin: Margin, write: () => void): void;
  text(): string;
}

/** What the lines of a list item, a quotation or a heading begin with. */
export interface Margin {
  readonly firstLine: string;
  readonly otherLines: string;
}

interface Opened extends Margin {
  isWaiting: boolean;
}

const isBullet = ({ firstLine }: Margin): boolean => firstLine === '- ';
const isIndent = ({ otherLines }: Margin): boolean => otherLines.trim() === '';

export function createTextOutput(): TextOutput {
  const pieces: string[] = [];
  const margins: Opened[] = [];
  let lineEnds = 0;
  let space = false;
  let isRuled = false;
  /** What the line that was written last began with, indents and quotations only. */
  let marginBefore = '';

  const otherLines = (): string => margins.map((margin) => margin.otherLines).join('');

  /** The marks that wait, each once. A bullet that only holds another item leaves no more than its indent. */
  const firstLine = (): string =>
    margins
      .map((margin, depth) => {
        if (!margin.isWaiting) return margin.otherLines;
        margin.isWaiting = false;
        const isBare = isBullet(margin) && margins.slice(depth + 1).some(({ isWaiting }) => isWaiting);
        return isBare ? margin.otherLines : margin.firstLine;
      })
      .join('');

  const endLines = (margin: string): void => {
    if (isRuled) {
      pieces.push('\n', shared(marginBefore, margin), '\n', margin, '---');
      marginBefore = margin;
      lineEnds = 2;
      isRuled = false;
    }
    if (pieces.length > 0 && lineEnds > 0) {
      pieces.push('\n');
      if (lineEnds > 1) pieces.push(shared(marginBefore, margin), '\n');
    }
    lineEnds = 0;
    space = false;
    marginBefore = margin;
  };

  return {
    words(text) {
      const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
      const core = collapsed.trim();
      if (collapsed.startsWith(' ')) space = true;
      if (core === '') return;
      if (lineEnds > 0 || pieces.length === 0) {
        endLines(otherLines());
        pieces.push(firstLine());
      } else if (space) pieces.push(' ');
      pieces.push(core);
      space = collapsed.endsWith(' ');
    },
    verbatim(text) {
      if (text === '') return;
      if (margins.some((margin) => margin.isWaiting && isIndent(margin) && !isBullet(margin))) {
        endLines(otherLines());
        pieces.push(firstLine());
        lineEnds = 1;
      }
      const quoted = margins.map((margin) => (isIndent(margin) ? '' : margin.otherLines)).join('');
      for (const margin of margins) margin.isWaiting = false;
      endLines(quoted);
      pieces.push(quoted, quoted === '' ? text : text.replaceAll('\n', `\n${quoted}`));
    },
    lineBreak() {
      lineEnds = Math.min(lineEnds + 1, 2);
      space = false;
    },
    rule() {
      isRuled = pieces.length > 0;
      lineEnds = 2;
    },
    startLine(atLeast) {
      if (atLeast === 0) return;
      // A break ends the line a mark was meant for only once text was written; until then the mark waits.
      const waits = lineEnds > 0 && margins.some(({ isWaiting }) => isWaiting);
      lineEnds = waits ? lineEnds : Math.max(lineEnds, atLeast);
      space = false;
    },
    behind(text, write) {
      const { length } = pieces;
      write();
      if (pieces.length > length) pieces.push(text);
    },
    within(margin, write) {
      margins.push({ ...margin, isWaiting: true });
      write();
      margins.pop();
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

/** What a blank line between two lines of these margins begins with. */
function shared(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length).trimEnd();
}
