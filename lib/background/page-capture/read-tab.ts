import { capturedPage, type ReadablePage } from '../../page-context/captured-page.ts';
import type { Clock } from '../../shared/clock.ts';
import type { PageAccess, PageReader, TabFacts, ViewedAccess } from '../../shared/page-access.ts';
import type { PageReason } from '../../shared/page-reason.ts';
import { pause } from '../../shared/pause.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { waitAtMost } from '../../shared/with-timeout.ts';
import { readViewed } from './read-viewed.ts';
import { refusal } from './refusal.ts';

/** Why nothing of a tab was read. */
export type Unread = PageReason | 'empty' | 'access-needed';

type Read = Result<ReadablePage, Unread>;

export interface ReadTabOptions {
  readonly access: Pick<PageAccess, 'runReader'>;
  /** null: a browser whose viewers let our readers in. */
  readonly viewed: ViewedAccess | null;
  readonly clock: Clock;
}

/** How often a page is looked at that is still empty because it loads, a second apart. */
const looks = 6;

/**
 * What stands in a tab: by the reader of documents, and where that finds a PDF, by the reader of those; where none gets in, by
 * asking for it once more.
 */
export async function readTab(options: ReadTabOptions, tab: TabFacts, hasLinks = false): Promise<Read> {
  const reader = hasLinks ? 'linked' : 'page';
  let read = await runReader(options, tab, reader);
  for (let look = 1; tab.isLoading === true && isNotThere(read) && look < looks; look += 1) {
    await pause(options.clock, 1_000, never);
    read = await runReader(options, tab, reader);
  }
  if (tab.isLoading === true && isStillComing(read)) return fail('loading');
  const { viewed, clock } = options;
  if (viewed !== null && !read.ok && read.failure === 'viewer') return readViewed({ viewed, clock }, tab);
  return !read.ok && read.failure === 'pdf' ? runReader(options, tab, 'pdf') : read;
}

const never = new AbortController().signal;

const isNotThere = (read: Read): boolean => !read.ok && (read.failure === 'empty' || read.failure === 'gone');

/** Chromium runs no reader before there is a document to read. */
const isStillComing = (read: Read): boolean => isNotThere(read) || (!read.ok && read.failure === 'busy');

/** ms. A page whose own script never rests would keep the reader, and with it the button, waiting for ever. */
const patience = { page: 10_000, linked: 10_000, pdf: 60_000 };

async function runReader(
  { access, clock }: ReadTabOptions,
  tab: TabFacts,
  reader: PageReader,
): Promise<Read> {
  let returned: unknown;
  try {
    const ran = await waitAtMost({ clock, ms: patience[reader] }, access.runReader(tab.id, reader));
    // Browsers wait with the answer where access is missing, too.
    if (!ran.ok) return fail(tab.url === undefined ? 'access-needed' : 'busy');
    returned = ran.value;
  } catch (error) {
    return fail(refusal(error, tab));
  }
  // So Firefox runs scripts in its own pages: not at all, and says nothing.
  if (returned === undefined && tab.url === undefined) return fail('browser-page');
  const captured = capturedPage.safeParse(returned);
  if (!captured.success) return fail('failed');
  return 'unreadable' in captured.data ? fail(captured.data.unreadable) : ok(captured.data);
}
