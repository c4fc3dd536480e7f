import { capturedPage, type ReadablePage } from '../../page-context/captured-page.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TabFacts, ViewedAccess } from '../../shared/page-access.ts';
import type { PageReason } from '../../shared/page-reason.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withTimeout } from '../../shared/with-timeout.ts';

export interface ReadViewedOptions {
  readonly viewed: ViewedAccess;
  readonly clock: Clock;
}

/** ms. As long as the reader has that is injected where a browser lets one in. */
const patience = 60_000;

/**
 * What a viewer of the browser's own shows, which no script gets into: asked for at the tab's own address, where a person has
 * allowed its site. Never a question to anybody before that: not even whether it is a PDF.
 */
export async function readViewed(
  { viewed, clock }: ReadViewedOptions,
  { id, url = '', title = '' }: TabFacts,
): Promise<Result<ReadablePage, PageReason | 'empty'>> {
  const { protocol, origin, pathname } = new URL(url);
  // It hands them to no extension, whatever a person allows.
  if (protocol === 'file:') return fail(/\.pdf$/i.test(pathname) ? 'pdf-local' : 'viewer');
  const before = await viewed.tab(id);
  if (before === null || !isSame(before.url, url)) return fail('gone');
  if (before.isApart) return fail('viewer-apart');
  if (!(await viewed.hasAccess(origin))) return fail('viewer-access');
  const returned = await withTimeout({ clock, ms: patience }, (signal) =>
    viewed.read({ address: url, title }, signal),
  );
  if (returned === 'late') return fail('busy');
  // What has come is of this address; the tab may show another by now.
  if (!isSame((await viewed.tab(id))?.url, url)) return fail('gone');
  const captured = capturedPage.safeParse(returned);
  if (!captured.success) return fail('failed');
  if (!('unreadable' in captured.data)) return ok(captured.data);
  const { unreadable } = captured.data;
  // Nobody has said that it is a PDF: it may be the browser's notice of an error.
  return fail(unreadable === 'pdf-unfetched' ? 'viewer-unfetched' : unreadable);
}

/** Where in it somebody is, viewers tell behind the number sign. */
function isSame(one: string | undefined, other: string): boolean {
  return one?.split('#')[0] === other.split('#')[0];
}
