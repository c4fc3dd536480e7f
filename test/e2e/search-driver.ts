import type { Page } from 'puppeteer-core';
import type { FromSearchWorker } from '../../lib/search/search-protocol.ts';

export type Found = Extract<FromSearchWorker, { type: 'found' }>;

export interface SearchAnswer {
  /** From asking until all is told. */
  readonly ms: number;
  /** ms between two frames of the page meanwhile, at the worst. */
  readonly longestFrame: number;
  readonly found: Found;
}

export interface SearchRun {
  /** ms from the worker's start until it has all the text. */
  readonly ready: number;
  readonly answers: readonly SearchAnswer[];
}

/** Starts the shipped search worker in a page of the extension, lets it search all chats that are stored, and ends it. */
export function searchIn(page: Page, texts: readonly string[]): Promise<SearchRun> {
  return page.evaluate(async (queries): Promise<SearchRun> => {
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

    let longestFrame = 0;
    let last = performance.now();
    let isOver = false;
    const frame = (at: number): void => {
      longestFrame = Math.max(longestFrame, at - last);
      last = at;
      if (!isOver) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);

    const begun = performance.now();
    const worker = new Worker('/search-worker.js');
    const heard: FromSearchWorker[] = [];
    let wake = (): void => undefined;
    worker.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => {
      heard.push(data);
      wake();
    });
    const ask = async (query: number, text: string): Promise<SearchAnswer> => {
      longestFrame = 0;
      const asked = performance.now();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage({ type: 'search', query, text });
      for (;;) {
        const found = heard.find((told) => told.type === 'found' && told.query === query && told.isComplete);
        if (found?.type === 'found') return { ms: performance.now() - asked, longestFrame, found };
        if (heard.some(({ type }) => type === 'failed')) throw new Error('the search worker has failed');
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    const chats = records.map(({ id, title, updatedAt }) => ({ id, title, updatedAt }));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage({ type: 'chats', chats });
    await ask(0, 'nothing that anybody says');
    const ready = performance.now() - begun;
    const answers: SearchAnswer[] = [];
    for (const [n, text] of queries.entries()) answers.push(await ask(n + 1, text));
    worker.terminate();
    isOver = true;
    return { ready, answers };
  }, texts);
}
