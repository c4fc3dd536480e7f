import type { V1Variant } from '../../config/known-way.ts';
import type { V1ServerFrame } from '../../protocol/v1-server-frame.ts';
import type { PostedMessage } from '../../protocol/rest/message.ts';
import type { Completed } from '../../session/transport-event.ts';
import type { Problem } from '../../shared/problem.ts';
import type { OutgoingMessage } from '../transport.ts';
import type { PostFailure } from '../rest/post-outcome.ts';
import type { SaidError } from '../websocket/close-policy.ts';
import type { LineEffect, LineEvent } from '../websocket/line-keeper.ts';
import type { VariantGuess } from './variant.ts';

/*
 * One socket to an older server, from its opening to its end. Which of the three servers it is may be found out on the way.
 *
 *            open                    admitted, greeted or 1 s, `auth` not objected to
 *   opening ──────▶ greeting ─────────────────────────────────────────────▶ ready
 *      │               │                                                      │
 *      └───────────────┴──── closed, 15 s ──────────── closed, no pong ───────┴──▶ over
 */
export type V1State = LiveV1 | { readonly at: 'over' };

export type LiveV1 = OpeningV1 | GreetingV1 | ReadyV1;

interface OpeningV1 extends Known {
  readonly at: 'opening';
}

export interface GreetingV1 extends Known {
  readonly at: 'greeting';
  /** A ready frame came, or none comes (P44). */
  readonly isDue: boolean;
  /** `auth` has left, and nobody has objected for long enough; or it does not leave. */
  readonly isSettled: boolean;
}

export interface ReadyV1 extends Known {
  readonly at: 'ready';
  readonly asked: AskedMessage | null;
  readonly hasPinged: boolean;
  /** The server was seen to answer pings (P50). */
  readonly hasPonged: boolean;
  /** The computer slept, and the other side has not answered since. */
  readonly isDoubted: boolean;
  /** A reply to `POST` has been the whole answer: what comes whole or without an id over the socket is a copy (P48). */
  readonly answersInReply: boolean;
  /** How the last answer ended (P48); null: none has, over this socket. */
  readonly last: LastAnswer | null;
}

interface Known extends VariantGuess {
  /** The platform has a name for the chat; `POST` needs one. */
  readonly hasChat: boolean;
  /** null: not admitted yet. */
  readonly isSignedIn: boolean | null;
  /** The last `error`, and nothing that speaks against it. */
  readonly said: SaidError | null;
}

/** The message in flight, until its answer has ended. */
export interface AskedMessage {
  readonly message: OutgoingMessage;
  readonly by: 'socket' | 'post';
  /** The server has reacted to it. */
  readonly isHeard: boolean;
  /** Of `post`: its reply has come. */
  readonly isReplied: boolean;
  /** A whole answer, or one without an id, that came before the reply: it may be a copy of that, or of the answer before. */
  readonly held: WholeAnswer | null;
}

export interface WholeAnswer {
  readonly event: Completed;
  readonly from: EndKind;
}

type EndKind = 'stream' | 'reply' | NonNullable<V1ServerFrame['whole']>;

export interface LastAnswer {
  readonly from: EndKind;
  readonly content: string | null;
}

/**
 * greet: 1 s until nobody greets any more · settle: 1 s for an objection to `auth` · handshake: 15 s from opening to ready, 2 s after
 * an `error` · unheard: a message that nobody reacts to · ping, pong: P23.
 */
export type V1Timer = 'greet' | 'settle' | 'handshake' | 'unheard' | 'ping' | 'pong';

export const v1Timers: readonly V1Timer[] = ['greet', 'settle', 'handshake', 'unheard', 'ping', 'pong'];

/** What became of a `POST`. `isNoWay`: there is nothing there that takes messages. */
export type PostOutcome =
  { readonly type: 'replied'; readonly reply: PostedMessage } | (PostFailure & { readonly isNoWay: boolean });

export type V1Event =
  | LineEvent<V1Timer>
  | { readonly type: 'admitted'; readonly isSignedIn: boolean }
  /** P38: we would not be let in. */
  | { readonly type: 'withheld'; readonly problem: Problem }
  | { readonly type: 'frame'; readonly said: V1ServerFrame }
  | { readonly type: 'message-asked'; readonly message: OutgoingMessage }
  | { readonly type: 'posted'; readonly clientMessageId: string; readonly outcome: PostOutcome }
  /** In the history, behind the message that a reply said was stored; null: it isn't. */
  | { readonly type: 'looked-up'; readonly clientMessageId: string; readonly answer: Completed | null };

export type V1Effect =
  | LineEffect<V1Timer>
  | { readonly type: 'send-auth' }
  | { readonly type: 'send-message'; readonly message: OutgoingMessage }
  | { readonly type: 'post-message'; readonly message: OutgoingMessage }
  | { readonly type: 'look-up'; readonly clientMessageId: string; readonly questionId: string }
  | { readonly type: 'name-chat'; readonly chatId: string }
  | { readonly type: 'learn'; readonly variant: V1Variant | null; readonly isProven: boolean }
  | { readonly type: 'forgo-pings' };

export interface V1Step {
  readonly state: V1State;
  readonly effects: readonly V1Effect[];
}
