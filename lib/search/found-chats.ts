import { message as messageSchema, type Message } from '../shared/conversation.ts';
import type { DatabaseSource } from '../storage/database-source.ts';
import { createInDatabase } from '../storage/in-database.ts';
import type { ChatHit } from './scan.ts';
import type { FoundChat, FoundPlace } from './search-protocol.ts';
import type { HeldChat } from './searchable-chats.ts';
import { searchedText } from './searched-text.ts';
import { answerSnippet, markedText, snippet } from './snippet.ts';
import type { WantedWords } from './wanted-words.ts';

/**
 * What is shown of hits, read from the messages themselves as they are now: the index holds no text that could be shown,
 * and what was deleted since is not shown. Rejects with a StorageError.
 */
export async function foundChats(
  source: DatabaseSource,
  hits: readonly ChatHit[],
  chats: ReadonlyMap<string, HeldChat>,
  wanted: WantedWords,
): Promise<FoundChat[]> {
  const said = await messagesOf(
    source,
    hits.flatMap(({ messages }) => messages),
  );
  return hits.flatMap((hit): FoundChat[] => {
    const chat = chats.get(hit.id);
    if (chat === undefined) return [];
    const places = hit.messages.flatMap((id) => placeOf(said.get(id), hit.id, wanted));
    const title = markedText(chat.shownTitle, wanted);
    if (places.length === 0 && !title.some(({ isHit }) => isHit)) return [];
    return [{ chatId: hit.id, title, updatedAt: chat.updatedAt, places, count: hit.count }];
  });
}

async function messagesOf(source: DatabaseSource, ids: readonly string[]): Promise<Map<string, Message>> {
  if (ids.length === 0) return new Map();
  const found = await createInDatabase(source)(async (db) => {
    const { store } = db.transaction('messages');
    return Promise.all(ids.map((id) => store.get(id)));
  });
  const read = found.map((row) => messageSchema.safeParse(row));
  return new Map(read.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
}

function placeOf(said: Message | undefined, chatId: string, wanted: WantedWords): FoundPlace[] {
  if (said?.conversationId !== chatId) return [];
  const shownOf = said.role === 'assistant' ? answerSnippet : snippet;
  const pieces = shownOf(searchedText(said), wanted);
  if (!pieces.some(({ isHit }) => isHit)) return [];
  const { id: messageId, ordinal, role, createdAt } = said;
  return [{ messageId, ordinal, role, createdAt, pieces }];
}
