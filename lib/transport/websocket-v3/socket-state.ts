import type { ServerFrame } from '../../protocol/server-frame.ts';
import type { Problem } from '../../shared/problem.ts';
import type { SaidError } from '../websocket/close-policy.ts';
import type { LineEffect, LineEvent } from '../websocket/line-keeper.ts';

/*
 * One socket, from its opening to its end.
 *
 *            open            ready frame or 1 s        chat_joined
 *   opening ──────▶ greeting ──────────────▶ joining ──────────────▶ joined
 *      │               │                        │                      │
 *      └───────────────┴──── closed, 15 s ──────┴── closed, no pong ───┴──▶ over
 */
export type SocketState =
  | { readonly at: 'opening' }
  | ({ readonly at: 'greeting' } & Said)
  | ({ readonly at: 'joining' } & Said)
  | ({
      readonly at: 'joined';
      /** The computer slept, and the other side has not answered since. */
      readonly isDoubted: boolean;
    } & Said)
  | { readonly at: 'over' };

interface Said {
  /** The last `error`: it says what a close behind it means (P32), and why there was no join. */
  readonly said?: SaidError;
}

/** join: 1 s from open to `join_chat` (P6) · handshake: 15 s from opening to joined, 2 s after an `error` (P8) · ping, pong: P23. */
export type SocketTimer = 'join' | 'handshake' | 'ping' | 'pong';

export const socketTimers: readonly SocketTimer[] = ['join', 'handshake', 'ping', 'pong'];

export type SocketEvent =
  | LineEvent<SocketTimer>
  | { readonly type: 'frame'; readonly frame: ServerFrame }
  /** P38: the join would be refused, so it was not asked for. */
  | { readonly type: 'join-withheld'; readonly problem: Problem };

export type SocketEffect = LineEffect<SocketTimer> | { readonly type: 'send-join' };

export interface SocketStep {
  readonly state: SocketState;
  readonly effects: readonly SocketEffect[];
}
