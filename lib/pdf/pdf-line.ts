/** A stretch of text, as pdf.js tells it. */
export interface PdfRun {
  readonly str: string;
  /** a, b, c, d, e, f of the PDF's matrices: where it begins, in points, and how it is turned and stretched. */
  readonly transform: readonly number[];
  /** Points along the line. */
  readonly width: number;
  readonly fontName: string;
}

export interface PdfLine {
  readonly text: string;
  /** Points along the line's own direction. */
  readonly left: number;
  readonly right: number;
  /** Points across it, upwards: a line further down has less. */
  readonly base: number;
  /** Of the largest letters, in points. */
  readonly size: number;
  /** Radians, against the clock. */
  readonly angle: number;
  /** Every letter is equally wide: code, most often. */
  readonly isMonospace: boolean;
}

export interface PageLines {
  /** As they are drawn, which is how nearly all programs write them to be read. */
  readonly lines: readonly PdfLine[];
  /** Characters that nobody can see, for they are a point high. What is beside the page, pdf.js leaves out by itself. */
  readonly hidden: number;
}

/** points. Legal small print is at 4 or more. */
const smallestSeen = 2;

/**
 * The runs of one page as lines. A line may be turned: what is along and across is measured by its own direction.
 * @param isMonospace whether the font of that name is
 */
export function pageLines(runs: readonly PdfRun[], isMonospace: (fontName: string) => boolean): PageLines {
  const lines: PdfLine[][] = [];
  let hidden = 0;
  for (const run of runs) {
    if (run.str.trim() === '') continue;
    const placed = place(run, isMonospace);
    if (placed === null || placed.size < smallestSeen) {
      hidden += run.str.length;
      continue;
    }
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (line === undefined || last === undefined || !isInLine(last, placed)) lines.push([placed]);
    // Some programs make letters bold by drawing them twice.
    else if (last.text !== placed.text || Math.abs(last.left - placed.left) > placed.size / 4)
      line.push(placed);
  }
  return { lines: lines.map(joined), hidden };
}

function place(
  { str, transform, width, fontName }: PdfRun,
  isMonospace: (name: string) => boolean,
): PdfLine | null {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  if (![a, b, c, d, x, y, width].every(Number.isFinite)) return null;
  const angle = Math.atan2(b, a);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const left = x * cos + y * sin;
  return {
    text: str,
    left,
    right: left + Math.abs(width),
    base: y * cos - x * sin,
    size: Math.hypot(c, d),
    angle,
    isMonospace: isMonospace(fontName),
  };
}

export function isAsTurned(one: PdfLine, other: PdfLine): boolean {
  return Math.abs(one.angle - other.angle) < 0.02;
}

/** Raised and lowered letters are in the line, too. */
function isInLine(last: PdfLine, next: PdfLine): boolean {
  return isAsTurned(last, next) && Math.abs(last.base - next.base) < 0.5 * Math.max(last.size, next.size);
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

function joined(placed: readonly PdfLine[]): PdfLine {
  const isReversed = placed.filter(({ text }) => rightToLeft.test(text)).length * 2 > placed.length;
  const inOrder = placed.toSorted((one, other) =>
    isReversed ? other.left - one.left : one.left - other.left,
  );
  const main = placed.reduce((one, other) => (other.size > one.size ? other : one));
  let text = '';
  let before: PdfLine | undefined;
  for (const run of inOrder) {
    const gap = before === undefined ? 0 : isReversed ? before.left - run.right : run.left - before.right;
    if (before !== undefined) text = text.trimEnd() + between(before.text, run.text, gap / main.size);
    text += before === undefined ? run.text : run.text.trimStart();
    before = run;
  }
  return {
    text: text.trim(),
    left: Math.min(...placed.map(({ left }) => left)),
    right: Math.max(...placed.map(({ right }) => right)),
    base: main.base,
    size: main.size,
    angle: main.angle,
    isMonospace: placed.every((run) => run.isMonospace),
  };
}

/** @param gap in letters' heights. A cell of a table is further away than a word. */
function between(before: string, after: string, gap: number): string {
  if (gap > 2) return '\t';
  return gap > 0.15 || /\s$/.test(before) || /^\s/.test(after) ? ' ' : '';
}
