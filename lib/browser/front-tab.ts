import type { TabNews, WatchFrontTab } from '../shared/page-access.ts';
import { browser } from './browser.ts';

/** Of the window that this page is in. Titles and addresses come along only where the browser lets us know them. */
export const watchFrontTab: WatchFrontTab = (told) => {
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
