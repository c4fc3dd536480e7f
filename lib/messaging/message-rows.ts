import { z } from 'zod/mini';
import { uuid } from '../shared/bounded.ts';
import { nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** What was on screen of what goes along. */
const named = () => z.object({ id: z.string(), revision: z.number() });

/** What a panel asks for a message or an answer. */
export const messageRows = {
  /** Idempotent by `id`: a page that lost its port before the reply sends the same again. */
  'message/send': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () =>
      z.object({
        id: uuid,
        text: z.string(),
        attachment: z.nullable(named()),
        /** The pasted text in the draft. */
        paste: z.optional(named()),
        /** The pages of other tabs in the draft. */
        tabs: z.optional(z.array(named())),
        /** As in a message. */
        replaces: z.optional(z.string()),
      }),
  },
  /** Of a failed or unknown user message, or of a failed, interrupted, stopped answer: asks again. */
  'message/retry': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () =>
      z.object({
        messageId: z.string(),
        /** Of the question, should it be asked anew; made by the page, so that a repeated command is recognised. */
        newId: uuid,
      }),
  },
  /**
   * The question of the last answer, which is complete, with the page it was asked with, as a further version of its turn.
   * Nothing where that answer is not the last any more, or something is under way.
   */
  'message/regenerate': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ messageId: z.string(), newId: uuid }),
  },
  /** Only while queued. */
  'message/edit': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ messageId: z.string(), text: z.string() }),
  },
  /** Queued, failed or unknown user messages. `onlyQueued`: one that has left meanwhile stays, so that it can be had back. */
  'message/remove': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ messageId: z.string(), onlyQueued: z.optional(z.literal(true)) }),
  },
  /**
   * `messageId`: of the answer that was on screen. Repeated after the worker died, or crossing that answer's end, the
   * command must not stop the next one.
   */
  'answer/stop': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ messageId: z.optional(z.string()) }),
  },
} as const satisfies CommandRows;

export const messageReplies = {
  'message/send': { shape: nothing },
  'message/retry': { shape: nothing },
  'message/regenerate': { shape: nothing },
  'message/edit': { shape: nothing },
  'message/remove': { shape: nothing },
  'answer/stop': { shape: nothing },
} as const satisfies CommandReplies<typeof messageRows>;
