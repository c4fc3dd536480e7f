import { isOpenAnswer, message as messageSchema, type Message } from '../shared/conversation.ts';
import { isThere } from './conversation-gone.ts';
import type { ConversationDatabase, ConversationRecord, Database, StoredMessage } from './database.ts';
import type { IDBPTransaction } from 'idb';

type Reading = IDBPTransaction<
  ConversationDatabase,
  readonly ['conversations', 'messages', 'batches'],
  'readonly'
>;

function reading(database: Database): Reading {
  return database.transaction(['conversations', 'messages', 'batches'] as const);
}

/** Oldest first. */
export interface StoredWindow {
  readonly messages: Message[];
  readonly hasEarlier: boolean;
}

/** What a session is restored from: of one moment. */
export interface LeftOff {
  readonly record: ConversationRecord;
  /** Messages under way, oldest first, streamed text included. */
  readonly open: readonly Message[];
  /** The first place that no message has had. */
  readonly nextOrdinal: number;
  readonly latest: StoredWindow;
}

/** At once: browsers limit what one message between pages may hold, and a panel need not wait for more than it can show. */
const mostCharacters = 2_000_000;

/** Messages read in one go: not so many that long ones would fill the memory before they are counted. */
const mostAtOnce = 25;

/** A stored row is hostile until parsed: what has no text counts nothing. */
function sizeOf({ text, ...message }: Message): number {
  const pages = message.role === 'user' && Array.isArray(message.attachments) ? message.attachments : [];
  return pages.reduce((sum, page) => sum + (page.text?.length ?? 0), text?.length ?? 0);
}

/** A question reserves the place behind it for its answer. */
export function placeAfter(last: Pick<Message, 'ordinal' | 'role'> | undefined): number {
  return last === undefined ? 1 : last.ordinal + (last.role === 'user' ? 2 : 1);
}

/** The newest of them that are handed over at once; oldest first, as they came. */
export function windowOf(messages: readonly Message[], limit: number): Message[] {
  const found: Message[] = [];
  let characters = 0;
  for (const message of messages.toReversed()) {
    if (found.length === limit || characters >= mostCharacters) break;
    found.push(message);
    characters += sizeOf(message);
  }
  return found.toReversed();
}

export async function readMessages(
  database: Database,
  conversationId: string,
  before: number,
  limit: number,
): Promise<StoredWindow> {
  const tx = reading(database);
  const { rows, hasEarlier } = await readRows(tx, conversationId, before, limit);
  return { messages: await complete(tx, rows), hasEarlier };
}

export async function readOpenMessages(database: Database, conversationId: string): Promise<Message[]> {
  return readOpen(reading(database), conversationId);
}

/** In one transaction: somebody has woken the worker, and waits. */
export async function readLeftOff(
  database: Database,
  conversationId: string,
  limit: number,
): Promise<LeftOff | null> {
  const tx = reading(database);
  const [record, open, { rows, hasEarlier }] = await Promise.all([
    tx.objectStore('conversations').get(conversationId),
    readOpen(tx, conversationId),
    readRows(tx, conversationId, Infinity, limit),
  ]);
  if (!isThere(record)) return null;
  // As it is stored: a record that no longer fits its schema is not shown, but has its place.
  return {
    record,
    open,
    nextOrdinal: placeAfter(rows.at(-1)),
    latest: { messages: await complete(tx, rows), hasEarlier },
  };
}

/** The `limit` rows before `before`, as they are stored, oldest first. */
async function readRows(
  tx: Reading,
  conversationId: string,
  before: number,
  limit: number,
): Promise<{ rows: StoredMessage[]; hasEarlier: boolean }> {
  const places = tx.objectStore('messages').index('by-place');
  const nextBelow = async (bound: number): Promise<number | null> => {
    const range = IDBKeyRange.bound([conversationId, -Infinity], [conversationId, bound], false, true);
    return (await places.openKeyCursor(range, 'prev'))?.key[1] ?? null;
  };
  const found: StoredMessage[] = [];
  let characters = 0;
  let top = await nextBelow(before);
  while (top !== null && found.length < limit && characters < mostCharacters) {
    // Together, where a cursor would go to the browser and back for each: a panel and a message to send wait for this.
    const bottom: number = top - Math.min(limit, mostAtOnce) + 1;
    const [stretch, below] = await Promise.all([
      places.getAll(IDBKeyRange.bound([conversationId, bottom], [conversationId, top])),
      nextBelow(bottom),
    ]);
    top = below;
    for (const row of stretch.toReversed()) {
      if (found.length === limit || characters >= mostCharacters) {
        top = row.ordinal;
        break;
      }
      found.push(row);
      characters += sizeOf(row);
    }
  }
  return { rows: found.toReversed(), hasEarlier: top !== null };
}

async function readOpen(tx: Reading, conversationId: string): Promise<Message[]> {
  const found = await tx.objectStore('messages').index('by-open').getAll(conversationId);
  return complete(
    tx,
    found.toSorted((a, b) => a.ordinal - b.ordinal),
  );
}

/** A record that no longer fits its schema is left out: one bad row must not cost the conversation. */
async function complete(tx: Reading, found: readonly StoredMessage[]): Promise<Message[]> {
  const messages: Message[] = [];
  for (const { open: _, ...record } of found) {
    const parsed = messageSchema.safeParse(record);
    if (!parsed.success) continue;
    const { data } = parsed;
    messages.push(isOpenAnswer(data) ? { ...data, text: await streamedText(tx, data.id) } : data);
  }
  return messages;
}

async function streamedText(tx: Reading, messageId: string): Promise<string> {
  const range = IDBKeyRange.bound([messageId, 0], [messageId, Infinity]);
  const batches = await tx.objectStore('batches').getAll(range);
  return batches.map(({ text }) => text).join('');
}
