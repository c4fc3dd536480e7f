import type { StartProgress } from '../shared/connection-status.ts';
import type { UserMessage } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { freshBudget, type Budget } from './budget.ts';
import type { Exchange } from './exchange-state.ts';
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
  | {
      readonly at: 'ready';
      readonly generation: number;
      /** Another takes its place once nothing is under way. */
      readonly isSuperseded?: true;
    }
  | { readonly at: 'refreshing'; readonly generation: number }
  | { readonly at: 'backing-off'; readonly until: number; readonly cause: BackOffCause }
  | { readonly at: 'exhausted' }
  | { readonly at: 'offline' }
  | { readonly at: 'halted'; readonly status: 'check-settings' | 'sign-in-needed' }
  | { readonly at: 'closed' };

/** A message that was sent again, should the first copy of it arrive after all. */
export interface SentAgain {
  readonly message: UserMessage;
  /** The ids under which it left. */
  readonly ids: readonly string[];
  /** User messages that were known to stand before it. */
  readonly behind: number;
  /** The platform has reacted to it since. */
  readonly isAccepted: boolean;
}

export interface SessionState {
  readonly conversationId: string;
  /** Of the way to the platform that is in use, or was last. */
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
  /** How far a platform that starts up says it has got, until it is ready. */
  readonly progress: StartProgress | null;
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
    progress: null,
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

/** Ids of the user's messages that wait to be sent, or are in flight. */
export function underWay({ queue, exchange }: SessionState): string[] {
  return [...(exchange === null ? [] : [exchange.message.id]), ...queue.map(({ id }) => id)];
}
