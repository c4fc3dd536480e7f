import type { PageAccess, TabFacts, WatchTab } from '../shared/page-access.ts';
import { browser, type Tabs } from './browser.ts';

/** Files in the package: entrypoints/page-reader.ts, entrypoints/pdf-reader.ts. */
const readers = { page: '/page-reader.js', linked: '/page-reader.js', pdf: '/pdf-reader.js' } as const;

/** Firefox asks nobody about local files: there, access to the page is all that is needed. */
const mayReadFiles = async (): Promise<boolean> =>
  import.meta.env.FIREFOX || browser.extension.isAllowedFileSchemeAccess();

async function factsOf({ url, title, status, discarded }: Tabs.Tab, id: number): Promise<TabFacts> {
  const mayBeFile = url === undefined && !(await mayReadFiles());
  return { id, url, title, isLoading: status === 'loading', isAsleep: discarded === true, mayBeFile };
}

export function createPageAccess(): PageAccess {
  return {
    async activeTab(windowId) {
      const [tab] = await browser.tabs.query({
        active: true,
        ...(windowId === null ? { lastFocusedWindow: true } : { windowId }),
      });
      return tab?.id === undefined ? null : factsOf(tab, tab.id);
    },
    async tab(tabId) {
      // Rejects for a tab that is no more.
      const tab = await browser.tabs.get(tabId).catch(() => null);
      return tab === null ? null : factsOf(tab, tabId);
    },
    async runReader(tabId, reader = 'page') {
      const [injected] = await browser.scripting.executeScript({
        target: { tabId },
        files: [readers[reader]],
      });
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
