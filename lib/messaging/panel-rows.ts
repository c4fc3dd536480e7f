import { z } from 'zod/mini';
import { wayInUse } from '../shared/connection-way.ts';
import { message } from '../shared/conversation.ts';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** What a panel asks for its conversation and its connection. */
export const panelRows = {
  /** In order with messages: one that is sent right behind it must not fill the empty chat that this leads to. */
  'conversation/new': { ports: ['panel'], isOrdered: true, input: empty },
  /** One that is on no disk and in no list, and gone with the last panel that shows it. */
  'conversation/temporary': { ports: ['panel'], isOrdered: true, input: empty },
  /** Takes along what waits unsent under other settings (`unsent-messages`): conversations that no server has seen. */
  'conversation/bring': { ports: ['panel'], input: empty },
  /** `since`: epoch ms of the status that is shown. `way`: null: nothing may be sent there. */
  'connection/details': { ports: ['panel'], screen: 'any', input: empty },
  'connection/reconnect': { ports: ['panel'], screen: 'any', input: empty },
  'problem/dismiss': { ports: ['panel'], screen: 'any', input: empty },
  /** Of the conversation that was on screen, wherever that is by now. */
  'draft/save': { ports: ['panel'], input: () => z.object({ text: z.string() }) },
  /** The messages before that ordinal, oldest first. */
  'history/earlier': { ports: ['panel'], screen: 'same', input: () => z.object({ before: z.number() }) },
} as const satisfies CommandRows;

export const panelReplies = {
  'conversation/new': { shape: nothing },
  'conversation/temporary': { shape: nothing },
  'conversation/bring': { shape: nothing },
  'connection/details': { shape: z.object({ since: z.number(), way: z.nullable(wayInUse) }) },
  'connection/reconnect': { shape: nothing },
  'problem/dismiss': { shape: nothing },
  'draft/save': { shape: nothing },
  'history/earlier': { shape: z.object({ messages: z.array(message), hasEarlier: z.boolean() }) },
} as const satisfies CommandReplies<typeof panelRows>;
