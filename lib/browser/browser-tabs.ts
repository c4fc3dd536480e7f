import type { BrowserTabs } from '../shared/browser-tabs.ts';
import type { TabNews, WatchFrontTab } from '../shared/page-access.ts';
import { browser } from './browser.ts';

const titles = { permissions: ['tabs' as const] };

/** Of the window that this page is in. Titles and addresses come along only where the browser lets us know them. */
const watchFront: WatchFrontTab = (told) => {
  let isOver = false;
  const tell = (news: TabNews): void => void (isOver || told(news));

  async function look(): Promise<void> {
    try {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      if (tab?.id !== undefined) tell({ type: 'front', tab: { id: tab.id, url: tab.url, title: tab.title } });
    } catch {
      // A window that is closing has no tabs any more; nothing is said of it.
    }
  }

  const activated = (): void => void look();
  const updated = (id: number, { status, url }: { status?: string; url?: string }): void => {
    if (status === 'loading' && url === undefined) tell({ type: 'loaded-anew', tabId: id });
    if (status !== undefined || url !== undefined) void look();
  };
  browser.tabs.onActivated.addListener(activated);
  browser.tabs.onUpdated.addListener(updated);
  void look();
  return () => {
    isOver = true;
    browser.tabs.onActivated.removeListener(activated);
    browser.tabs.onUpdated.removeListener(updated);
  };
};

/** Of all windows: a page to compare with is often put beside the one that one reads. */
export const browserTabs: BrowserTabs = {
  watchFront,
  async list() {
    try {
      const [found, [front]] = await Promise.all([
        browser.tabs.query({ windowType: 'normal' }),
        browser.tabs.query({ active: true, currentWindow: true }),
      ]);
      const latest = found.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
      const tabs = latest.flatMap(({ id, title = '', url }) =>
        id !== undefined && url !== undefined && /^(?:https?|file):/.test(url)
          ? [{ id, title, url, isFront: id === front?.id }]
          : [],
      );
      return { tabs, hidden: found.filter(({ url }) => url === undefined).length };
    } catch {
      // A window that is closing has no tabs any more.
      return { tabs: [], hidden: 0 };
    }
  },
  // A browser that won't even ask has allowed nothing.
  askTitles: () => browser.permissions.request(titles).catch(() => false),
};
