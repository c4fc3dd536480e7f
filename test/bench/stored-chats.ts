import type { Page } from 'puppeteer-core';
import { databaseName, type ConversationRecord, type StoredMessage } from '../../lib/storage/database.ts';
import { until } from '../e2e/until.ts';
import { answerText } from './answer-text.ts';

export interface Amount {
  readonly conversations: number;
  /** In each. */
  readonly messages: number;
}

const minute = 60_000;
/** Of a conversation's messages, one after the other; characters. */
const lengths = [220, 480, 1_250, 700, 2_000, 310, 1_600, 900, 200, 1_100];
/** Conversations in one go: some MB through the pipe. */
const atOnce = 50;

// These three run in an extension's page.

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(name);
    opening.addEventListener('success', () => done(opening.result));
    opening.addEventListener('error', () => failed(opening.error ?? new Error('no database')));
  });
}

function firstConversation(database: IDBDatabase): Promise<ConversationRecord | undefined> {
  const found = database.transaction('conversations').objectStore('conversations').getAll();
  return new Promise((done) => {
    found.addEventListener('success', () => done(found.result[0] as ConversationRecord | undefined));
  });
}

function put(
  database: IDBDatabase,
  conversations: readonly ConversationRecord[],
  messages: readonly StoredMessage[],
): Promise<void> {
  const tx = database.transaction(['conversations', 'messages'], 'readwrite');
  for (const record of conversations) tx.objectStore('conversations').put(record);
  for (const message of messages) tx.objectStore('messages').put(message);
  return new Promise((done, failed) => {
    tx.addEventListener('complete', () => done());
    tx.addEventListener('abort', () => failed(tx.error ?? new Error('not stored')));
  });
}

function messagesOf({ id: conversationId, updatedAt }: ConversationRecord, count: number): StoredMessage[] {
  return Array.from({ length: count }, (_, n): StoredMessage => {
    const text = answerText(lengths[n % lengths.length] ?? 0);
    const id = `${conversationId}:${n}`;
    const place = { id, conversationId, ordinal: n + 1, createdAt: updatedAt - (count - n) * minute };
    return n % 2 === 0
      ? { ...place, role: 'user', text, attachments: [], status: 'sent' }
      : {
          ...{ ...place, role: 'assistant', text, replyTo: `${conversationId}:${n - 1}` },
          ...{ status: 'complete', sources: [], completedAt: place.createdAt },
        };
  });
}

/**
 * Fills an extension that has one conversation, still empty, as long use would: that one is the newest of them.
 * @param page one of its own
 */
export async function storeChats(page: Page, { conversations, messages }: Amount): Promise<void> {
  const database = await page.evaluateHandle(openDatabase, databaseName);
  const newest = await until(
    'the chat of the first conversation',
    () => page.evaluate(firstConversation, database),
    (found) => typeof found?.chatId === 'string',
  );
  if (newest === undefined) throw new Error('There is no conversation.');
  const all = Array.from({ length: conversations }, (_, n): ConversationRecord => {
    const updatedAt = newest.updatedAt - n * 60 * minute;
    const id = n === 0 ? newest.id : crypto.randomUUID();
    return { ...newest, id, title: `Tides, part ${n}`, createdAt: updatedAt, updatedAt };
  });
  for (let start = 0; start < conversations; start += atOnce) {
    const records = all.slice(start, start + atOnce);
    const texts = records.flatMap((record) => messagesOf(record, messages));
    await page.evaluate(put, database, records, texts);
  }
}
