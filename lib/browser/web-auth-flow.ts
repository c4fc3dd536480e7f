import type { WebAuthFlow } from '../auth/web-auth-flow.ts';
import { browser } from './browser.ts';

/**
 * Chromium's "The user did not approve access." and Firefox's "User cancelled or denied access." Everything else means
 * that there was no page to approve anything on: "Authorization page could not be loaded." (Chromium, also for a page
 * with an HTTP error), "Invalid request" (Firefox), no window, an incognito profile.
 */
const userClosedIt = /did not approve|cancel/i;

export function createWebAuthFlow(): WebAuthFlow {
  return {
    redirectUrl: () => browser.identity.getRedirectURL('sso'),
    async launch(url) {
      try {
        // The worker lives as long as the window is open: Chromium sees to that.
        const redirectedTo: unknown = await browser.identity.launchWebAuthFlow({ url, interactive: true });
        return typeof redirectedTo === 'string' ? { redirectedTo } : 'closed';
      } catch (error) {
        return error instanceof Error && userClosedIt.test(error.message) ? 'closed' : 'failed';
      }
    },
  };
}
