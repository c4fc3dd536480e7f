import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSearchWorker, type SearchWorker } from '../../lib/search/search-worker.ts';
import type { FromSearchWorker } from '../../lib/search/search-protocol.ts';
import type { ConversationStore } from '../../lib/storage/conversation-store.ts';
import type { Database } from '../../lib/storage/database.ts';
import { createStoredData } from '../../lib/storage/stored-data.ts';
import { answer, finished, put, question, attachment } from '../storage/records.ts';
import { conversation, openStore } from '../storage/test-store.ts';

type Found = Extract<FromSearchWorker, { type: 'found' }>;

/** A page's worker, over a database of conversations. */
function startSearch(database: Database) {
  const told: FromSearchWorker[] = [];
  const waiting: (() => void)[] = [];
  const worker: SearchWorker = createSearchWorker({
    source: async () => database,
    post(message) {
      told.push(message);
      for (const wake of waiting.splice(0)) wake();
    },
    now: () => 0,
    pause: async () => undefined,
  });
  let queries = 0;

  async function until(isIt: (message: FromSearchWorker) => boolean): Promise<FromSearchWorker> {
    for (;;) {
      const found = told.find(isIt);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  return {
    worker,
    told,
    until,
    tell: (...ids: string[]): void =>
      worker.receive({ type: 'chats', chats: ids.map((id) => ({ id, title: `Chat ${id}`, updatedAt: 1 })) }),
    /** What is found once all is known. */
    async search(text: string): Promise<Found> {
      queries += 1;
      const query = queries;
      worker.receive({ type: 'search', query, text });
      const found = await until(
        (message) => message.type === 'found' && message.query === query && message.isComplete,
      );
      if (found.type !== 'found') throw new Error(found.type);
      return found;
    },
    async catchUp(chatId: string): Promise<void> {
      worker.receive({ type: 'catch-up', chatId });
      await until(({ type }) => type === 'caught-up');
    },
  };
}

const ids = ({ chats }: Found): string[] => chats.map(({ chatId }) => chatId);
const line = ({ chats }: Found): string =>
  chats
    .flatMap(({ places }) => places.slice(0, 1))
    .map(({ pieces }) => pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join(''))
    .join(' | ');

let store: ConversationStore;
let database: Database;

/** Something is said in it: a question, and its answer. */
async function say(conversationId: string, text: string, reply: string, ordinal = 1): Promise<void> {
  const q = `${conversationId}:${ordinal}`;
  const a = `${conversationId}:${ordinal + 1}`;
  await store.apply(
    conversationId,
    [
      put(question({ id: q, conversationId, ordinal, text })),
      put(answer({ id: a, conversationId, ordinal: ordinal + 1, replyTo: q })),
    ],
    5,
  );
  await store.apply(conversationId, [finished({ messageId: a, text: reply })], 5);
}

beforeEach(async () => {
  ({ store, database } = await openStore());
  for (const id of ['a', 'b', 'z'])
    await store.create(conversation(id, { partition: id === 'z' ? 'q' : 'p' }));
  await say('a', 'Why are there tides?', 'Because of the **moon**.');
  await say('b', 'Wo liegt München?', 'An der Isar; see the moon rise over the tide of people.');
  await say('z', 'The tides of another person', 'Moon');
});

describe('searching', () => {
  it('finds words in questions and answers, and shows the place', async () => {
    const search = startSearch(database);
    search.tell('a', 'b');
    expect(line(await search.search('isar'))).toBe(
      'An der [Isar]; see the moon rise over the tide of people.',
    );
    const found = await search.search('munchen');
    expect(found.chats[0]?.places).toEqual([
      {
        messageId: 'b:1',
        ordinal: 1,
        role: 'user',
        createdAt: 5,
        pieces: [
          { text: 'Wo liegt ', isHit: false },
          { text: 'München', isHit: true },
          { text: '?', isHit: false },
        ],
      },
    ]);
  });

  it('finds a chat that has all the words anywhere; a message that has them all comes first', async () => {
    const search = startSearch(database);
    search.tell('a', 'b');
    expect(ids(await search.search('moon tide'))).toEqual(['b', 'a']);
    expect(ids(await search.search('moon tides'))).toEqual(['a']);
    expect(ids(await search.search('"tide of people"'))).toEqual(['b']);
    expect(ids(await search.search('"people tide"'))).toEqual([]);
  });

  it('finds titles, before all else, and words of title and messages together', async () => {
    const search = startSearch(database);
    search.worker.receive({
      type: 'chats',
      chats: [
        { id: 'a', title: 'Ebb and flow', updatedAt: 1 },
        { id: 'b', title: 'Moon', updatedAt: 1 },
      ],
    });
    expect(ids(await search.search('moon'))).toEqual(['b', 'a']);
    const found = await search.search('ebb tides');
    expect(ids(found)).toEqual(['a']);
    expect(found.chats[0]?.title).toEqual([
      { text: 'Ebb', isHit: true },
      { text: ' and flow', isHit: false },
    ]);
  });

  it('finds the title of a page that went along', async () => {
    await store.apply(
      'a',
      [put(question({ id: 'a:9', conversationId: 'a', ordinal: 9, attachments: 1 }))],
      6,
    );
    const search = startSearch(database);
    search.tell('a');
    expect(line(await search.search('a page'))).toBe('Why? [A] [page]');
  });

  it('finds the words that were pasted beside a question, which those of a page are not', async () => {
    const beside = (id: string, source: 'paste' | 'article') => ({
      ...question({ id, conversationId: 'a', ordinal: Number(id.slice(2)) }),
      attachments: [{ ...attachment, source, text: `Minutes of ${source}` }],
    });
    await store.apply('a', [put(beside('a:9', 'paste')), put(beside('a:11', 'article'))], 6);
    const search = startSearch(database);
    search.tell('a');
    expect(line(await search.search('minutes'))).toContain('[Minutes] of paste');
    expect(ids(await search.search('"minutes of article"'))).toEqual([]);
  });

  it('looks for words without their endings where nothing has them as they were typed', async () => {
    await say('a', 'Рецепт борща со свёклой', 'Вот он.', 3);
    const search = startSearch(database);
    search.tell('a', 'b');
    expect(line(await search.search('свекла'))).toBe('Рецепт борща со [свёкл]ой');
  });

  it('finds nothing of chats that it was not told of: law 9', async () => {
    const search = startSearch(database);
    search.tell('a', 'b');
    expect(ids(await search.search('tides'))).toEqual(['a']);
    expect(await database.get('search', ['z', -1])).toBeUndefined();
  });

  it('finds nothing for nothing, and answers the newest query only', async () => {
    const search = startSearch(database);
    search.tell('a');
    await search.search('tides');
    const before = search.told.length;
    search.worker.receive({ type: 'search', query: 7, text: ' ' });
    search.worker.receive({ type: 'search', query: 8, text: 'moo' });
    search.worker.receive({ type: 'search', query: 9, text: 'moon' });
    await search.until((told) => told.type === 'found' && told.query === 9);
    expect(search.told.slice(before).map((told) => (told.type === 'found' ? told.query : told.type))).toEqual(
      [9],
    );
  });

  it('is silent about what it can not read', async () => {
    const search = startSearch(database);
    for (const data of [
      null,
      'x',
      {},
      { type: 'chats' },
      { type: 'chats', chats: [{ id: 1 }] },
      { type: 'erase' },
    ])
      search.worker.receive(data);
    search.tell('a');
    expect(ids(await search.search('moon'))).toEqual(['a']);
  });

  it('says so where the database can not be read', async () => {
    database.close();
    const search = startSearch(database);
    search.tell('a');
    expect(await search.until(() => true)).toEqual({ type: 'failed' });
  });
});

describe('the index', () => {
  const parts = async (id: string): Promise<number[]> =>
    (await database.getAllKeys('search', IDBKeyRange.bound([id, -1], [id, Infinity]))).map(
      ([, part]) => part,
    );

  it('is kept, and read by the next worker', async () => {
    const first = startSearch(database);
    first.tell('a', 'b');
    await first.search('moon');
    expect(await parts('a')).toEqual([-1, 0]);
    // What nobody but the index has any more: so it was read from there.
    await database.put('search', {
      conversationId: 'a',
      part: 0,
      value: { text: 'because of the moon and mars', ids: ['a:2'], starts: [0] },
    });
    const second = startSearch(database);
    second.tell('a', 'b');
    expect(await second.search('mars')).toMatchObject({ total: 1, chats: [] });
  });

  it('is made as one goes', async () => {
    const search = startSearch(database);
    await search.catchUp('b');
    expect(await parts('a')).toEqual([]);
    expect(await parts('b')).toEqual([-1, 0]);
  });

  it('knows what was said since, what was taken back, and what is still being said', async () => {
    const search = startSearch(database);
    search.tell('a');
    await search.search('moon');
    await say('a', 'And Mars?', 'Has two small ones.', 3);
    await store.apply(
      'a',
      [
        { type: 'message-removed', messageId: 'a:1' },
        put(question({ id: 'a:5', conversationId: 'a', ordinal: 5, text: 'Venus' })),
        put(answer({ id: 'a:6', conversationId: 'a', ordinal: 6, replyTo: 'a:5' })),
        { type: 'text-appended', messageId: 'a:6', batch: 0, text: 'None so far' },
      ],
      7,
    );
    search.tell('a');
    expect(line(await search.search('mars'))).toBe('And [Mars]?');
    expect(ids(await search.search('tides'))).toEqual([]);
    expect(ids(await search.search('none'))).toEqual([]);
    await store.apply('a', [finished({ messageId: 'a:6', text: 'None at all' })], 8);
    search.tell('a');
    expect(line(await search.search('none'))).toBe('[None] at all');
  });

  it('is made anew where what is stored of it is damaged', async () => {
    const first = startSearch(database);
    first.tell('a');
    await first.search('moon');
    for (const value of [null, { text: 1 }, { text: 'x', ids: ['1'], starts: [] }]) {
      await database.put('search', { conversationId: 'a', part: 0, value });
      const next = startSearch(database);
      next.tell('a');
      expect(ids(await next.search('moon'))).toEqual(['a']);
    }
  });

  it('goes with its conversation, and does not come back', async () => {
    const search = startSearch(database);
    search.tell('a', 'b');
    await search.search('moon');
    const data = createStoredData(async () => database);
    expect(await data.remove('a', 100, () => false)).toBe(true);
    expect(await parts('a')).toEqual([]);
    expect(ids(await search.search('moon'))).toEqual(['b']);
    await search.catchUp('a');
    expect(await parts('a')).toEqual([]);
    await data.erase();
    expect(await database.count('search')).toBe(0);
    expect(ids(await search.search('moon'))).toEqual([]);
  });

  it('is not written for a conversation that is deleted while it is read', async () => {
    const data = createStoredData(async () => database);
    const search = startSearch(database);
    const deleted = data.remove('a', 100, () => false);
    search.tell('a', 'b');
    const [found] = await Promise.all([search.search('moon'), deleted]);
    expect(ids(found)).not.toContain('a');
    expect(await parts('a')).toEqual([]);
  });

  it('leaves out chats that are on their way out', async () => {
    const record = await database.get('conversations', 'a');
    if (record !== undefined) await database.put('conversations', { ...record, deletedAt: 9 });
    const search = startSearch(database);
    search.tell('a', 'b');
    expect(ids(await search.search('moon'))).toEqual(['b']);
    expect(await parts('a')).toEqual([]);
  });

  it('is one of two pages that search at once', async () => {
    const [one, other] = [startSearch(database), startSearch(database)];
    one.tell('a', 'b');
    other.tell('b', 'a');
    const [first, second] = await Promise.all([one.search('moon'), other.search('moon')]);
    expect(ids(first).toSorted()).toEqual(['a', 'b']);
    expect(ids(second).toSorted()).toEqual(['a', 'b']);
    expect(await parts('a')).toEqual([-1, 0]);
  });

  it('of a long chat is written only where it differs', async () => {
    const long = 'tide '.repeat(2_000);
    for (let n = 0; n < 10; n += 1) await say('b', long, long, 3 + 2 * n);
    const search = startSearch(database);
    await search.catchUp('b');
    const rows = await parts('b');
    expect(rows.length).toBeGreaterThan(5);
    const written = vi.spyOn(IDBObjectStore.prototype, 'put');
    await say('b', 'One more', 'Indeed', 41);
    written.mockClear();
    await startSearch(database).catchUp('b');
    // The state that it is of, and its last row.
    expect(written).toHaveBeenCalledTimes(2);
    written.mockRestore();
    expect(await parts('b')).toEqual(rows);
  });
});
