import { z } from 'zod/mini';
import { boundedText, uuid, wholeNumber } from '../shared/bounded.ts';
import { attachment } from '../shared/conversation.ts';
import { longestPaste } from '../shared/long-paste.ts';
import { nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** The page and the pasted text in the draft, replied to as it is then. Every panel that shows the conversation is told by a patch, too. */
export const pageRows = {
  /** Reads the page of the panel's window. `replaces`: the one in the draft that may go, though the user has edited it. */
  'page/attach': {
    ports: ['panel'],
    screen: 'same',
    input: () => z.object({ replaces: z.optional(z.string()) }),
  },
  /** Reads the page of that tab, and puts it beside what is attached; one that is there already stays as it is. */
  'page/attach-tab': { ports: ['panel'], screen: 'same', input: () => z.object({ tabId: z.number() }) },
  /** The page or pasted text that this message took along, to go with another one. */
  'page/reuse': { ports: ['panel'], screen: 'same', input: () => z.object({ messageId: z.string() }) },
  /** A long text that was pasted, in the place of the one before. `id`: new for each, so that a repeated command is harmless. */
  'page/paste': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ id: uuid, text: boundedText(1, longestPaste), length: wholeNumber(1) }),
  },
  'page/edit': {
    ports: ['panel'],
    screen: 'same',
    input: () => z.object({ id: z.string(), text: z.string() }),
  },
  /** A masked value back in its places, or masked once more. */
  'page/unmask': {
    ports: ['panel'],
    screen: 'same',
    input: () => z.object({ id: z.string(), placeholder: z.string(), isUndone: z.boolean() }),
  },
  /** Reads that page anew, with the addresses of its links or without. */
  'page/links': {
    ports: ['panel'],
    screen: 'same',
    input: () => z.object({ id: z.string(), isWanted: z.boolean() }),
  },
  'page/remove': { ports: ['panel'], screen: 'same', input: () => z.object({ id: z.string() }) },
} as const satisfies CommandRows;

export const pageReplies = {
  'page/attach': { shape: attachment, isSlow: true },
  'page/attach-tab': { shape: attachment, isSlow: true },
  'page/reuse': { shape: nothing },
  'page/paste': { shape: nothing },
  'page/edit': { shape: attachment },
  'page/unmask': { shape: attachment },
  'page/links': { shape: attachment, isSlow: true },
  'page/remove': { shape: nothing },
} as const satisfies CommandReplies<typeof pageRows>;
