/** A tab as far as we may know it: without access to it, the browser keeps its URL and title from us. */
export interface TabFacts {
  readonly id: number;
  readonly url: string | undefined;
  readonly title: string | undefined;
  /** The browser is still at it. */
  readonly isLoading?: boolean;
  /** The browser has put it away, and loads it anew when somebody looks at it. */
  readonly isAsleep?: boolean;
  /** The button that gives access was pressed on it, and has given none. */
  readonly isStillClosed?: boolean;
  /** Its URL is kept from us, and so is that of every file on this computer, until the user allows them for this extension. */
  readonly mayBeFile?: boolean;
}

/** linked: a page, with the addresses of its links. */
export type PageReader = 'page' | 'linked' | 'pdf';

export interface PageAccess {
  /** The tab that the user sees in that window; null where there is none. */
  activeTab(windowId: number | null): Promise<TabFacts | null>;
  /** null: it was closed. */
  tab(tabId: number): Promise<TabFacts | null>;
  /**
   * Injects the reader once and resolves with what it returned. Rejects with the browser's words where that is not allowed.
   * @param reader of which kind of page. Default: of documents
   */
  runReader(tabId: number, reader?: PageReader): Promise<unknown>;
}

/** What a viewer of the browser's shows. */
export interface ViewedPage {
  readonly address: string;
  readonly title: string;
}

/** For what a browser shows in a viewer of its own that lets no script in. */
export interface ViewedAccess {
  /** isApart: in a private window or a container, where a site knows the person by other cookies than it does us. null: it was closed */
  tab(tabId: number): Promise<{ readonly url: string | undefined; readonly isApart: boolean } | null>;
  /** Whether a person, or whoever manages the browser, has allowed that origin. Never rejects. */
  hasAccess(origin: string): Promise<boolean>;
  /**
   * Asks for what stands at that address, and nowhere else, and resolves with what a reader makes of it; null: it could not be
   * read, `late`: it was broken off by the signal. Never rejects.
   */
  read(page: ViewedPage, signal: AbortSignal): Promise<unknown>;
}

/** What leads to a place on a page. */
export interface PlaceAccess {
  /** Injects what finds and marks these words, and resolves with what it returned. Rejects with the browser's words where that is not allowed. */
  markPlace(tabId: number, passage: object): Promise<unknown>;
  toFront(tabId: number): Promise<void>;
  /** In a new tab of that window. */
  open(url: string, windowId: number | null): Promise<void>;
}

/** Calls `left` when that tab is closed or goes to another address, also one that is kept from us, until it is stopped. */
export type WatchTab = (tabId: number, left: () => void) => () => void;

export type TabNews =
  | { readonly type: 'front'; readonly tab: TabFacts }
  /** That tab began to load, at the address that it had or at another. */
  | { readonly type: 'loaded-anew'; readonly tabId: number };

/** Tells which tab is in front of the panel, now and whenever that or its address changes, until it is stopped. */
export type WatchFrontTab = (told: (news: TabNews) => void) => () => void;
