import type { Effect, Piece } from '../effect.ts';

/** A narrow line. */
export interface Bandwidth {
  readonly kind: 'bandwidth';
  readonly bytesPerSecond: number;
}

export function bandwidth(bytesPerSecond: number): Bandwidth {
  return { kind: 'bandwidth', bytesPerSecond };
}

/** Portions a second: fine enough to look like a line, not like a queue that is emptied now and then. */
const portionsPerSecond = 20;

export function bandwidthEffect({ bytesPerSecond }: Bandwidth): Effect {
  // Nobody had used the line before, and what has waited longer than it exists gains nothing by that.
  let freeAt = performance.now();
  const dueAt = (piece: Piece, bytes: number): number =>
    Math.max(freeAt, piece.arrivedAt) + (bytes * 1000) / bytesPerSecond;
  return {
    portion: () => Math.max(1, Math.floor(bytesPerSecond / portionsPerSecond)),
    dueAt,
    left(piece, bytes) {
      freeAt = dueAt(piece, bytes);
    },
  };
}
