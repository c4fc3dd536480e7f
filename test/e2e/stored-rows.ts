import type { Page } from 'puppeteer-core';

/** What the extension's database holds, by store: read past the extension, by the browser's own calls, in a page of its origin. */
export function storedRows(page: Page): Promise<Record<string, unknown[]>> {
  return page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-conversations'));
    const reading = database.transaction([...database.objectStoreNames]);
    const rows: Record<string, unknown[]> = {};
    for (const name of reading.objectStoreNames) rows[name] = await done(reading.objectStore(name).getAll());
    database.close();
    return rows;
  });
}

/** Makes all that is stored that much older, as if the clock had gone on. */
export async function makeOlder(page: Page, ms: number): Promise<void> {
  await page.evaluate(async (by) => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-conversations'));
    const store = database.transaction('conversations', 'readwrite').objectStore('conversations');
    for (const row of (await done(store.getAll())) as { updatedAt: number }[])
      await done(store.put({ ...row, updatedAt: row.updatedAt - by }));
    database.close();
  }, ms);
}
