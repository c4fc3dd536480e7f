import { z } from 'zod/mini';
import { attachment } from '../shared/conversation.ts';
import { empty, nothing, type CommandRows } from './command-row.ts';

/** The page in the draft, replied to as it is then. Every panel that shows the conversation is told by a patch, too. */
export const pageRows = {
  /** Reads the page of the panel's window. */
  'page/attach': { ports: ['panel'], screen: 'same', isSlow: true, input: empty, reply: attachment },
  /** The page that this message took along, to go with another one. */
  'page/reuse': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ messageId: z.string() }),
    reply: nothing,
  },
  'page/edit': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ id: z.string(), text: z.string() }),
    reply: attachment,
  },
  'page/remove': { ports: ['panel'], screen: 'same', input: z.object({ id: z.string() }), reply: nothing },
} as const satisfies CommandRows;
