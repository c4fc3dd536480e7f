import type { StartingProblem } from '../shared/connection-status.ts';
import type { AssistantMessage, UserMessage } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import type { Budget } from './budget.ts';
import type { Effect, Timer } from './effect.ts';
import type { History } from './history.ts';
import type { TransportEvent } from './transport-event.ts';

/** Why a REST call on the way to a connection failed, as far as the next step depends on it. */
export type CallFailure =
  | { readonly kind: 'transient'; readonly problem: StartingProblem }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  | { readonly kind: 'unauthorised'; readonly requestId?: string }
  | { readonly kind: 'fatal'; readonly problem: Problem };

export interface EditedMessage {
  readonly stored: UserMessage;
  readonly changed: UserMessage;
}

/** Facts. Past tense; each comes from outside the core and is taken exactly once. */
export type SessionEvent =
  /** The worker started again and the state was rebuilt from storage. */
  | { readonly type: 'woke' }
  | { readonly type: 'watched'; readonly watchers: number }
  | {
      readonly type: 'sent';
      readonly message: Omit<UserMessage, 'ordinal' | 'status' | 'conversationId'>;
      /** Pages of the draft that are done with, also where nothing was left to send of them. Default: those of the message. */
      readonly spent?: readonly string[];
    }
  | { readonly type: 'stopped' }
  | {
      readonly type: 'retried';
      readonly message: UserMessage;
      /** Where an answer is asked for again; null where the message itself had not gone out. */
      readonly answer: AssistantMessage | null;
      /** UUID for the repeated question: the server may already hold the first. */
      readonly newId: string;
    }
  | { readonly type: 'edited'; readonly messageId: string; readonly text: string }
  | { readonly type: 'removed'; readonly messageId: string }
  /** By a person, or by the platform, and stored: the first question names it no more. */
  | { readonly type: 'renamed'; readonly title: string }
  /** Removed from the queue, and wanted back under its id, in its place. Storage holds none of that id. */
  | { readonly type: 'restored'; readonly message: UserMessage }
  | { readonly type: 'reconnect-asked' }
  | { readonly type: 'problem-dismissed' }
  | { readonly type: 'online-changed'; readonly online: boolean }
  /** The computer slept, or its clock was set: timers and the connection may be out of date. */
  | { readonly type: 'clock-jumped' }
  /** Another conversation of the same user spent some of it, or learnt of a limit. */
  | { readonly type: 'budget-told'; readonly budget: Budget }
  | {
      readonly type: 'chat-created';
      readonly generation: number;
      /** null: as of `connect`. */
      readonly chatId: string | null;
    }
  | { readonly type: 'chat-failed'; readonly generation: number; readonly failure: CallFailure }
  /** The platform is still starting up, or has a fault, and is asked again by whoever asks it. */
  | { readonly type: 'chat-delayed'; readonly generation: number; readonly problem: StartingProblem }
  | { readonly type: 'heard'; readonly generation: number; readonly event: TransportEvent }
  | {
      readonly type: 'token-refreshed';
      readonly generation: number;
      readonly outcome: 'refreshed' | 'refused' | 'unavailable';
    }
  /** What REST says of a refused connection (P26). */
  | { readonly type: 'refusal-explained'; readonly problem: StartingProblem }
  /** It was a limit (P26, P29). */
  | { readonly type: 'refusal-limited'; readonly retryAfterMs: number }
  /** Nothing that was handed to this connection can arrive any more; it may be over for long. */
  | { readonly type: 'line-ended'; readonly generation: number }
  | { readonly type: 'history-read'; readonly generation: number; readonly history: History }
  | {
      readonly type: 'history-failed';
      readonly generation: number;
      /** gone: this deployment can't tell. */
      readonly failure: 'transient' | 'gone';
    }
  | { readonly type: 'timer-fired'; readonly timer: Timer }
  /** A commit failed; what the same step wanted to do after it was not done. */
  | {
      readonly type: 'store-failed';
      readonly problem: Problem;
      /** The new message that could not be stored: it stays in the composer, not here. */
      readonly messageId: string | null;
      /** What the step wanted to do after it. */
      readonly dropped?: readonly Effect['type'][];
      /** The message in the queue whose change could not be stored. */
      readonly edited?: EditedMessage | null;
    }
  /** Other settings, other tenant, other user: this session is over. */
  | { readonly type: 'closed' };
