import { z } from 'zod/mini';
import { boundedText, uuid, wholeNumber } from '../shared/bounded.ts';
import { attachment } from '../shared/conversation.ts';
import { longestPaste } from '../shared/long-paste.ts';
import { nothing, type CommandRows } from './command-row.ts';

/** The page and the pasted text in the draft, replied to as it is then. Every panel that shows the conversation is told by a patch, too. */
export const pageRows = {
  /** Reads the page of the panel's window. `replaces`: the one in the draft that may go, though the user has edited it. */
  'page/attach': {
    ports: ['panel'],
    screen: 'same',
    isSlow: true,
    input: z.object({ replaces: z.optional(z.string()) }),
    reply: attachment,
  },
  /** Reads the page of that tab, and puts it beside what is attached; one that is there already stays as it is. */
  'page/attach-tab': {
    ports: ['panel'],
    screen: 'same',
    isSlow: true,
    input: z.object({ tabId: z.number() }),
    reply: attachment,
  },
  /** The page or pasted text that this message took along, to go with another one. */
  'page/reuse': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ messageId: z.string() }),
    reply: nothing,
  },
  /** A long text that was pasted, in the place of the one before. `id`: new for each, so that a repeated command is harmless. */
  'page/paste': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: z.object({ id: uuid, text: boundedText(1, longestPaste), length: wholeNumber(1) }),
    reply: nothing,
  },
  'page/edit': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ id: z.string(), text: z.string() }),
    reply: attachment,
  },
  /** A masked value back in its places, or masked once more. */
  'page/unmask': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ id: z.string(), placeholder: z.string(), isUndone: z.boolean() }),
    reply: attachment,
  },
  /** Reads that page anew, with the addresses of its links or without. */
  'page/links': {
    ports: ['panel'],
    screen: 'same',
    isSlow: true,
    input: z.object({ id: z.string(), isWanted: z.boolean() }),
    reply: attachment,
  },
  'page/remove': { ports: ['panel'], screen: 'same', input: z.object({ id: z.string() }), reply: nothing },
} as const satisfies CommandRows;
