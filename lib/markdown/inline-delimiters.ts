import { besideCjk, besidePunctuation, besideSpace, classAfter, classBefore } from './character-class.ts';
import { closeSpan, openSpan, type InlinePiece, type InlineSpan } from './inline-piece.ts';

/** A run of `*`, `_` or `~~` that may open or close something. */
export interface InlineDelimiter {
  readonly piece: InlinePiece;
  readonly mark: string;
  /** Characters of the run. */
  readonly length: number;
  /** Those that belong to nothing yet. */
  count: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Offset behind the run. */
  readonly end: number;
}

export interface Flanks {
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** Which sides of the run from `start` to `end` hold something (CommonMark 6.4; beside CJK as markdown-cjk-friendly). */
export function flanksOf(text: string, start: number, end: number): Flanks {
  const before = classBefore(text, start);
  const after = classAfter(text, end);
  const isMarkBefore = isPlainPunctuation(before);
  const isMarkAfter = isPlainPunctuation(after);
  const isEdgeBefore = isMarkBefore || before === besideSpace;
  const isEdgeAfter = isMarkAfter || after === besideSpace;
  const isLeft =
    !isEdgeAfter || (isMarkAfter && (isEdgeBefore || (before & besideCjk) > 0)) || text[end] === '~';
  const isRight =
    !isEdgeBefore || (isMarkBefore && (isEdgeAfter || (after & besideCjk) > 0)) || text[start - 1] === '~';
  if (text[start] !== '_') return { canOpen: isLeft, canClose: isRight };
  // Within a word it is a character of a name.
  return {
    canOpen: isLeft && (!isRight || (before & (besideSpace | besidePunctuation)) > 0),
    canClose: isRight && (!isLeft || (after & (besideSpace | besidePunctuation)) > 0),
  };
}

const isPlainPunctuation = (kind: number): boolean =>
  (kind & (besidePunctuation | besideCjk)) === besidePunctuation;

/**
 * Pairs the runs from `bottom` on, CommonMark's *process emphasis*: linear, because for each kind of closer it is
 * remembered how far down there is nothing for it. Returns the runs that could still open something.
 */
export function pairDelimiters(delimiters: readonly InlineDelimiter[], bottom: number): InlineDelimiter[] {
  const openers: InlineDelimiter[] = [];
  /** Of each opener its place among all runs: grows upwards. */
  const places: number[] = [];
  const floors = new Map<string, number>();
  for (let place = bottom; place < delimiters.length; place += 1) {
    const closer = delimiters[place];
    if (!closer) continue;
    const kind = `${closer.mark}${closer.length % 3}${closer.canOpen ? 'o' : ''}`;
    while (closer.canClose && closer.count > 0) {
      const floor = floors.get(kind) ?? 0;
      let index = openers.length - 1;
      while (index >= 0 && (places[index] ?? 0) >= floor && !isPair(openers[index], closer)) index -= 1;
      const opener = (places[index] ?? -1) >= floor ? openers[index] : undefined;
      if (!opener) {
        floors.set(kind, place);
        break;
      }
      pair(opener, closer);
      const height = opener.count > 0 ? index + 1 : index;
      openers.length = height;
      places.length = height;
    }
    if (closer.canOpen && closer.count > 0) {
      openers.push(closer);
      places.push(place);
    }
  }
  return openers;
}

function isPair(opener: InlineDelimiter | undefined, closer: InlineDelimiter): boolean {
  if (opener?.mark !== closer.mark) return false;
  // The rule of three: `*foo**bar*` is one emphasis.
  const isOdd = (opener.canClose || closer.canOpen) && closer.length % 3 !== 0;
  return closer.mark === '~' || !isOdd || (opener.length + closer.length) % 3 !== 0;
}

function pair(opener: InlineDelimiter, closer: InlineDelimiter): void {
  const size = opener.count > 1 && closer.count > 1 ? 2 : 1;
  const span = take(opener, size);
  closer.count -= size;
  closer.piece.text = closer.mark.repeat(closer.count);
  closeSpan(closer.piece, span);
}

function take(opener: InlineDelimiter, size: number): InlineSpan {
  const mark = opener.mark.repeat(size);
  const type = opener.mark === '~' ? 'strike' : size > 1 ? 'strong' : 'emphasis';
  const span: InlineSpan = { type, mark };
  opener.count -= size;
  opener.piece.text = opener.mark.repeat(opener.count);
  openSpan(opener.piece, span);
  return span;
}

/** All that the run can open is open to the end of the text, which is still being written. */
export function leaveOpen(opener: InlineDelimiter): void {
  while (opener.count > 0) take(opener, opener.count > 1 ? 2 : 1);
}
