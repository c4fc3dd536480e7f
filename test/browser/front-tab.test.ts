import { describe, expect, it } from 'vitest';
import { watchFrontTab } from '../../lib/browser/front-tab.ts';
import type { TabNews } from '../../lib/shared/page-access.ts';
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

/** A panel's window, and what the browser says of the tab in front of it. */
function opened(first: Tab | undefined) {
  let front = first;
  const asked: unknown[] = [];
  let answer: () => Promise<void> = async () => undefined;
  const onActivated = createEvent<[]>();
  const onUpdated = createEvent<[number, object]>();
  const access = createFakeSiteAccess();
  const told: TabNews[] = [];
  const api = {
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
  const stop = watchFrontTab(api, access, (news) => told.push(news));
  return {
    ...{ told, asked, access, onActivated, onUpdated, stop },
    show: (tab: Tab | undefined) => (front = tab),
    answerBy: (next: () => Promise<void>) => (answer = next),
  };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
const shown = ({ id, url, title }: Tab): TabNews => ({ type: 'front', tab: { id, url, title } });
const story = { id: 7, url: 'https://a.example/', title: 'A' };

describe('the tab in front', () => {
  it('is told at once, of the panel’s own window', async () => {
    const { told, asked } = opened(story);
    await settled();
    expect(told).toEqual([shown(story)]);
    expect(asked).toEqual([{ active: true, currentWindow: true }]);
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
    onUpdated.fire(8, { title: 'B2' });
    await settled();
    expect(told.slice(1)).toEqual([
      shown({ id: 8 }),
      shown({ id: 8, url: 'https://b.example/', title: 'B' }),
      shown({ id: 8, url: 'https://b.example/2', title: 'B2' }),
    ]);
  });

  it('and others are told of as they load anew, at the address that they had', async () => {
    const { told, onUpdated } = opened(story);
    await settled();
    onUpdated.fire(9, { status: 'loading' });
    onUpdated.fire(9, { status: 'loading', url: 'https://c.example/' });
    onUpdated.fire(9, { audible: true });
    await settled();
    expect(told.filter(({ type }) => type === 'loaded-anew')).toEqual([{ type: 'loaded-anew', tabId: 9 }]);
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
    expect(told.slice(1)).toEqual([shown({ id: 9 })]);
  });

  it('is not told of where there is none, or the window is closing', async () => {
    const { told, onActivated, answerBy } = opened(undefined);
    await settled();
    answerBy(() => Promise.reject(new Error('No window with id: 3.')));
    onActivated.fire();
    await settled();
    expect(told).toEqual([]);
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
