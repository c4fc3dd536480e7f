/** What waits in one direction of a connection: bytes, or how its sender ended. */
export interface Piece {
  /** What is left of it; empty for an end. */
  bytes: Buffer;
  readonly kind: 'bytes' | 'end' | 'reset';
  /** ms, as of performance.now(). */
  readonly arrivedAt: number;
}

/** How a toxic ends a connection: by FIN once all that has left is delivered, or by RST. */
export type Verdict = 'close' | 'reset';

/** What one toxic does to one direction of one connection. All that it leaves out stays as it is without the toxic. */
export interface Effect {
  /** The most bytes that leave in one write. */
  readonly portion?: () => number;
  /** When that many bytes of the piece may leave, or the end where there are none: ms, as of performance.now(). May be asked again. */
  readonly dueAt?: (piece: Piece, bytes: number) => number;
  readonly left?: (piece: Piece, bytes: number) => void;
  /** Asked before each write, and when the toxic is added. */
  readonly verdict?: () => Verdict | null;
  /** Bytes vanish. For good: a direction that has lost some never goes on, because TCP has no holes. */
  readonly swallows?: true;
}
