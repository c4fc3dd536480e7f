import { linkWishKey } from '../shared/link-wish.ts';
import type { PageAccess } from '../shared/page-access.ts';
import { browser } from './browser.ts';

/** The same access, whose reader is told first that addresses of links are wanted, where they are. */
export function linkedAccess(access: PageAccess): PageAccess {
  return {
    ...access,
    async runReader(tabId, reader) {
      if (reader === 'linked')
        await browser.scripting.executeScript({
          target: { tabId },
          // Runs in the reader's world, where it knows nothing of what stands around it here.
          func: (key: string): void => void Reflect.set(globalThis, key, true),
          args: [linkWishKey],
        });
      return access.runReader(tabId, reader);
    },
  };
}
