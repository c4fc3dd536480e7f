import type { Page } from 'puppeteer-core';

/** A chat as it is to stand in the extension's database, of whoever uses it now. */
export interface ChatToStore {
  readonly title: string;
  /** Epoch ms of its last question. */
  readonly updatedAt: number;
  readonly isPinned?: true;
  /** Questions that wait to be sent. Default: 0. */
  readonly waiting?: number;
}

/**
 * Stores chats beside those that are there, by the browser's own calls; each with a question and its answer.
 * @param page of the extension, in which a conversation was begun
 */
export async function storeChatsIn(page: Page, chats: readonly ChatToStore[]): Promise<void> {
  await page.evaluate(async (all) => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-conversations'));
    const tx = database.transaction(['conversations', 'messages'], 'readwrite');
    const conversations = tx.objectStore('conversations');
    const messages = tx.objectStore('messages');
    const [{ partition }] = (await done(conversations.getAll())) as [{ partition: string }];
    for (const { waiting = 0, ...chat } of all) {
      const id = crypto.randomUUID();
      const { updatedAt: createdAt } = chat;
      conversations.put({ id, partition, chatId: null, accepted: 0, createdAt, ...chat });
      const base = { conversationId: id, createdAt };
      const question = { ...base, role: 'user', attachments: [] };
      messages.put({ ...question, id: `${id}-q`, ordinal: 1, text: chat.title, status: 'sent' });
      messages.put({
        ...{ ...base, role: 'assistant', id: `${id}-a`, ordinal: 2, text: 'Yes.', status: 'complete' },
        ...{ replyTo: `${id}-q`, sources: [], completedAt: createdAt },
      });
      for (let n = 0; n < waiting; n += 1)
        messages.put({
          ...{ ...question, id: `${id}-w${n}`, ordinal: n * 2 + 3, text: 'And then?' },
          ...{ status: 'queued', open: id },
        });
    }
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  }, chats);
}

/**
 * Stores so many questions before the first of the only chat.
 * @param page of the extension
 */
export async function storeEarlierIn(page: Page, count: number): Promise<void> {
  await page.evaluate(async (many) => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-conversations'));
    const tx = database.transaction('messages', 'readwrite');
    const messages = tx.objectStore('messages');
    const all = (await done(messages.getAll())) as { role: string; ordinal: number }[];
    const first = all.find(({ role }) => role === 'user');
    for (let n = 1; n <= many; n += 1)
      messages.put({ ...first, id: crypto.randomUUID(), ordinal: 1 - n, text: `Earlier ${n}` });
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  }, count);
}
