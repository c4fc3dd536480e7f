import { describe, expect, it } from 'vitest';
import { watchFrontTab } from '../../lib/browser/front-tab.ts';
import type { TabFacts } from '../../lib/shared/page-access.ts';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';

type Api = Parameters<typeof watchFrontTab>[0];
interface Tab {
  readonly id: number;
  readonly url?: string;
  readonly title?: string;
}

function createEvent<Args extends unknown[]>() {
  const listeners = new Set<(...args: Args) => void>();
  return {
    listeners,
    addListener: (listener: (...args: Args) => void) => void listeners.add(listener),
    removeListener: (listener: (...args: Args) => void) => void listeners.delete(listener),
    fire: (...args: Args) => listeners.forEach((listener) => listener(...args)),
  };
}

/** One window, number 3, and what the browser says of the tab in front of it. */
function opened(first: Tab | undefined) {
  let front = first;
  const asked: unknown[] = [];
  let answer: () => Promise<void> = async () => undefined;
  const onActivated = createEvent<[]>();
  const onUpdated = createEvent<[number, object, { active: boolean }]>();
  const access = createFakeSiteAccess();
  const told: (TabFacts | null)[] = [];
  const api = {
    windows: { getCurrent: async () => ({ id: 3 }) },
    tabs: {
      onActivated,
      onUpdated,
      async query(what: unknown) {
        asked.push(what);
        const tab = front;
        await answer();
        return tab === undefined ? [] : [tab];
      },
    },
  } as unknown as Api;
  const stop = watchFrontTab(api, access, (tab) => told.push(tab));
  return {
    ...{ told, asked, access, onActivated, onUpdated, stop },
    show: (tab: Tab | undefined) => (front = tab),
    answerBy: (next: () => Promise<void>) => (answer = next),
  };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
const story = { id: 7, url: 'https://a.example/', title: 'A' };

describe('the tab in front', () => {
  it('is told at once, of the panel’s own window', async () => {
    const { told, asked } = opened(story);
    await settled();
    expect(told).toEqual([story]);
    expect(asked).toEqual([{ active: true, windowId: 3 }]);
  });

  it('is told as it changes, goes elsewhere, and may be known', async () => {
    const { told, show, onActivated, onUpdated, access } = opened(story);
    await settled();
    show({ id: 8 });
    onActivated.fire();
    await settled();
    show({ id: 8, url: 'https://b.example/', title: 'B' });
    access.change(['https://b.example/*']);
    await settled();
    show({ id: 8, url: 'https://b.example/2', title: 'B2' });
    onUpdated.fire(8, { status: 'loading' }, { active: true });
    await settled();
    expect(told.slice(1)).toEqual([
      { id: 8, url: undefined, title: undefined },
      { id: 8, url: 'https://b.example/', title: 'B' },
      { id: 8, url: 'https://b.example/2', title: 'B2' },
    ]);
  });

  it('is not asked for where a tab behind it changes', async () => {
    const { asked, onUpdated } = opened(story);
    await settled();
    onUpdated.fire(9, { status: 'complete' }, { active: false });
    await settled();
    expect(asked).toHaveLength(1);
  });

  it('is never told late: of two looks the latest counts (law 8)', async () => {
    const late: (() => void)[] = [];
    const { told, show, onActivated, answerBy } = opened(story);
    await settled();
    answerBy(() => new Promise((done) => late.push(done)));
    show({ id: 8 });
    onActivated.fire();
    await settled();
    show({ id: 9 });
    onActivated.fire();
    await settled();
    late[1]?.();
    await settled();
    late[0]?.();
    await settled();
    expect(told.slice(1).map((tab) => tab?.id)).toEqual([9]);
  });

  it('is nothing where there is none, or the window is closing', async () => {
    const { told, onActivated, answerBy } = opened(undefined);
    await settled();
    answerBy(() => Promise.reject(new Error('No window with id: 3.')));
    onActivated.fire();
    await settled();
    expect(told).toEqual([null, null]);
  });

  it('is told to nobody once it is ended, and nothing listens any more', async () => {
    const { told, onActivated, onUpdated, access, stop } = opened(story);
    stop();
    await settled();
    access.change(['https://b.example/*']);
    await settled();
    expect(told).toEqual([]);
    expect([onActivated.listeners.size, onUpdated.listeners.size]).toEqual([0, 0]);
  });
});
