import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { FromSearchWorker } from '../../lib/search/search-protocol.ts';
import { storeChats } from '../bench/stored-chats.ts';
import { createWorld, type World } from './world.ts';

/*
 * The shipped search worker in a real page of the extension, over as much as years of use leave. What it costs beside a bare
 * `indexOf` is in the bench; here, that it keeps its promise at all.
 */
const amount = { conversations: 1_000, messages: 50 } as const;

interface Answer {
  readonly ms: number;
  /** Between two frames of the page, at the worst, while it was searched. */
  readonly longestGap: number;
  readonly found: Extract<FromSearchWorker, { type: 'found' }>;
}

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld();
  const panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  page = await world.extension.openOptions();
  await storeChats(page, amount);
}, 180_000);
afterAll(() => world.close());

/** A worker of its own for each query: what it takes to start it, to read the index, and to search then. */
async function search(texts: readonly string[]): Promise<{ ready: number; answers: Answer[] }> {
  return page.evaluate(async (queries) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const opening = indexedDB.open('miptech-conversations');
      opening.addEventListener('success', () => done(opening.result));
      opening.addEventListener('error', () => failed(new Error('no database')));
    });
    const records = await new Promise<{ id: string; title: string; updatedAt: number }[]>((done) => {
      const all = database.transaction('conversations').objectStore('conversations').getAll();
      all.addEventListener('success', () => done(all.result));
    });
    database.close();
    const worker = new Worker('/search-worker.js');
    const heard: FromSearchWorker[] = [];
    let wake = (): void => undefined;
    worker.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => {
      heard.push(data);
      wake();
    });
    const complete = async (query: number): Promise<Answer['found']> => {
      for (;;) {
        const found = heard.find((told) => told.type === 'found' && told.query === query && told.isComplete);
        if (found?.type === 'found') return found;
        if (heard.some(({ type }) => type === 'failed')) throw new Error('the worker has failed');
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    let longestGap = 0;
    let last = performance.now();
    const frame = (at: number): void => {
      longestGap = Math.max(longestGap, at - last);
      last = at;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const begun = performance.now();
    worker.postMessage({
      type: 'chats',
      chats: records.map(({ id, title, updatedAt }) => ({ id, title, updatedAt })),
    });
    worker.postMessage({ type: 'search', query: 0, text: 'no such words anywhere' });
    await complete(0);
    const ready = performance.now() - begun;
    const answers: Answer[] = [];
    for (const [n, text] of queries.entries()) {
      longestGap = 0;
      const asked = performance.now();
      worker.postMessage({ type: 'search', query: n + 1, text });
      const found = await complete(n + 1);
      answers.push({ ms: performance.now() - asked, longestGap, found });
    }
    worker.terminate();
    return { ready, answers };
  }, texts);
}

const queries = ['tides', 'e', 'the moon', 'zzzz', 'Tides, part 77', 'Straße', '"high tide"'];

describe('1,000 chats of 50 messages', () => {
  it(
    'are searched within 100 ms, without a dropped frame, from an index that the next worker finds',
    { timeout: 180_000 },
    async () => {
      const made = await search(queries);
      const read = await search(queries);
      console.info(`index made in ${made.ready.toFixed(0)} ms, read in ${read.ready.toFixed(0)} ms`);
      for (const [n, { ms, longestGap, found }] of read.answers.entries())
        console.info(
          `${(queries[n] ?? '').padEnd(16)} ${ms.toFixed(0).padStart(4)} ms, ${found.total} chats, longest frame ${longestGap.toFixed(0)} ms`,
        );
      expect(read.ready).toBeLessThan(made.ready);
      // Of three: on a machine that does other things as well, each may be interrupted once.
      const again = [read, await search(queries), await search(queries)];
      for (const [n, query] of queries.entries()) {
        const times = again.map(({ answers }) => answers[n]?.ms ?? Infinity);
        expect(Math.min(...times), query).toBeLessThanOrEqual(100);
      }
    },
  );
});
