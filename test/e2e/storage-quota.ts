import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

/** How much the browser lets the extension store. */
export interface StorageQuota {
  /** From now on every write fails, as on a full disk. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

/**
 * Takes the permission for unlimited storage from the extension in that folder: with it, Chromium heeds no quota, and only
 * a disk that is really full would be full.
 */
export async function limitStorage(dir: string): Promise<void> {
  const file = join(dir, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { permissions: string[] };
  const permissions = manifest.permissions.filter((name) => name !== 'unlimitedStorage');
  await writeFile(file, JSON.stringify({ ...manifest, permissions }));
}

/** bytes. More than a test writes, less than `filling`. */
const spacious = 8_000_000;
const filling = 9_000_000;
/** ms. Chromium's own, and half as much again. */
const memory = 45_000;

/**
 * Chromium asks for the quota once in 30 s, and believes the answer until it is used up. Created before the first
 * message is stored it knows of `spacious` only, so that one write of more than that makes it ask again, and learn that
 * there is nothing left.
 * @param page of the extension; not the panel
 */
export async function createStorageQuota(page: Page): Promise<StorageQuota> {
  const session = await page.createCDPSession();
  const origin = await page.evaluate(() => location.origin);
  const setTo = (quotaSize: number): Promise<unknown> =>
    session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });

  /** In rows that are small enough not to become files, whose size is not asked for. 'complete', or the name of the error that ended the transaction. */
  const write = (bytes: number): Promise<string> =>
    page.evaluate(async (length) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('filling', 1);
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
        opening.addEventListener('success', () => resolve(opening.result));
        opening.addEventListener('error', () => reject(new Error('The database can not be opened.')));
      });
      const outcome = await new Promise<string>((resolve) => {
        const writing = database.transaction('rows', 'readwrite');
        for (let row = 0; row * 30_000 < length; row += 1)
          writing.objectStore('rows').put(' '.repeat(30_000), row);
        writing.addEventListener('complete', () => resolve('complete'));
        writing.addEventListener('abort', () => resolve(writing.error?.name ?? 'aborted'));
      });
      database.close();
      return outcome;
    }, bytes);

  /** Beside what is used: a transaction that was refused may have left its traces on the disk. */
  async function free(): Promise<void> {
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
    await setTo(Math.ceil(usage) + spacious);
  }

  await free();
  return {
    free,
    async fill() {
      await setTo(1);
      const deadline = performance.now() + memory;
      // Where it was created too late, until the browser asks by itself.
      while ((await write(filling)) !== 'QuotaExceededError') {
        if (performance.now() > deadline) throw new Error('The storage does not fill up.');
        await setTimeout(500);
      }
    },
  };
}
