import type { AssistantMessage, UserMessage } from '../shared/conversation.ts';
import type { Growth } from './growth.ts';

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
      /** What the platform says that it does, before there is text. Not stored: a worker that dies is told it anew, or the answer. */
      readonly doing?: string;
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
      /** The platform answered it with a wish for other credentials: it has not taken it, as far as it says. */
      readonly isTurnedAway: boolean;
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

/** Stored, or a worker that dies every other second would never see anything twice. */
export type SeenAnswer = NonNullable<AssistantMessage['seen']>;
