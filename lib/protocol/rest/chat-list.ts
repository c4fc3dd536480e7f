import { z } from 'zod/mini';
import { identifier } from './identifier.ts';
import { listed, serverTime } from './listing.ts';
import { clip, oneLine } from './shown-text.ts';

/** A chat as the platform lists it (rule R50). */
export interface ListedChat {
  readonly chatId: string;
  /** On one line, at most 200 characters; empty where it has none. */
  readonly title: string;
  /** Epoch ms of the last word in it, or else of its first; null where the server gave no time we can read. */
  readonly updatedAt: number | null;
}

export interface ListedChats {
  /** Newest first; those without a time behind the others, as they came. Each id once. */
  readonly chats: readonly ListedChat[];
  /** False where the platform says that there are more, or not all of what it told could be read. */
  readonly isWhole: boolean;
}

const longestTitle = 200;
/** Entries that are looked at: what a platform says beyond that must cost neither memory nor time. */
const mostRead = 5_000;
/** Chats that are shown: more than anybody looks through. */
const mostListed = 1_000;

const id = z.catch(z.optional(identifier), undefined);
const item = z.lazy(() =>
  z.object({
    id,
    chat_id: id,
    title: z.catch(z.optional(z.string()), undefined),
    created_at: z.optional(z.unknown()),
    updated_at: z.optional(z.unknown()),
  }),
);

/** null: nothing that could be opened. */
function readChat(entry: unknown): ListedChat | null {
  const { success, data } = item.safeParse(entry);
  const chatId = success ? (data.id ?? data.chat_id) : undefined;
  if (!success || chatId === undefined) return null;
  return {
    chatId,
    title: oneLine(clip(data.title ?? '', longestTitle)),
    updatedAt: knownTime(data.updated_at) ?? knownTime(data.created_at),
  };
}

/** A moment that a calendar has. */
function knownTime(value: unknown): number | null {
  const time = serverTime(value);
  return time !== null && time > 0 && time < 8.64e15 ? time : null;
}

/** `GET /api/v1/chat/list` → the chats (rule R50). It proves nothing: one that can't be read is left out. */
export const chatListReply = z.lazy(() =>
  z.pipe(
    listed,
    z.transform(({ told, isWhole }): ListedChats => {
      const chats = new Map<string, ListedChat>();
      let read = 0;
      for (const entry of told.slice(0, mostRead)) {
        const chat = readChat(entry);
        if (chat === null) continue;
        read += 1;
        if (!chats.has(chat.chatId)) chats.set(chat.chatId, chat);
      }
      const newestFirst = [...chats.values()].toSorted(
        (one, other) => (other.updatedAt ?? 0) - (one.updatedAt ?? 0),
      );
      return {
        chats: newestFirst.slice(0, mostListed),
        isWhole: isWhole && read === told.length && chats.size <= mostListed,
      };
    }),
  ),
);
