import { foldText, isPlainWord } from './fold.ts';

/** Where in a text something stands: UTF-16 code units, the end exclusive. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** Where a folded text has these words, in order, none in another. @param word not empty */
export function placesOf(word: string, folded: string): TextPlace[] {
  const places: TextPlace[] = [];
  for (let start = folded.indexOf(word); start !== -1; start = folded.indexOf(word, start + word.length))
    places.push({ start, end: start + word.length });
  return places;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Code units of a word that has no spaces, as a page of Chinese: folded in pieces, so that a place far behind in it costs no more than in front. */
const longestPiece = 256;

interface Piece {
  readonly at: number;
  readonly text: string;
}

function* graphemesOf(text: string): Generator<Piece> {
  for (const { index, segment } of segmenter.segment(text)) yield { at: index, text: segment };
}

/** In pieces that fold each for itself: words with what is between them, long ones by what a reader takes for one letter. */
function* piecesOf(text: string): Generator<Piece> {
  for (const { index, 0: word } of text.matchAll(/\s+|\S+/g)) {
    if (word.length <= longestPiece) yield { at: index, text: word };
    else for (const { at, text: letter } of graphemesOf(word)) yield { at: index + at, text: letter };
  }
}

/**
 * A text and its folded form, and the way back from the one to the other. What is shown of a hit are whole letters: with
 * their marks, and both of a pair that was folded into one.
 */
export interface FoldedText {
  readonly folded: string;
  /**
   * Of stretches of `folded`, those of the text that became them, in one pass; of one alone, no further than it goes.
   * @param places in order, none in another
   */
  originals(places: readonly TextPlace[]): TextPlace[];
}

export function foldedText(text: string): FoldedText {
  const folded = foldText(text);
  return {
    folded,
    originals(places) {
      const [first] = places;
      const isAlone = first !== undefined && places.length === 1;
      const steps = [...(isAlone ? walk(text, first.start, first.end) : walk(text, 0, folded.length))];
      let begin = 0;
      return places.map((place) => {
        while (begin < steps.length && endOf(steps[begin]) <= place.start) begin += 1;
        // As far as its last letter goes: what follows belongs to others.
        let behind = begin;
        while (behind < steps.length && (steps[behind]?.at ?? 0) < place.end) behind += 1;
        return stretchOf(steps.slice(begin, behind), place);
      });
    },
  };
}

const endOf = (step: Step | undefined): number => (step === undefined ? Infinity : step.at + step.length);

function stretchOf(steps: Iterable<Step>, { start, end }: TextPlace): TextPlace {
  let from: number | null = null;
  let to = 0;
  for (const { at, length, begin } of steps) {
    if (at + length <= start && length > 0) continue;
    if (at >= end) break;
    if (length === 0 && from === null) continue;
    from ??= begin.at;
    to = begin.at + begin.text.length;
  }
  return from === null ? { start: 0, end: 0 } : { start: from, end: to };
}

interface Step {
  /** In the folded text, and how much of it this piece is. */
  readonly at: number;
  readonly length: number;
  /** In the text. */
  readonly begin: Piece;
}

/** Pieces in order; those that the stretch begins or ends in, letter by letter. */
function* walk(text: string, start: number, end: number): Generator<Step> {
  let at = 0;
  let endsInSpace = false;
  const lengthOf = (piece: string): number => {
    const folded = foldText(piece);
    const joined = endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (folded !== '') endsInSpace = folded.endsWith(' ');
    return joined.length;
  };
  for (const piece of piecesOf(text)) {
    const isOutside = at >= end || at + piece.text.length <= start;
    if (isPlainWord(piece.text)) {
      endsInSpace = false;
      if (isOutside) yield { at, length: piece.text.length, begin: piece };
      else yield* plainLetters(piece, at);
      at += piece.text.length;
    } else {
      const before: boolean = endsInSpace;
      const length = lengthOf(piece.text);
      if (at + length <= start || at >= end || length <= 1) yield { at, length, begin: piece };
      else {
        endsInSpace = before;
        let inside = at;
        for (const letter of graphemesOf(piece.text)) {
          const step = lengthOf(letter.text);
          yield { at: inside, length: step, begin: { at: piece.at + letter.at, text: letter.text } };
          inside += step;
        }
      }
      at += length;
    }
    if (at >= end) return;
  }
}

function* plainLetters({ at: from, text }: Piece, at: number): Generator<Step> {
  for (let n = 0; n < text.length; n += 1)
    yield { at: at + n, length: 1, begin: { at: from + n, text: text.charAt(n) } };
}
