import type { SiteAccess } from '../shared/site-access.ts';
import { browser } from './browser.ts';
import { requestHostAccess } from './host-access.ts';

export const siteAccess: SiteAccess = {
  async allowed() {
    try {
      return (await browser.permissions.getAll()).origins ?? [];
    } catch {
      // A page whose extension was removed under it: nothing may be read by it any more.
      return [];
    }
  },
  request: requestHostAccess,
  // A browser that refuses to take it back has left it there.
  withdraw: (pattern) => browser.permissions.remove({ origins: [pattern] }).catch(() => false),
  onChanged(listener) {
    const { onAdded, onRemoved } = browser.permissions;
    const changed = (): void => listener();
    onAdded.addListener(changed);
    onRemoved.addListener(changed);
    return () => {
      onAdded.removeListener(changed);
      onRemoved.removeListener(changed);
    };
  },
};
