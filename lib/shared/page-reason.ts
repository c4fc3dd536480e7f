/**
 * Why a page can't be read that nobody forbids: each cause has its own words, and its own way on
 * (unreadable-page-words.ts). A type alone, since it would be in every page's first load otherwise.
 */
export type PageReason =
  /** The browser shows none in that window. */
  | 'no-tab'
  /** Settings, new tab and the like; pages of other extensions. */
  | 'browser-page'
  /** An extension gallery. */
  | 'store'
  /** By whoever manages the browser: `runtime_blocked_hosts`. */
  | 'managed'
  /** Still, after access was given to it. */
  | 'closed'
  /** The same, in a browser that does not let us read local files. */
  | 'maybe-file'
  /** A page of the browser's in the place of another: Firefox's PDF viewer, its notice of an error. */
  | 'viewer'
  /** The same in the place of one of the web: its site has not been allowed, and may be. */
  | 'viewer-access'
  /** It has, and has handed out no PDF. */
  | 'viewer-unfetched'
  /** In a private window or a container, whose cookies we don't have. */
  | 'viewer-apart'
  /** A page of the web that did not load. */
  | 'error-page'
  /** Nothing of it is there yet. */
  | 'loading'
  /** The browser has put it away, to have room for others. */
  | 'asleep'
  /** While it was read. */
  | 'gone'
  /** A part of it was attached, by selecting it, and is not selected any more. */
  | 'unselected'
  /** Its own script lets no other one run. */
  | 'busy'
  /** The reader itself broke. */
  | 'failed'
  /** Told by the reader: another one is needed. */
  | 'pdf'
  /** A PDF on this computer: the browser hands it to none, or to those who may have every file there. */
  | 'pdf-local'
  /** No text in it, or in letters that say nothing. */
  | 'pdf-pictures'
  /** A password is needed. */
  | 'pdf-locked'
  | 'pdf-damaged'
  | 'pdf-large'
  /** Its site has not handed it out once more. */
  | 'pdf-unfetched';
