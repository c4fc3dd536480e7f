import type { BesidePage } from '../shared/beside-page.ts';
import type { ExtensionApi } from './browser.ts';
import { watchFrontTab } from './front-tab.ts';
import { createSiteAccess } from './site-access.ts';

/**
 * Imported by the panel when a page is attached, or offered. It is given the extension API: to share that module with the panel would
 * cost the panel's first load a chunk.
 */
export function createBesidePage(api: ExtensionApi): BesidePage {
  const access = createSiteAccess(api);
  return { access, watchFrontTab: (told) => watchFrontTab(api, access, told) };
}
