import type { Page } from 'puppeteer-core';

/**
 * All records of one store of the conversations' database, as they are stored now. Through a page of the extension that
 * has no script of ours: nothing is woken, and nothing answers but the storage.
 */
export async function stored(
  openTab: (path: string) => Promise<Page>,
  store: 'messages' | 'drafts',
): Promise<{ text: string; status?: string }[]> {
  const page = await openTab('icon/16.png');
  try {
    return await page.evaluate(
      (name) =>
        new Promise<{ text: string; status?: string }[]>((done, failed) => {
          const opening = indexedDB.open('miptech-conversations');
          opening.addEventListener('error', () => failed(new Error('There is no database.')));
          opening.addEventListener('success', () => {
            const reading = opening.result.transaction(name).objectStore(name).getAll();
            reading.addEventListener('success', () => {
              opening.result.close();
              done(reading.result as { text: string; status?: string }[]);
            });
          });
        }),
      store,
    );
  } finally {
    await page.close();
  }
}
