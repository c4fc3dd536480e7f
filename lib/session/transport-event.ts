import type { Source } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';

/** What a way to the platform can do; the session does without what it can't. */
export interface TransportCapabilities {
  /** Text comes while it is written. False: an answer comes whole, and is stopped by letting go of its connection. */
  readonly streams: boolean;
  /** What arrived can be looked up (`GET …/messages`). False: a message that was cut off is *delivery unknown*. */
  readonly hasHistory: boolean;
  /** A chat can be told of its page after it was made (R20). Left out: it can. */
  readonly describesChats?: false;
  /** ms without a word about a message, or in the middle of an answer, after which it is looked up. */
  readonly silenceMs: number;
}

/** Why a connection is over, by what the session has to do about it (P24–P33). */
export type ConnectionEnd = EndKind & {
  /** The message in flight was turned away with it: it has not been taken, and waits for the next connection. */
  readonly isTurnedAway?: true;
};

type EndKind =
  /** Nothing is wrong: stay down until there is something to send. */
  | { readonly kind: 'rest' }
  | {
      readonly kind: 'back-off';
      readonly problem: Problem;
      /** It was never there, and REST may know why (P26). */
      readonly isRefused: boolean;
      /** Everybody else lost theirs in the same moment (P25). */
      readonly isShared: boolean;
    }
  /** The platform wants no new one for so many ms (P20, P29). */
  | { readonly kind: 'wait'; readonly ms: number }
  /** It wants other credentials (P31), or lets whoever it is not in (P21). */
  | { readonly kind: 'authenticate'; readonly isForbidden?: true }
  /** Only a person, or other settings, get any further. */
  | { readonly kind: 'halt'; readonly problem: Problem }
  /** The platform no longer has the chat: the next attempt creates it anew. */
  | { readonly kind: 'chat-gone' };

/** The end of an answer. */
export interface Completed {
  readonly type: 'completed';
  readonly messageId: string | null;
  /** null: the text that came is the answer (P16). */
  readonly content: string | null;
  readonly sources: readonly Source[];
  readonly totalTokens: number | null;
  /** Pieces of text that were sent; null: not said. Where another number came, the text has a hole (P17). */
  readonly totalChunks: number | null;
}

/**
 * What a session is told over a connection, whatever way it goes: the only words in which a transport speaks to the core.
 * `messageId` is the answer's, null where the platform doesn't say (P14).
 */
export type TransportEvent =
  /** On the way to ready: the platform is starting up. */
  | { readonly type: 'progress' }
  /** Messages can be sent from now on. `capabilities`: of this connection, where its way is found only by going it. */
  | { readonly type: 'ready'; readonly capabilities?: TransportCapabilities }
  /** There is a better way than this one by now: it is gone as soon as nothing is under way. */
  | { readonly type: 'superseded' }
  /** What the platform calls a chat that it created with the first message (P46). */
  | { readonly type: 'chat-named'; readonly chatId: string }
  /** The platform reacted to the message in flight (P11). */
  | { readonly type: 'accepted'; readonly messageId: string | null }
  | { readonly type: 'started'; readonly messageId: string | null }
  /** Appended (P13). */
  | { readonly type: 'text'; readonly messageId: string | null; readonly content: string }
  | Completed
  /** Something came that can't be read: the answer may have a hole (P3, P18). */
  | { readonly type: 'damaged' }
  /** The message in flight, or its answer, failed (P19). */
  | {
      readonly type: 'refused';
      readonly code: string | null;
      readonly detail: string | null;
      readonly requestId?: string;
    }
  /** No message for so many ms (P20). */
  | { readonly type: 'limited'; readonly retryAfterMs: number }
  /** The last word of a connection. */
  | { readonly type: 'closed'; readonly end: ConnectionEnd };
