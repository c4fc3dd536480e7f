import type { TabFacts } from './page-access.ts';
import type { SiteAccess } from './site-access.ts';

/** What a panel can know of the page beside it without asking the background. Nothing of it reads a page. */
export interface BesidePage {
  readonly access: SiteAccess;
  /**
   * Tells of the tab in front of the panel's window, now and each time that it is another one, has gone elsewhere or may be known
   * of: its address and title only where the browser gives them. null: there is none. Until it is ended by what it returns.
   */
  watchFrontTab(told: (tab: TabFacts | null) => void): () => void;
}
