import type { WatchFrontTab } from './page-access.ts';
import type { SiteAccess } from './site-access.ts';

/** What a panel can know of the page beside it without asking the background. Nothing of it reads a page. */
export interface BesidePage {
  readonly access: SiteAccess;
  readonly watchFrontTab: WatchFrontTab;
}
