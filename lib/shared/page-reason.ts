import { z } from 'zod/mini';

/** Why a page can't be read that nobody forbids, and that is there: each has its own way on (page-problem-words.ts). */
export const pageReason = z.enum([
  'no-tab', // the browser shows none in that window
  'browser-page', // settings, new tab and the like; pages of other extensions
  'store', // an extension gallery
  'managed', // by whoever manages the browser: `runtime_blocked_hosts`
  'closed', // still, after access was given to it
  'maybe-file', // the same, in a browser that does not let us read local files
  'viewer', // a page of the browser's in the place of one of the web: Firefox's PDF viewer, its notice of an error
  'error-page', // a page of the web that did not load
  'loading', // nothing of it is there yet
  'gone', // while it was read
  'busy', // its own script lets no other one run
  'failed', // the reader itself broke
  'pdf', // told by the reader: another one is needed
  'pdf-local', // a PDF on this computer, which the browser hands to nobody
  'pdf-pictures', // no text in it, or in letters that say nothing
  'pdf-locked', // a password is needed
  'pdf-damaged',
  'pdf-large',
  'pdf-unfetched', // its site has not handed it out once more
]);
export type PageReason = z.infer<typeof pageReason>;
