import type { AssistantMessage, UserMessage } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { freshBudget, type Budget } from './budget.ts';
import type { Growth } from './growth.ts';
import { nothingLearnt, type Learnt } from './evidence.ts';
import type { TransportCapabilities } from './transport-event.ts';

/*
 * One conversation's connection and delivery.
 *
 *            wanted              chat created               ready
 *   idle ───────────▶ creating ──────────────▶ connecting ─────────▶ ready
 *    ▲                   │                         │                   │
 *    │ not wanted        └───────── failure ───────┴───────────────────┤
 *    ├──────────────────────────────────────┐   │                      │
 *    │                                      ▼   ▼    authenticate      │
 *    │              10 failures ◀─── backing-off     refreshing ◀──────┤
 *    │                  │                 │           │      │         │
 *    │                  ▼                 └▶ creating ◀      ▼         │
 *    │              exhausted     offline ◀─ network gone  halted ◀────┘
 *
 *   closed: the end, from anywhere. Nothing leaves a closed session.
 */

/** starting: the platform says that it is not there yet, which is no failure. */
export type BackOffCause = 'failure' | 'deploy' | 'rate' | 'starting';

/** Where the connection stands. `generation` is that of the effect it waits for; an answer to any other is dropped. */
export type ConnectionState =
  | { readonly at: 'idle' }
  | {
      readonly at: 'creating';
      readonly generation: number;
      /** As below. */
      readonly isStartingUp?: true;
    }
  | {
      readonly at: 'connecting';
      readonly generation: number;
      /** The platform says that it is, and that it takes a while. */
      readonly isStartingUp: boolean;
    }
  | { readonly at: 'ready'; readonly generation: number }
  | { readonly at: 'refreshing'; readonly generation: number }
  | { readonly at: 'backing-off'; readonly until: number; readonly cause: BackOffCause }
  | { readonly at: 'exhausted' }
  | { readonly at: 'offline' }
  | { readonly at: 'halted'; readonly status: 'check-settings' | 'sign-in-needed' }
  | { readonly at: 'closed' };

/*
 * The one message in flight and its answer (P10).
 *
 *   transmitted ──server reacted──▶ answering ──complete──▶ (none)
 *       │ break                        │ break, or incomplete
 *       ▼                              ▼
 *   locating ──found in history──▶ repairing ──found──▶ (none)
 *       └──proven not to be there──▶ back to the queue, sent again
 */
export type Exchange =
  | {
      readonly at: 'transmitted';
      readonly message: UserMessage;
      readonly answer: AssistantMessage;
      /** The user pressed Stop before the server reacted: the answer is dropped as it comes. */
      readonly stopped: boolean;
      /** The generation of the connection it was handed to. */
      readonly line: number;
    }
  | {
      readonly at: 'answering';
      readonly message: UserMessage;
      /** As stored, without the text. */
      readonly answer: AssistantMessage;
      /** Appended and committed. */
      readonly text: string;
      /** Arrived and not yet committed. */
      readonly pending: string;
      /** Pieces of text so far (P17). */
      readonly chunks: number;
      /** Whether each piece holds all that came before it, as far as can be told (P13). */
      readonly growth: Growth;
      /** Each of them carried the answer's id, so the rest can be told from the next answer (P14). */
      readonly traceable: boolean;
      /** Commits so far; orders them in storage. */
      readonly batches: number;
      /** Something unreadable came (P3): the text may have a hole. */
      readonly damaged: boolean;
    }
  | {
      readonly at: 'locating';
      readonly message: UserMessage;
      readonly answer: AssistantMessage;
      readonly stopped: boolean;
      /** The connection it was handed to, where that may still deliver it; null: it can't any more. */
      readonly line: Line | null;
      /** Epoch ms of the break. */
      readonly brokeAt: number;
      /** Looks into the history so far. */
      readonly reads: number;
      /** The generation of the look under way. */
      readonly reading: number | null;
      /** That look began when nothing could arrive any more: what it doesn't find is not there. */
      readonly isLast: boolean;
    }
  | {
      readonly at: 'repairing';
      readonly message: UserMessage;
      readonly answer: AssistantMessage;
      readonly text: string;
      /** The server has said that it is complete: what the history holds of it is all of it. */
      readonly hasEnded: boolean;
      /** The rest of it may still come over this connection, in pieces that don't say what they belong to (P14). */
      readonly hasTail: boolean;
      /** What the last look found: a text that has stopped changing is an answer (law 11). */
      readonly seen: SeenAnswer | null;
      readonly reads: number;
      readonly reading: number | null;
    };

/** By its generation; null: of a worker that died. */
export type Line = { readonly generation: number | null };

export interface SeenAnswer {
  readonly id: string;
  readonly content: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A message that was sent again, should the first copy of it arrive after all. */
export interface SentAgain {
  readonly message: UserMessage;
  /** The ids under which it left. */
  readonly ids: readonly string[];
  /** User messages that were known to stand before it. */
  readonly behind: number;
}

export interface SessionState {
  readonly conversationId: string;
  /** Of the way to the platform that is in use. */
  readonly capabilities: TransportCapabilities;
  /** The platform's id of this conversation, once created. */
  readonly chatId: string | null;
  readonly title: string;
  readonly connection: ConnectionState;
  /** Waiting to be sent, oldest first. */
  readonly queue: readonly UserMessage[];
  readonly exchange: Exchange | null;
  /** Shown to the user until it is over or dismissed. */
  readonly problem: Problem | null;
  /** Panels showing this conversation. */
  readonly watchers: number;
  readonly online: boolean;
  /** Shared with the user's other conversations. */
  readonly budget: Budget;
  /** Failures in a row since the connection was last ready (P35). */
  readonly failures: number;
  /** A refresh was spent, and no connection has lasted since (P31). */
  readonly refreshed: boolean;
  /** The platform was told the address of a page of this chat. */
  readonly isDescribed: boolean;
  /** User messages of this conversation that the server is known to hold: where a lookup by position starts. */
  readonly accepted: number;
  /** Traces of the last of them, oldest first. */
  readonly said: readonly string[];
  readonly learnt: Learnt;
  /** The chat that the platform said it doesn't have: the next may be the same one all the same. */
  readonly goneChatId: string | null;
  readonly sentAgain: readonly SentAgain[];
  /** The generation of a look that only asks whether a message has arrived twice. */
  readonly auditing: number | null;
  /** An answer was read back: what comes of it without an id must not be taken for the next one's. */
  readonly mayTrail: boolean;
  /** The last answer began without the platform's saying that it had taken the question up. */
  readonly isUnannounced: boolean;
  /** Server ids of answers that are over, of which more may still come. */
  readonly dropped: readonly string[];
  readonly nextOrdinal: number;
  readonly nextGeneration: number;
}

export interface NewSession {
  readonly conversationId: string;
  readonly capabilities: TransportCapabilities;
  readonly chatId?: string | null;
  readonly title?: string;
  readonly nextOrdinal?: number;
  readonly accepted?: number;
  readonly said?: readonly string[];
  readonly learnt?: Learnt;
  readonly queue?: readonly UserMessage[];
  readonly exchange?: Exchange | null;
  readonly online?: boolean;
  readonly budget?: Budget;
  /** Server ids of answers that are over. */
  readonly dropped?: readonly string[];
}

export function newSession(from: NewSession): SessionState {
  return {
    conversationId: from.conversationId,
    capabilities: from.capabilities,
    chatId: from.chatId ?? null,
    title: from.title ?? '',
    connection: { at: 'idle' },
    queue: from.queue ?? [],
    exchange: from.exchange ?? null,
    problem: null,
    watchers: 0,
    online: from.online ?? true,
    budget: from.budget ?? freshBudget,
    failures: 0,
    refreshed: false,
    isDescribed: false,
    accepted: from.accepted ?? 0,
    said: from.said ?? [],
    learnt: from.learnt ?? nothingLearnt,
    goneChatId: null,
    sentAgain: [],
    auditing: null,
    mayTrail: false,
    isUnannounced: false,
    dropped: from.dropped ?? [],
    nextOrdinal: from.nextOrdinal ?? 1,
    nextGeneration: 1,
  };
}

/** A session holds a connection only while somebody looks, or something is under way (law 5). */
export function isWanted(state: SessionState): boolean {
  return state.watchers > 0 || hasWork(state);
}

export function hasWork(state: SessionState): boolean {
  return state.exchange !== null || state.queue.length > 0;
}

/** Whether the message waits to be sent, or is in flight. */
export function isUnderWay({ queue, exchange }: SessionState, messageId: string): boolean {
  return exchange?.message.id === messageId || queue.some(({ id }) => id === messageId);
}
