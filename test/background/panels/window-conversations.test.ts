import { describe, expect, it } from 'vitest';
import { createPendingAccess } from '../../../lib/background/page-capture/pending-access.ts';
import { createWindowConversations } from '../../../lib/background/panels/window-conversations.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const open = () => {
  const areas = createMemoryAreas();
  return { areas, items: createItems(areas) };
};

describe('the memory of windows', () => {
  it('knows what each window showed last', async () => {
    const memory = createWindowConversations(open().items.windows);
    expect(await memory.read(1)).toBeNull();
    await memory.write(1, 'c1');
    await memory.write(2, 'c2');
    await memory.write(1, 'c3');
    expect([await memory.read(1), await memory.read(2)]).toEqual(['c3', 'c2']);
  });

  it('forgets nothing when all panels open at once', async () => {
    const memory = createWindowConversations(open().items.windows);
    const windows = Array.from({ length: 20 }, (_, id) => id);
    await Promise.all(windows.map((id) => memory.write(id, `c${id}`)));
    expect(await Promise.all(windows.map((id) => memory.read(id)))).toEqual(windows.map((id) => `c${id}`));
  });

  it('holds 50 windows, and never forgets the one just written', async () => {
    const { items } = open();
    const memory = createWindowConversations(items.windows);
    for (let id = 200; id > 0; id -= 1) {
      await memory.write(id, `c${id}`);
      expect(await memory.read(id)).toBe(`c${id}`);
    }
    expect(Object.keys(await items.windows.read())).toHaveLength(50);
  });

  it('goes on after a write that failed', async () => {
    const { areas, items } = open();
    const memory = createWindowConversations(items.windows);
    const { set } = areas.session;
    areas.session.set = () => Promise.reject(new Error('quota'));
    await expect(memory.write(1, 'c1')).rejects.toThrow('quota');
    areas.session.set = set;
    await memory.write(1, 'c1');
    expect(await memory.read(1)).toBe('c1');
  });
});

describe('a request for access', () => {
  const refused = { ok: false, failure: { code: 'page-access-needed' } } as const;

  it('is taken up once, by the click in its own window', async () => {
    const requests = createPendingAccess(open().items.accessRequests);
    await requests.note(1, refused);
    await requests.grant(2);
    expect([await requests.take(2), await requests.take(1)]).toEqual([false, false]);
    await requests.grant(1);
    expect([await requests.take(1), await requests.take(1)]).toEqual([true, false]);
  });

  it('outlives the worker that noted it, and the one that the click has woken', async () => {
    const { items } = open();
    await createPendingAccess(items.accessRequests).note(1, refused);
    await createPendingAccess(items.accessRequests).grant(1);
    expect(await createPendingAccess(items.accessRequests).take(1)).toBe(true);
  });

  it('in one window loses none of another, all at once', async () => {
    const requests = createPendingAccess(open().items.accessRequests);
    const windows = [1, 2, 3, 4, 5];
    await Promise.all(windows.map((id) => requests.note(id, refused)));
    await Promise.all(windows.map((id) => requests.grant(id)));
    expect(await Promise.all(windows.map((id) => requests.take(id)))).toEqual(windows.map(() => true));
  });

  it.each([
    ['a page that was read', { ok: true, value: {} } as const],
    ['a page that nobody may read', { ok: false, failure: { code: 'page-unreadable' } } as const],
  ])('is over with %s', async (_name, outcome) => {
    const requests = createPendingAccess(open().items.accessRequests);
    await requests.note(1, refused);
    await requests.note(1, outcome);
    await requests.grant(1);
    expect(await requests.take(1)).toBe(false);
  });

  it('of a panel in no known window is not taken up in another', async () => {
    const requests = createPendingAccess(open().items.accessRequests);
    await requests.note(null, refused);
    await requests.grant(1);
    expect(await requests.take(1)).toBe(false);
  });
});
