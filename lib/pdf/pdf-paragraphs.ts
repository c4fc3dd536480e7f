import { isAsTurned, type PdfLine } from './pdf-line.ts';

/** The lines of one page as text: lines of one paragraph put together, hyphens at their ends taken back. */
export function pdfParagraphs(lines: readonly PdfLine[]): string {
  const columns = asColumns(inReadingOrder(lines));
  let text = '';
  let last: PdfLine | undefined;
  for (const column of columns) {
    const { pitch, left, right } = measured(column);
    for (const [index, line] of column.entries()) {
      const joint = last === undefined ? '' : index === 0 ? acrossColumns(last, line) : within(last, line);
      text = joint === ' ' ? joinWords(text, line.text) : text + joint + indented(line, left);
      last = line;
    }

    function within(above: PdfLine, below: PdfLine): Joint {
      const gap = above.base - below.base;
      if (isOtherKind(above, below) || gap > 1.35 * pitch) return '\n\n';
      if (above.isMonospace) return '\n';
      if (isCut.test(above.text) && beginsSmall.test(below.text)) return ' ';
      if (above.text.includes('\t') || below.text.includes('\t') || beginsItem.test(below.text)) return '\n';
      const width = right - left;
      const isShort = above.right < right - 0.15 * width;
      if (isShort && endsSentence.test(above.text)) return '\n\n';
      if (above.right < right - 0.45 * width) return '\n';
      const isIndented = (line: PdfLine): boolean => line.left > left + 0.7 * line.size;
      return isIndented(below) && !isIndented(above) && endsSentence.test(above.text) ? '\n\n' : ' ';
    }
  }
  return text;
}

type Joint = '' | ' ' | '\n' | '\n\n';

const endsSentence = /[.!?:;…。！？：؟۔।]["'’”»)\]]*$/;
const beginsItem = /^(?:[•◦▪●‣∙–—*·-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/;

/** A word is cut at the line's end. */
const isCut = /\p{Ll}[-\u00ad\u2010]$/u;
const beginsSmall = /^\p{Ll}/u;

/** A heading, small print, code. */
function isOtherKind(one: PdfLine, other: PdfLine): boolean {
  if (one.isMonospace !== other.isMonospace) return true;
  return Math.abs(one.size - other.size) > 0.12 * Math.max(one.size, other.size);
}

/** The text goes on at the top of the next column in the middle of a sentence, or a paragraph has ended there. */
function acrossColumns(above: PdfLine, below: PdfLine): Joint {
  const goesOn =
    isAsTurned(above, below) &&
    !isOtherKind(above, below) &&
    !endsSentence.test(above.text) &&
    beginsSmall.test(below.text);
  return goesOn ? ' ' : '\n\n';
}

/** Between these, a line's end is no space. */
const wide = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60\\u{20000}-\\u{3ffff}]';
const endsWide = new RegExp(`${wide}$`, 'u');
const beginsWide = new RegExp(`^${wide}`, 'u');

function joinWords(text: string, next: string): string {
  if (isCut.test(text) && beginsSmall.test(next)) return text.slice(0, -1) + next;
  if (/\S[-\u2010/]$/.test(text) && /^[\p{L}\p{N}]/u.test(next)) return text + next;
  return endsWide.test(text) && beginsWide.test(next) ? text + next : `${text} ${next}`;
}

/** Code keeps its indents; a letter of such a font is six tenths of its height wide. */
function indented({ text, left, size, isMonospace }: PdfLine, margin: number): string {
  const spaces = isMonospace ? Math.round((left - margin) / (0.6 * size)) : 0;
  return ' '.repeat(Math.min(Math.max(spaces, 0), 40)) + text;
}

/** What some programs draw in no order at all is read from the top down. */
function inReadingOrder(lines: readonly PdfLine[]): readonly PdfLine[] {
  let rises = 0;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    // The next column begins higher up, too, but further to the right.
    if (before !== undefined && line.base > before.base + before.size && line.left < before.right) rises += 1;
  }
  if (rises <= Math.max(2, lines.length * 0.15)) return lines;
  return lines.toSorted((one, other) => other.base - one.base || one.left - other.left);
}

/** Lines that follow each other downwards. */
function asColumns(lines: readonly PdfLine[]): PdfLine[][] {
  const columns: PdfLine[][] = [];
  for (const line of lines) {
    const above = columns.at(-1)?.at(-1);
    if (above === undefined || !isBelow(above, line)) columns.push([line]);
    else columns.at(-1)?.push(line);
  }
  return columns;
}

function isBelow(above: PdfLine, line: PdfLine): boolean {
  return isAsTurned(above, line) && line.base <= above.base && line.left <= above.right;
}

interface Measured {
  /** From one line to the next, in points. */
  readonly pitch: number;
  readonly left: number;
  readonly right: number;
}

function measured(column: readonly PdfLine[]): Measured {
  const gaps = column
    .slice(1)
    .flatMap((line, index) => {
      const above = column[index];
      return above === undefined || isOtherKind(above, line) ? [] : [above.base - line.base];
    })
    .toSorted((one, other) => one - other);
  const size = Math.max(...column.map((line) => line.size));
  // Of a few lines, each may be a paragraph.
  const pitch = gaps.length < 3 ? Math.min(1.3 * size, gaps[0] ?? size) : (gaps[gaps.length >> 1] ?? size);
  return {
    pitch: Math.max(pitch, 0.9 * Math.min(...column.map((line) => line.size))),
    left: Math.min(...column.map((line) => line.left)),
    right: Math.max(...column.map((line) => line.right)),
  };
}
