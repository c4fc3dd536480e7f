import type { Effect } from '../effect.ts';

/** Bytes pass at once; that the other side has ended is told `ms` later. */
export interface SlowClose {
  readonly kind: 'slow-close';
  readonly ms: number;
}

export function slowClose(ms: number): SlowClose {
  return { kind: 'slow-close', ms };
}

export function slowCloseEffect({ ms }: SlowClose): Effect {
  return { dueAt: (piece, bytes) => (bytes === 0 ? piece.arrivedAt + ms : -Infinity) };
}
