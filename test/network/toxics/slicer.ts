import type { Effect } from '../effect.ts';

/** Every write is cut into slices, each in a write of its own. */
export interface Slicer {
  readonly kind: 'slicer';
  /** Bytes. */
  readonly size: number;
  /** ms between two slices; with 0, others have a turn. */
  readonly delay: number;
}

export function slicer(size = 1, delay = 0): Slicer {
  return { kind: 'slicer', size, delay };
}

export function slicerEffect({ size, delay }: Slicer): Effect {
  let lastAt = -Infinity;
  return {
    portion: () => size,
    dueAt: (_piece, bytes) => (bytes === 0 ? -Infinity : lastAt + delay),
    left() {
      lastAt = performance.now();
    },
  };
}
