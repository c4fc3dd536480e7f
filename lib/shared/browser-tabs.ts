import type { WatchFrontTab } from './page-access.ts';
import type { PermissionAnswer } from './permission-answer.ts';
import type { SiteAccess } from './site-access.ts';

/** A tab that may be attached, with what is shown of it. */
export interface OpenTab {
  readonly id: number;
  readonly title: string;
  readonly url: string;
  /** In front, beside the panel. */
  readonly isFront: boolean;
}

/** What a panel may know of the browser's tabs. */
export interface BrowserTabs {
  /** The one used last first. `hidden`: how many more there are, whose titles the browser keeps from us. Never rejects. */
  list(): Promise<{ readonly tabs: readonly OpenTab[]; readonly hidden: number }>;
  /** Has the browser ask whether we may know all titles. In the turn of the user's gesture. */
  askTitles(): Promise<PermissionAnswer>;
  readonly watchFront: WatchFrontTab;
  readonly sites: SiteAccess;
}
