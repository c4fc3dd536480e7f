/**
 * How the pieces of an answer make its text (P13). Most platforms send what is new; some send all of the text so far in every
 * piece. Three pieces in a row that begin with the whole of the one before, and nothing else until then, tell which.
 */
export type Growth =
  | { readonly by: 'deltas' }
  | { readonly by: 'wholes' }
  | { readonly by: 'unknown'; readonly pieces: readonly string[] };

export const unknownGrowth: Growth = { by: 'unknown', pieces: [] };

/** As many that begin with the one before. */
const proof = 3;

export interface Grown {
  readonly growth: Growth;
  /** To be put behind the text so far. Nothing, while it can't be told what is new. */
  readonly added: string;
  /** A whole that doesn't begin with the text so far: something is missing. */
  readonly isTorn: boolean;
}

/** @param text all of the answer so far */
export function grow(growth: Growth, text: string, piece: string): Grown {
  const as = (next: Growth, added: string, isTorn = false): Grown => ({ growth: next, added, isTorn });
  switch (growth.by) {
    case 'deltas':
      return as(growth, piece);
    case 'wholes':
      if (piece.startsWith(text)) return as(growth, piece.slice(text.length));
      return as(growth, '', !text.startsWith(piece));
    case 'unknown': {
      const [first, ...held] = growth.pieces;
      if (piece === '') return as(growth, '');
      if (first === undefined) return as({ by: 'unknown', pieces: [piece] }, piece);
      const before = held.at(-1) ?? first;
      if (piece.length === before.length || !piece.startsWith(before)) {
        return as({ by: 'deltas' }, held.join('') + piece);
      }
      if (held.length + 1 === proof) return as({ by: 'wholes' }, piece.slice(first.length));
      return as({ by: 'unknown', pieces: [...growth.pieces, piece] }, '');
    }
    default:
      return growth satisfies never;
  }
}

/** Whether pieces came of which nobody can say what they add. */
export function isUndecided(growth: Growth): boolean {
  return growth.by === 'unknown' && growth.pieces.length > 1;
}
