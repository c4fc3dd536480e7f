import type { PageAccess } from '../shared/page-access.ts';
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
    async runReader(tabId) {
      const [injected] = await browser.scripting.executeScript({ target: { tabId }, files: [readerFile] });
      return injected?.result;
    },
  };
}
