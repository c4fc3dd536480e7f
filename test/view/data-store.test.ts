import { describe, expect, it } from 'vitest';
import { createDataStore, periodsWith } from '../../lib/view/data-store.ts';
import { dataWords } from '../../lib/view/words/data-words.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';

const view = { keepDays: 30, isLocked: false, conversations: 12 };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function openStore() {
  const port = createFakePagePort();
  port.answer('data/read', { ok: true, value: view });
  const store = createDataStore(port);
  await settle();
  return { port, store };
}

describe('how long conversations are kept', () => {
  it('is what was stored, until another time is chosen and applied', async () => {
    const { port, store } = await openStore();
    expect(store.state()).toMatchObject({ view, days: 30 });
    store.choose(7);
    expect(port.of('data/keep')).toEqual([]);
    port.answer('data/keep', {
      ok: true,
      value: { view: { keepDays: 7, isLocked: false, conversations: 9 }, deleted: 3 },
    });
    await store.apply();
    expect(port.of('data/keep')).toEqual([{ type: 'data/keep', days: 7 }]);
    expect(store.state()).toMatchObject({
      view: { keepDays: 7, isLocked: false, conversations: 9 },
      days: 7,
      keeping: { at: 'done', deleted: 3 },
    });
  });

  it('can not be chosen before it is known what is stored', async () => {
    const port = createFakePagePort();
    port.answer('data/read', new Promise(() => undefined));
    const store = createDataStore(port);
    store.choose(7);
    await store.apply();
    expect(store.state().days).toBeNull();
    expect(port.of('data/keep')).toEqual([]);
  });

  it('is applied once, however often that is pressed', async () => {
    const { port, store } = await openStore();
    port.answer('data/keep', new Promise(() => undefined));
    void store.apply();
    void store.apply();
    expect(port.of('data/keep')).toHaveLength(1);
  });

  it.each([
    ['fails', { ok: false, failure: { code: 'storage-full' } } as const, 'storage-full'],
    ['is answered with nonsense', { ok: true, value: { deleted: 'all' } } as const, 'internal'],
  ])('that %s is a problem, and stays as chosen', async (_how, answer, code) => {
    const { port, store } = await openStore();
    port.answer('data/keep', answer);
    store.choose(null);
    await store.apply();
    expect(store.state()).toMatchObject({ days: null, keeping: { at: 'idle' }, problem: { code } });
    store.dismiss();
    expect(store.state().problem).toBeNull();
  });

  it.each([
    [null, [7, 30, 90, 365, null]],
    [30, [7, 30, 90, 365, null]],
    [14, [7, 14, 30, 90, 365, null]],
    [1000, [7, 30, 90, 365, 1000, null]],
  ])('offers what is stored, %o, among the others', (stored, offered) => {
    expect(periodsWith(stored)).toEqual(offered);
  });
});

describe('deleting everything', () => {
  it('happens only after the question was answered', async () => {
    const { port, store } = await openStore();
    await store.erase();
    store.ask();
    expect(store.state().erasing).toEqual({ at: 'asking' });
    store.cancel();
    await store.erase();
    expect(port.of('data/erase')).toEqual([]);
    expect(store.state().erasing).toEqual({ at: 'idle' });
  });

  it('is asked for once, told with its number, and what is left is read again', async () => {
    const { port, store } = await openStore();
    store.ask();
    await settle();
    port.answer('data/erase', { ok: true, value: { conversations: 12 } });
    port.answer('data/read', { ok: true, value: { keepDays: 30, isLocked: false, conversations: 0 } });
    await Promise.all([store.erase(), store.erase()]);
    expect(port.of('data/erase')).toHaveLength(1);
    expect(store.state()).toMatchObject({
      erasing: { at: 'done', conversations: 12 },
      view: { conversations: 0 },
    });
  });

  it('that fails is a problem, and can be asked for again', async () => {
    const { port, store } = await openStore();
    port.answer('data/erase', { ok: false, failure: { code: 'storage-failed' } });
    store.ask();
    await store.erase();
    expect(store.state()).toMatchObject({ erasing: { at: 'idle' }, problem: { code: 'storage-failed' } });
    store.ask();
    expect(store.state().erasing).toEqual({ at: 'asking' });
  });

  it('asks with the number of now, and leaves what was chosen meanwhile', async () => {
    const { port, store } = await openStore();
    store.choose(90);
    port.answer('data/read', { ok: true, value: { keepDays: 30, isLocked: false, conversations: 13 } });
    store.ask();
    await settle();
    expect(store.state()).toMatchObject({ view: { conversations: 13 }, days: 90 });
  });
});

describe('the words', () => {
  it.each([
    [dataWords.held(null), 'Your conversations are kept on this computer.'],
    [dataWords.held(0), 'No conversations are kept on this computer.'],
    [dataWords.held(1), '1 conversation is kept on this computer.'],
    [dataWords.held(1200), '1,200 conversations are kept on this computer.'],
    [dataWords.period(null), 'Forever'],
    [dataWords.period(1), '1 day'],
    [dataWords.period(90), '90 days'],
    [dataWords.period(365), '1 year'],
    [dataWords.applied(0), 'Applied. There was nothing to delete.'],
    [dataWords.applied(2), 'Applied. 2 conversations deleted.'],
    [dataWords.erased(0), 'Everything was deleted.'],
    [dataWords.erased(1), '1 conversation deleted, with all that belonged to it.'],
    [dataWords.erased(2), '2 conversations deleted, with all that belonged to them.'],
    [dataWords.erased(null), 'Everything was deleted.'],
  ])('say “%s”', (said, wanted) => expect(said).toBe(wanted));

  it('of the question name the number where it is known', () => {
    expect(dataWords.confirm.goes(12)).toMatch(/^12 conversations on this computer, of every tenant/);
    expect(dataWords.confirm.goes(null)).toMatch(/^All conversations on this computer/);
    // Nothing said anywhere, but a draft may be there.
    expect(dataWords.confirm.goes(0)).toMatch(/^All conversations on this computer/);
  });
});
