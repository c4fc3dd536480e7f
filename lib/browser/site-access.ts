import type { SiteAccess } from '../shared/site-access.ts';
import type { ExtensionApi } from './browser.ts';
import { hostPattern } from './host-pattern.ts';

export function createSiteAccess({ permissions }: Pick<ExtensionApi, 'permissions'>): SiteAccess {
  const asked = (origin: string): { origins: string[] } => ({ origins: [hostPattern(origin)] });
  return {
    async allowed() {
      try {
        return (await permissions.getAll()).origins ?? [];
      } catch {
        // A page whose extension was removed under it: nothing may be read by it any more.
        return [];
      }
    },
    // What a browser can't be asked about nobody can have allowed.
    has: (origin) => permissions.contains(asked(origin)).catch(() => false),
    // A browser that won't even ask has allowed nothing.
    request: (origin) => permissions.request(asked(origin)).catch(() => false),
    // One that refuses to take it back has left it there.
    withdraw: (pattern) => permissions.remove({ origins: [pattern] }).catch(() => false),
    onChanged(listener) {
      const { onAdded, onRemoved } = permissions;
      const changed = (): void => listener();
      onAdded.addListener(changed);
      onRemoved.addListener(changed);
      return () => {
        onAdded.removeListener(changed);
        onRemoved.removeListener(changed);
      };
    },
  };
}
