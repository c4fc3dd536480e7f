import { z } from 'zod/mini';
import { wayInUse } from '../shared/connection-way.ts';
import { message } from '../shared/conversation.ts';
import { empty, nothing, type CommandRows } from './command-row.ts';

/** What a panel asks for its conversation and its connection. */
export const panelRows = {
  /** In order with messages: one that is sent right behind it must not fill the empty chat that this leads to. */
  'conversation/new': { ports: ['panel'], isOrdered: true, input: empty, reply: nothing },
  /** One that is on no disk and in no list, and gone with the last panel that shows it. */
  'conversation/temporary': { ports: ['panel'], isOrdered: true, input: empty, reply: nothing },
  /** Takes along what waits unsent under other settings (`unsent-messages`): conversations that no server has seen. */
  'conversation/bring': { ports: ['panel'], input: empty, reply: nothing },
  /** `since`: epoch ms of the status that is shown. `way`: null: nothing may be sent there. */
  'connection/details': {
    ports: ['panel'],
    screen: 'any',
    input: empty,
    reply: z.object({ since: z.number(), way: z.nullable(wayInUse) }),
  },
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
