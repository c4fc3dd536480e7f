import type { PageAccess, WatchTab } from '../shared/page-access.ts';
import { browser } from './browser.ts';

/** The reader's file in the package (entrypoints/page-reader.ts). */
const readerFile = '/page-reader.js';

export function createPageAccess(): PageAccess {
  return {
    async activeTab(windowId) {
      const [tab] = await browser.tabs.query({
        active: true,
        ...(windowId === null ? { lastFocusedWindow: true } : { windowId }),
      });
      return tab?.id === undefined ? null : { id: tab.id, url: tab.url, title: tab.title };
    },
    async tab(tabId) {
      // Rejects for a tab that is no more.
      const tab = await browser.tabs.get(tabId).catch(() => null);
      return tab === null ? null : { id: tabId, url: tab.url, title: tab.title };
    },
    async runReader(tabId) {
      const [injected] = await browser.scripting.executeScript({ target: { tabId }, files: [readerFile] });
      return injected?.result;
    },
  };
}

/** Listens only while it is asked to: a listener that is always there would wake the worker for every page of the browser. */
export const watchTab: WatchTab = (tabId, left) => {
  const removed = (id: number): void => void (id === tabId && left());
  const updated = (id: number, { status, url }: { status?: string; url?: string }): void =>
    void (id === tabId && (status === 'loading' || url !== undefined) && left());
  browser.tabs.onRemoved.addListener(removed);
  browser.tabs.onUpdated.addListener(updated);
  return () => {
    browser.tabs.onRemoved.removeListener(removed);
    browser.tabs.onUpdated.removeListener(updated);
  };
};
