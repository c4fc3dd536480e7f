import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDatabaseArea } from '../../lib/storage/database-area.ts';

let databases = 0;
const newName = (): string => `area-${(databases += 1)}`;
const open = () => createDatabaseArea(newName());

afterEach(() => void vi.restoreAllMocks());

describe('an area in a database', () => {
  it('has nothing under a key before it is set, nor after it was removed', async () => {
    const area = open();
    expect(await area.get('k')).toEqual({});
    await area.set({ k: 1 });
    expect(await area.get('k')).toEqual({ k: 1 });
    await area.remove('k');
    expect(await area.get('k')).toEqual({});
    await area.remove('k');
  });

  it('keeps keys apart, and sets several at once', async () => {
    const area = open();
    await area.set({ one: 1, two: { deep: [2] } });
    await area.set({ two: 'two' });
    expect([await area.get('one'), await area.get('two')]).toEqual([{ one: 1 }, { two: 'two' }]);
    expect(await area.get('three')).toEqual({});
  });

  it.each([null, false, 0, '', [], { nested: { list: [1, { a: null }] } }])(
    'gives %j back',
    async (value) => {
      const area = open();
      await area.set({ k: value });
      expect(await area.get('k')).toEqual({ k: value });
    },
  );

  it('holds copies: nothing that is done to a value before or after changes what is stored', async () => {
    const area = open();
    const given = { list: [1] };
    await area.set({ k: given });
    given.list.push(2);
    const taken = (await area.get('k'))['k'] as typeof given;
    expect(taken).toEqual({ list: [1] });
    taken.list.push(3);
    expect(await area.get('k')).toEqual({ k: { list: [1] } });
  });

  it('is another one under another name, and the same to the next worker', async () => {
    const name = newName();
    await createDatabaseArea(name).set({ k: 'here' });
    expect(await createDatabaseArea(`${name}-other`).get('k')).toEqual({});
    expect(await createDatabaseArea(name).get('k')).toEqual({ k: 'here' });
  });

  it('takes all that is set at once in the order in which it was asked for', async () => {
    const area = open();
    await Promise.all(Array.from({ length: 50 }, (_, n) => area.set({ k: n })));
    expect(await area.get('k')).toEqual({ k: 49 });
  });
});

describe('a database that can’t be used', () => {
  it('is told to everybody who waits, and opened anew for the next', async () => {
    const name = newName();
    const newer = await openDB(name, 99);
    newer.close();
    const opening = vi.spyOn(IDBFactory.prototype, 'open');
    const area = createDatabaseArea(name);
    const outcomes = await Promise.allSettled([area.get('k'), area.set({ k: 1 }), area.remove('k')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(opening).toHaveBeenCalledTimes(1);
    await deleteDB(name);
    await area.set({ k: 2 });
    expect(await area.get('k')).toEqual({ k: 2 });
    expect(opening).toHaveBeenCalledTimes(2);
  });

  it('is told where the browser throws at once, and opened anew for the next', async () => {
    const area = open();
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('No storage here.', 'SecurityError');
    });
    await expect(area.get('k')).rejects.toMatchObject({ name: 'SecurityError' });
    expect(await area.get('k')).toEqual({});
  });

  it('is opened once, and anew after the browser closed it', async () => {
    const name = newName();
    const area = createDatabaseArea(name);
    const opened: IDBDatabase[] = [];
    const { open: openNow } = IDBFactory.prototype;
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...args) {
      const request = openNow.apply(this, args);
      request.addEventListener('success', () => void opened.push(request.result));
      return request;
    });
    await Promise.all([area.set({ k: 1 }), area.get('k')]);
    await area.get('k');
    expect(opened).toHaveLength(1);
    forceCloseDatabase(opened[0] as never);
    await vi.waitFor(async () => expect(await area.get('k')).toEqual({ k: 1 }));
    expect(opened).toHaveLength(2);
  });

  it('a value that can’t be stored is refused, and leaves what was there', async () => {
    const area = open();
    await area.set({ k: 1 });
    await expect(area.set({ k: () => undefined })).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await area.get('k')).toEqual({ k: 1 });
    await area.set({ k: 2 });
    expect(await area.get('k')).toEqual({ k: 2 });
  });

  it.each([
    ['is taken away, as by the browser’s own *clear data*', (name: string) => deleteDB(name), {}],
    [
      'is wanted by a newer version of ours',
      async (name: string) => {
        (await openDB(name, 99)).close();
        await deleteDB(name);
      },
      {},
    ],
  ])('that %s holds nobody up, and is there again', async (_name, take, left) => {
    const name = newName();
    const area = createDatabaseArea(name);
    await area.set({ k: 1 });
    await take(name);
    expect(await area.get('k')).toEqual(left);
    await area.set({ k: 2 });
    expect(await area.get('k')).toEqual({ k: 2 });
  });
});
