import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Effect, Piece, Verdict } from './effect.ts';

export interface FlowOptions {
  readonly source: Socket;
  readonly sink: Socket;
  readonly effects: readonly Effect[];
  /** A toxic, or the source, ends the connection. */
  ended(verdict: Verdict): void;
}

/** One direction of a connection. */
export interface Flow {
  /** Bytes that have left. */
  readonly passed: number;
  /** Bytes that wait here. */
  readonly waiting: number;
  /** From now on the toxics do this. What had waited for others goes on at once. */
  suffer(effects: readonly Effect[]): void;
  close(): void;
}

/** Bytes from which on nothing more is read: the sender's own buffers fill up then, as on a line without us. */
const mostWaiting = 256 * 1024;

/** ms. The longest that a timer can be set to. */
const longestPause = 2 ** 31 - 1;

export function createFlow({ source, sink, ended, ...options }: FlowOptions): Flow {
  let { effects } = options;
  const queue: Piece[] = [];
  let waiting = 0;
  let passed = 0;
  let closed = false;
  /** Bytes were swallowed: the rest of them would not fit. */
  let deaf = false;
  let wake = (): void => undefined;

  /** Until something happens, or at most so long. */
  const pause = (ms = Infinity): Promise<void> =>
    new Promise((resolve) => {
      const timer = ms === Infinity ? undefined : setTimeout(() => wake(), Math.min(ms, longestPause));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const arrived = (kind: Piece['kind'], bytes: Buffer = Buffer.alloc(0)): void => {
    if (deaf && kind === 'bytes') return;
    queue.push({ kind, bytes, arrivedAt: performance.now() });
    waiting += bytes.length;
    if (waiting >= mostWaiting) source.pause();
    wake();
  };
  source.on('data', (bytes: Buffer) => arrived('bytes', bytes));
  source.on('end', () => arrived('end'));
  source.on('close', (failed) => {
    if (failed || !source.readableEnded) arrived('reset');
  });
  sink.on('drain', () => wake());
  sink.on('close', () => wake());

  const suffer = (next: readonly Effect[]): void => {
    effects = next;
    // Here and not in the pump: it may be taken away before the pump has its turn.
    if (next.some(({ swallows }) => swallows)) deaf = true;
    wake();
  };

  const taken = (piece: Piece, bytes: number): Buffer => {
    const portion = piece.bytes.subarray(0, bytes);
    piece.bytes = piece.bytes.subarray(bytes);
    if (piece.bytes.length === 0) queue.shift();
    waiting -= bytes;
    if (waiting < mostWaiting && source.isPaused()) source.resume();
    return portion;
  };

  /** Something of the piece is due. */
  const pass = async (piece: Piece, bytes: number): Promise<void> => {
    if (piece.kind === 'reset') return ended('reset');
    const portion = taken(piece, bytes);
    if (piece.kind === 'end') return void sink.end();
    for (const effect of effects) effect.left?.(piece, bytes);
    passed += bytes;
    // Nobody is there to take it: whoever sends it is told by the other direction.
    if (sink.writable) sink.write(portion);
    // A slice that is written in the same turn as the one before leaves in the same packet.
    if (piece.bytes.length > 0) await setImmediate();
  };

  const pump = async (): Promise<void> => {
    while (!closed) {
      const verdicts = effects.map((effect) => effect.verdict?.() ?? null);
      const verdict = verdicts.find((one) => one !== null);
      if (verdict) return ended(verdict);
      const [piece] = queue;
      if (piece === undefined || (sink.writableNeedDrain && !sink.destroyed)) {
        await pause();
      } else if (deaf && piece.kind === 'bytes') {
        taken(piece, piece.bytes.length);
      } else {
        const bytes = Math.min(piece.bytes.length, ...effects.map(({ portion }) => portion?.() ?? Infinity));
        const dueAt = Math.max(...effects.map((effect) => effect.dueAt?.(piece, bytes) ?? -Infinity));
        const wait = dueAt - performance.now();
        if (wait > 0) await pause(wait);
        else await pass(piece, bytes);
      }
    }
  };
  suffer(effects);
  // Not in this turn: a verdict ends both directions, and the other may not be there yet.
  queueMicrotask(() => void pump());

  return {
    get passed() {
      return passed;
    },
    get waiting() {
      return waiting;
    },
    suffer,
    close() {
      closed = true;
      wake();
    },
  };
}
