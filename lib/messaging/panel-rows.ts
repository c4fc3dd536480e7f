import { z } from 'zod/mini';
import { message } from '../shared/conversation.ts';
import { empty, nothing, type CommandRows } from './command-row.ts';

/** What a panel asks for its conversation and its connection. */
export const panelRows = {
  'conversation/new': { ports: ['panel'], input: empty, reply: nothing },
  /** Takes along what waits unsent under other settings (`unsent-messages`): conversations that no server has seen. */
  'conversation/bring': { ports: ['panel'], input: empty, reply: nothing },
  'connection/reconnect': { ports: ['panel'], screen: 'any', input: empty, reply: nothing },
  'problem/dismiss': { ports: ['panel'], screen: 'any', input: empty, reply: nothing },
  /** Of the conversation that was on screen, wherever that is by now. */
  'draft/save': { ports: ['panel'], input: z.object({ text: z.string() }), reply: nothing },
  /** The messages before that ordinal, oldest first. */
  'history/earlier': {
    ports: ['panel'],
    screen: 'same',
    input: z.object({ before: z.number() }),
    reply: z.object({ messages: z.array(message), hasEarlier: z.boolean() }),
  },
} as const satisfies CommandRows;
