import type { Effect, Piece } from '../effect.ts';
import { seededRandom } from '../../doubles/seeded-random.ts';

/** Everything comes `ms` later, give or take up to `jitter`, in order all the same. */
export interface Latency {
  readonly kind: 'latency';
  readonly ms: number;
  readonly jitter: number;
  /** The same seed, the same jitter. */
  readonly seed: number;
}

export function latency(ms: number, jitter = 0, seed = 1): Latency {
  return { kind: 'latency', ms, jitter, seed };
}

export function latencyEffect({ ms, jitter, seed }: Latency): Effect {
  const random = seededRandom(seed);
  let drawn: Piece | null = null;
  let delay = 0;
  return {
    dueAt(piece) {
      // Once for each piece: it is asked again after every change.
      if (piece !== drawn) {
        drawn = piece;
        delay = Math.max(0, ms + jitter * (2 * random() - 1));
      }
      return piece.arrivedAt + delay;
    },
  };
}
