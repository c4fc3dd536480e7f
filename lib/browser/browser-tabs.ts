import type { BrowserTabs } from '../shared/browser-tabs.ts';
import type { ExtensionApi } from './browser.ts';
import { watchFrontTab } from './front-tab.ts';
import { askPermission } from './permission-request.ts';
import { createSiteAccess } from './site-access.ts';

const titles = { permissions: ['tabs' as const] };

/**
 * Of all windows: a page to compare with is often put beside the one that one reads. It is given the extension API: to share that
 * module would cost the panel's first load a chunk.
 */
export function createBrowserTabs(api: ExtensionApi): BrowserTabs {
  const { tabs } = api;
  const sites = createSiteAccess(api);
  return {
    sites,
    watchFront: (told) => watchFrontTab(api, sites, told),
    async list() {
      try {
        const [found, [front]] = await Promise.all([
          tabs.query({ windowType: 'normal' }),
          tabs.query({ active: true, currentWindow: true }),
        ]);
        const latest = found.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
        const shown = latest.flatMap(({ id, title = '', url }) =>
          id !== undefined && url !== undefined && /^(?:https?|file):/.test(url)
            ? [{ id, title, url, isFront: id === front?.id }]
            : [],
        );
        return { tabs: shown, hidden: found.filter(({ url }) => url === undefined).length };
      } catch {
        // A window that is closing has no tabs any more.
        return { tabs: [], hidden: 0 };
      }
    },
    askTitles: () => askPermission(api, titles),
  };
}
