import { isObject } from '../shared/is-object.ts';
import type { ViewedAccess } from '../shared/page-access.ts';
import { browser } from './browser.ts';
import { hasHostAccess } from './host-access.ts';

/** Firefox's name of what its tabs share that are in no container and no private window. */
const shared = 'firefox-default';

/** Firefox, whose event page can start workers. */
export const viewedAccess: ViewedAccess = {
  async tab(tabId) {
    // Rejects for a tab that is no more.
    const tab = await browser.tabs.get(tabId).catch(() => null);
    return tab && { url: tab.url, isApart: tab.incognito || (tab.cookieStoreId ?? shared) !== shared };
  },
  hasAccess: hasHostAccess,
  read(page, signal) {
    return new Promise((resolve) => {
      // Apart from the background, which goes on meanwhile, with none of the extension's powers but to ask for that file.
      const worker = new Worker('/pdf-reader.js');
      const end = (read: unknown): void => {
        worker.terminate();
        resolve(read);
      };
      signal.addEventListener('abort', () => end('late'));
      worker.addEventListener('error', () => end(null));
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        // pdf.js greets from there as well.
        if (isObject(data) && 'captured' in data) end(data['captured']);
      });
      // A worker has no origin that could be named.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage(page);
    });
  },
};
