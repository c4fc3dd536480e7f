import { describe, expect, it, vi } from 'vitest';
import { createPendingAccess } from '../../../lib/background/page-capture/pending-access.ts';
import {
  createWindowConversations,
  type WindowConversations,
} from '../../../lib/background/panels/window-conversations.ts';
import type { TabFacts } from '../../../lib/shared/page-access.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const shown = async (memory: WindowConversations, id: number): Promise<string | null> =>
  (await memory.read(id)).conversationId;

const open = () => {
  const areas = createMemoryAreas();
  return { areas, items: createItems(areas) };
};

describe('the memory of windows', () => {
  it('knows what each window showed last', async () => {
    const memory = createWindowConversations(open().items.windows);
    expect(await shown(memory, 1)).toBeNull();
    await memory.write(1, 'c1');
    await memory.write(2, 'c2');
    await memory.write(1, 'c3');
    expect([await shown(memory, 1), await shown(memory, 2)]).toEqual(['c3', 'c2']);
  });

  it('forgets nothing when all panels open at once', async () => {
    const memory = createWindowConversations(open().items.windows);
    const windows = Array.from({ length: 20 }, (_, id) => id);
    await Promise.all(windows.map((id) => memory.write(id, `c${id}`)));
    expect(await Promise.all(windows.map((id) => shown(memory, id)))).toEqual(windows.map((id) => `c${id}`));
  });

  it('holds 50 windows, and never forgets the one just written', async () => {
    const { items } = open();
    const memory = createWindowConversations(items.windows);
    for (let id = 200; id > 0; id -= 1) {
      await memory.write(id, `c${id}`);
      expect(await shown(memory, id)).toBe(`c${id}`);
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
    expect(await shown(memory, 1)).toBe('c1');
  });

  it('is asked for a conversation once: whatever the window shows next takes its place', async () => {
    const memory = createWindowConversations(open().items.windows);
    await memory.write(1, 'c1');
    await memory.lead(1, 'c2');
    expect(await memory.read(1)).toEqual({ conversationId: 'c2', isAsked: true });
    await memory.write(1, 'c2');
    expect(await memory.read(1)).toEqual({ conversationId: 'c2', isAsked: false });
  });
});

describe('a request for access', () => {
  const tab = { id: 7, url: undefined, title: undefined };
  const inFront = () => Promise.resolve(tab);
  const refused = { ok: false, failure: { code: 'page-access-needed' } } as const;

  it('is taken up once, by the click in its own window', async () => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    await requests.note(1, tab, refused);
    await requests.grant(2, tab);
    expect([await requests.take(2, inFront), await requests.take(1, inFront)]).toEqual([false, false]);
    await requests.grant(1, tab);
    expect([await requests.take(1, inFront), await requests.take(1, inFront)]).toEqual([true, false]);
  });

  it('is no reason to ask for the tab in front, where no access was granted', async () => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    await requests.note(1, tab, refused);
    const asked = vi.fn(inFront);
    expect(await requests.take(1, asked)).toBe(false);
    expect(asked).not.toHaveBeenCalled();
  });

  it('outlives the worker that noted it, and the one that the click has woken', async () => {
    const { items } = open();
    await createPendingAccess(items.accessRequests, () => 0).note(1, tab, refused);
    await createPendingAccess(items.accessRequests, () => 0).grant(1, tab);
    expect(await createPendingAccess(items.accessRequests, () => 0).take(1, inFront)).toBe(true);
  });

  it('in one window loses none of another, all at once', async () => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    const windows = [1, 2, 3, 4, 5];
    await Promise.all(windows.map((id) => requests.note(id, tab, refused)));
    await Promise.all(windows.map((id) => requests.grant(id, tab)));
    expect(await Promise.all(windows.map((id) => requests.take(id, inFront)))).toEqual(
      windows.map(() => true),
    );
  });

  it.each([
    ['a page that was read', { ok: true, value: {} } as const],
    ['a page that nobody may read', { ok: false, failure: { code: 'page-unreadable' } } as const],
  ])('is over with %s', async (_name, outcome) => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    await requests.note(1, tab, refused);
    await requests.note(1, tab, outcome);
    await requests.grant(1, tab);
    expect(await requests.take(1, inFront)).toBe(false);
  });

  it('of a panel in no known window is not taken up in another', async () => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    await requests.note(null, tab, refused);
    await requests.grant(1, tab);
    expect(await requests.take(1, inFront)).toBe(false);
  });
});

describe('a request for access is about one page', () => {
  const refused = { ok: false, failure: { code: 'page-access-needed' } } as const;
  const story = { id: 7, url: 'https://a.test/story', title: 'A story' };
  const hidden = { id: 7, url: undefined, title: undefined };
  const minute = 60_000;

  it.each<[string, TabFacts, TabFacts | null, TabFacts | null, number, boolean]>([
    ['is answered by the click on it', hidden, story, story, 0, true],
    ['just within two minutes', hidden, story, story, 2 * minute - 1, true],
    ['ends after two minutes', hidden, story, story, 2 * minute, false],
    ['ends where the clock was set back by more', hidden, story, story, -2 * minute, false],
    ['ends with its tab: another is in front at the click', hidden, { ...story, id: 8 }, story, 0, false],
    ['ends with its tab: none is', hidden, null, story, 0, false],
    ['ends with its tab: another is in front when it is taken', hidden, story, { ...story, id: 8 }, 0, false],
    [
      'ends with its address, where that was known',
      story,
      { ...story, url: 'https://b.test/' },
      story,
      0,
      false,
    ],
    [
      'ends with its address, once the click has made it known',
      hidden,
      story,
      { ...story, url: 'https://b.test/' },
      0,
      false,
    ],
    ['is not ended by an address that is kept from us', story, hidden, hidden, 0, true],
  ])('%s', async (_, noted, clicked, taken, later, expected) => {
    let now = 1_000_000_000;
    const requests = createPendingAccess(open().items.accessRequests, () => now);
    await requests.note(1, noted, refused);
    now += later;
    await requests.grant(1, clicked);
    expect(await requests.take(1, () => Promise.resolve(taken))).toBe(expected);
    expect(await requests.take(1, () => Promise.resolve(taken))).toBe(false);
  });

  it('ends where its tab is closed or goes elsewhere, in whatever window, and no other does', async () => {
    const requests = createPendingAccess(open().items.accessRequests, () => 0);
    const other = { ...hidden, id: 8 };
    await requests.note(1, hidden, refused);
    await requests.note(2, other, refused);
    await requests.end(7);
    await requests.grant(1, hidden);
    await requests.grant(2, other);
    expect([
      await requests.take(1, () => Promise.resolve(hidden)),
      await requests.take(2, () => Promise.resolve(other)),
    ]).toEqual([false, true]);
  });
});
