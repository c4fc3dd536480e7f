import type { Page } from 'puppeteer-core';
import { searchIn, type SearchRun } from '../e2e/search-driver.ts';
import type { Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { storeChats } from './stored-chats.ts';

const amount = { conversations: 1_000, messages: 50 } as const;

/** What is looked for: nowhere, in some titles, everywhere, in everything that anybody says. */
const queries = {
  'a word that is nowhere': 'zzzz',
  'words of one title': 'tides, part 777',
  'a word of each message': 'tides',
  'two words of each message': 'the moon',
  'a letter': 'e',
} as const;

const rounds = 5;

/** ms, by query: whether each chat holds the words, over the same text in lower case, and nothing else. */
function bareScan(page: Page, words: readonly string[], times: number): Promise<number[][]> {
  return page.evaluate(
    async (wanted, repeats) => {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open('miptech-conversations');
        opening.addEventListener('success', () => done(opening.result));
        opening.addEventListener('error', () => failed(new Error('no database')));
      });
      const messages = await new Promise<{ conversationId: string; text: string }[]>((done) => {
        const all = database.transaction('messages').objectStore('messages').getAll();
        all.addEventListener('success', () => done(all.result));
      });
      database.close();
      const chats = new Map<string, string[]>();
      for (const { conversationId, text } of messages) {
        const texts = chats.get(conversationId) ?? [];
        chats.set(conversationId, texts);
        texts.push(text.toLowerCase());
      }
      const whole = [...chats.values()].map((texts) => texts.join('\n'));
      return wanted.map((query) =>
        Array.from({ length: repeats }, () => {
          const begun = performance.now();
          let found = 0;
          for (const text of whole) if (query.split(' ').every((word) => text.includes(word))) found += 1;
          return found < 0 ? Number.NaN : performance.now() - begun;
        }),
      );
    },
    words,
    times,
  );
}

/** Search over as much as years of use leave: 50,000 messages, 44 MB. A worker of its own each time, as when the dialog is opened. */
export async function measureSearching(fixture: Fixture): Promise<Row[]> {
  const copy = await fixture.installCopy();
  const { page } = await copy.contender.open();
  await page.evaluate(() => window.bench.filled);
  await storeChats(page, amount);
  const texts = Object.values(queries);
  const made = await searchIn(page, texts);
  const read: SearchRun[] = [];
  for (let round = 0; round < rounds; round += 1) read.push(await searchIn(page, texts));
  const bare = await bareScan(page, texts, rounds);
  await page.close();
  await copy.remove();
  const name = (what: string): string => `search 1,000 chats × 50: ${what}`;
  return [
    {
      name: name('index made, once'),
      unit: 'ms',
      samples: { ours: [made.ready] },
      goal: null,
      isBudget: false,
    },
    {
      ...{ name: name('worker started, index read'), unit: 'ms', isBudget: false },
      samples: { ours: read.map(({ ready }) => ready) },
      goal: { kind: 'value', atMost: 1_000 },
    },
    ...Object.keys(queries).flatMap((what, n): Row[] => {
      const answers = read.flatMap((run) => run.answers.slice(n, n + 1));
      const row = { unit: 'ms', isBudget: true, goal: { kind: 'value', atMost: 100 } } as const;
      return [
        {
          ...row,
          name: name(`${what}, with the places to be shown`),
          samples: { limit: bare[n] ?? [], ours: answers.map(({ ms }) => ms) },
        },
        {
          ...{ name: name(`${what}, longest frame of the page`), unit: 'ms', goal: null, isBudget: false },
          samples: { ours: answers.map(({ longestFrame }) => longestFrame) },
        },
      ];
    }),
  ];
}
