import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { chatEntry, removedChat } from './chat-shapes.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';

const id = () => boundedText(1, 100);
const named = () => z.object({ id: id() });

/** false: there is no such chat here, or not any more. */
const found = z.object({ isThere: z.boolean() });

/** What a panel asks for the chats of this profile and person. Each may be asked again: it leaves what it finds done as it is. */
export const chatRows = {
  /**
   * Newest question first; `removed`: the one deleted last is the last. Whoever has listed is told once, by
   * `chats/changed`, that it is not true any more.
   */
  'chats/list': { ports: ['panel'], input: empty },
  /** In the panel that asks. */
  'chats/open': { ports: ['panel'], isOrdered: true, input: named },
  'chats/rename': {
    ports: ['panel'],
    isOrdered: true,
    input: () => z.object({ id: id(), title: boundedText(1, 200) }),
  },
  'chats/pin': {
    ports: ['panel'],
    isOrdered: true,
    input: () => z.object({ id: id(), isPinned: z.boolean() }),
  },
  /** Nothing more of it is sent, and panels that show it go on with another; really gone when `chats/restore` was not asked in time. */
  'chats/remove': { ports: ['panel'], isOrdered: true, input: named },
  /** With all that it held; what waited in it is sent. */
  'chats/restore': { ports: ['panel'], isOrdered: true, input: named },
} as const satisfies CommandRows;

export const chatReplies = {
  'chats/list': { shape: z.object({ chats: z.array(chatEntry), removed: z.array(removedChat) }) },
  'chats/open': { shape: found },
  'chats/rename': { shape: found },
  'chats/pin': { shape: found },
  'chats/remove': { shape: found },
  'chats/restore': { shape: found },
} as const satisfies CommandReplies<typeof chatRows>;
