import type { AssistantStatus, Message, Source } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import type { Budget } from './budget.ts';
import type { Learnt } from './evidence.ts';
import type { SeenAnswer } from './exchange-state.ts';

/**
 * retry: back-off (P34) · limit: P20 · pace: our own spacing of messages (P37) · proven: a connection has lasted (P31) · flush: the
 * next batch of text · silence: an answer that says nothing · poll: the next look into the history · rest: nobody looks any more.
 */
export type Timer = 'retry' | 'limit' | 'pace' | 'proven' | 'flush' | 'silence' | 'poll' | 'rest';

export const timers: readonly Timer[] = [
  'retry',
  'limit',
  'pace',
  'proven',
  'flush',
  'silence',
  'poll',
  'rest',
];

/** What is stored, and then, in the same words, told to the pages. */
export type Change =
  | { readonly type: 'message-put'; readonly message: Message }
  | { readonly type: 'message-removed'; readonly messageId: string }
  | {
      readonly type: 'text-appended';
      readonly messageId: string;
      readonly batch: number;
      readonly text: string;
    }
  | {
      readonly type: 'answer-finished';
      readonly messageId: string;
      readonly status: AssistantStatus;
      /** The whole text. */
      readonly text: string;
      /** Whether `text` is other than all that was appended. */
      readonly replaces: boolean;
      readonly sources: readonly Source[];
      readonly totalTokens: number | null;
      readonly completedAt: number;
      readonly serverId: string | null;
      readonly problem: Problem | null;
    }
  | { readonly type: 'chat-linked'; readonly chatId: string }
  | { readonly type: 'answer-seen'; readonly messageId: string; readonly seen: SeenAnswer }
  /** User messages that the server is known to hold in the linked chat, and the traces of the last of them. */
  | { readonly type: 'accepted-counted'; readonly accepted: number; readonly said: readonly string[] }
  | { readonly type: 'chat-learnt'; readonly learnt: Learnt }
  | { readonly type: 'titled'; readonly title: string }
  /** Of the user's, whatever the conversation. */
  | { readonly type: 'budget-changed'; readonly budget: Budget }
  /** What stood in the composer is a message now. Stored with it: apart, a worker's death would leave the words in both places. */
  | { readonly type: 'draft-spent'; readonly attachmentIds: readonly string[] };

/**
 * Performed one after the other. A commit that fails drops the effects behind it (persist, then act).
 * `generation` comes back with the events that an effect causes.
 */
export type Effect =
  | { readonly type: 'commit'; readonly changes: readonly Change[] }
  | {
      readonly type: 'create-chat';
      readonly generation: number;
      /** Of the page that goes with the first message; null where none is attached (R20). */
      readonly pageUrl: string | null;
    }
  /** The chat was created before a page was attached: tells its address after all. Nothing waits for the outcome. */
  | { readonly type: 'describe-chat'; readonly pageUrl: string }
  | {
      readonly type: 'connect';
      readonly generation: number;
      /** null: the platform creates the chat with the first message, and says then what it is called. */
      readonly chatId: string | null;
    }
  | {
      readonly type: 'send-message';
      readonly generation: number;
      readonly chatId: string | null;
      readonly clientMessageId: string;
      /** The wire text, fences included. */
      readonly text: string;
    }
  /** The computer slept: the connection has to prove soon that it stands, or end. */
  | { readonly type: 'check-connection'; readonly generation: number }
  | { readonly type: 'disconnect'; readonly generation: number }
  | { readonly type: 'refresh-token'; readonly generation: number; readonly isForbidden?: true }
  | { readonly type: 'explain-refusal'; readonly generation: number }
  | {
      readonly type: 'read-history';
      readonly generation: number;
      readonly chatId: string;
      /** Over this connection: 1 for the first. */
      readonly look: number;
    }
  | { readonly type: 'set-timer'; readonly timer: Timer; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: Timer };
