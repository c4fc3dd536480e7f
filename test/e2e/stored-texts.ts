import type { Page } from 'puppeteer-core';

/**
 * Stores chats in which that was said, by turns, beside those that are there; the first is the newest of them.
 * @param page of the extension, in which a conversation was begun
 */
export async function storeTexts(
  page: Page,
  chats: readonly { readonly title: string; readonly texts: readonly string[] }[],
): Promise<void> {
  await page.evaluate(async (all) => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-conversations'));
    const tx = database.transaction(['conversations', 'messages'], 'readwrite');
    const conversations = tx.objectStore('conversations');
    const [{ partition }] = (await done(conversations.getAll())) as [{ partition: string }];
    for (const [n, { title, texts }] of all.entries()) {
      const id = crypto.randomUUID();
      const createdAt = Date.now() - (n + 2) * 60_000;
      conversations.put({ id, partition, title, chatId: null, accepted: 0, createdAt, updatedAt: createdAt });
      for (const [at, text] of texts.entries()) {
        const base = { id: `${id}:${at}`, conversationId: id, ordinal: at + 1, createdAt, text };
        tx.objectStore('messages').put(
          at % 2 === 0
            ? { ...base, role: 'user', attachments: [], status: 'sent' }
            : {
                ...base,
                role: 'assistant',
                status: 'complete',
                replyTo: `${id}:${at - 1}`,
                sources: [],
                completedAt: createdAt,
              },
        );
      }
    }
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    database.close();
  }, chats);
}
