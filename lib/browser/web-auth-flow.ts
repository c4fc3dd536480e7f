import type { WebAuthFlow } from '../shared/web-auth-flow.ts';
import { browser } from './browser.ts';

/**
 * Chromium's "The user did not approve access." and Firefox's "User cancelled or denied access." Everything else means
 * that there was no page to approve anything on: "Authorization page could not be loaded." (Chromium, also for a page
 * with an HTTP error), "Invalid request" (Firefox), no window, an incognito profile.
 */
const userClosedIt = /did not approve|cancel/i;

/**
 * Chromium's "Only one web auth flow is allowed at a time." The other one may be an earlier worker's: it outlives the
 * worker that opened it, and nobody waits for it any more.
 */
const anotherIsOpen = /only one web auth flow/i;

export function createWebAuthFlow(): WebAuthFlow {
  return {
    redirectUrl: () => browser.identity.getRedirectURL('sso'),
    async launch(url) {
      try {
        // The worker lives as long as the window is open: sso-window.ts sees to that where the browser does not.
        const redirectedTo: unknown = await browser.identity.launchWebAuthFlow({ url, interactive: true });
        return typeof redirectedTo === 'string' ? { redirectedTo } : 'closed';
      } catch (error) {
        const message = error instanceof Error ? error.message : '';
        if (anotherIsOpen.test(message)) return 'busy';
        return userClosedIt.test(message) ? 'closed' : 'failed';
      }
    },
  };
}
