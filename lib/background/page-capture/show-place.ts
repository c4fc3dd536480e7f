import { mayReadPage, type SiteRules } from '../../config/site-rules.ts';
import type { ShownPlace } from '../../messaging/place-rows.ts';
import { markedPlace, type MarkedPlace } from '../../page-context/marked-place.ts';
import type { Passage } from '../../passages/find-passage.ts';
import { placeAddress } from '../../passages/place-address.ts';
import { withoutLinkAddresses } from '../../shared/link-addresses.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Attachment, Message } from '../../shared/conversation.ts';
import type { PageAccess, PlaceAccess, TabFacts } from '../../shared/page-access.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { waitAtMost } from '../../shared/with-timeout.ts';

export interface ShowPlaceOptions {
  readonly access: Pick<PageAccess, 'activeTab' | 'tab'>;
  readonly places: PlaceAccess;
  /** The organisation's: which pages may be read. null: not known yet. */
  readonly readRules: () => Promise<SiteRules | null>;
  readonly clock: Clock;
}

/** A stretch of what was attached, to be shown in the window that it is asked for in. */
export interface WantedPlace {
  /** That took the page along; null: there is none of that id. */
  readonly message: Message | null;
  /** On screen. */
  readonly conversationId: string;
  readonly attachmentId: string;
  /** UTF-16 code units of its text, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly windowId: number | null;
}

/** ms. A page whose own script never rests would keep whoever waits for it. */
const patience = 10_000;
/** Code units of the text around a passage, which tell which of several places is meant. */
const around = 80;
/** Code units of a passage: the beginning of a longer one leads to its place as well. */
const longest = 4_000;

/**
 * Shows a place in the tab that still has the page, where we may look at it; else the browser is asked to, in a tab of its
 * own. The page is told no word but its own.
 */
export async function showPlace(
  { access, places, readRules, clock }: ShowPlaceOptions,
  { message, conversationId, attachmentId, start, end, windowId }: WantedPlace,
): Promise<Result<ShownPlace, Problem>> {
  const isOnScreen = message?.role === 'user' && message.conversationId === conversationId;
  const page = isOnScreen ? message.attachments.find(({ id }) => id === attachmentId) : undefined;
  if (page === undefined) return fail({ code: 'page-changed' });
  const tab = tabOf(page, await access.tab(page.tab?.id ?? -1), await access.activeTab(windowId));
  const rules = await readRules();
  // A viewer of the browser's own shows a PDF; its text is not ours to look at.
  if (tab !== null && rules !== null && mayReadPage(rules, tab.url) && page.source !== 'pdf') {
    const marked = await markIn(tab.id, passageOf(page, start, end));
    if (marked !== null) return ok(marked);
  }
  const address = placeAddress(page, { start, end });
  if (address === null) return fail({ code: 'page-unreadable', subject: page.title });
  await places.open(address, windowId);
  return ok('opened');

  /** null: we may not, or it doesn't answer. */
  async function markIn(tabId: number, passage: Passage): Promise<MarkedPlace | null> {
    try {
      const told = await waitAtMost({ clock, ms: patience }, places.markPlace(tabId, passage));
      const marked = told.ok ? (markedPlace.safeParse(told.value).data ?? null) : null;
      if (marked !== null) await places.toFront(tabId);
      return marked;
    } catch {
      // Access was for as long as the tab stayed, or is the browser's to give: the address leads there, too.
      return null;
    }
  }
}

/**
 * Its own tab; else the one in front, where that has the same page. Without access, where a tab is isn't known; and what the
 * browser has put away shows nothing.
 */
function tabOf({ url, tab }: Attachment, ...tabs: readonly (TabFacts | null)[]): TabFacts | null {
  const pages = new Set([url, tab?.url ?? url].map(withoutPlace));
  return (
    tabs.find((one) => one?.url !== undefined && one.isAsleep !== true && pages.has(withoutPlace(one.url))) ??
    null
  );
}

/** Without the place within the page; but where a fragment is a route, it is another page. */
function withoutPlace(address: string): string {
  return address.replace(/#(?![!/]).*$/s, '');
}

/** With what stands around it, and what placeholders stand for: those words are the page's own. */
function passageOf({ text, hasLinks, masked = [] }: Attachment, start: number, end: number): Passage {
  // Where links lead is not among the words of a page.
  const unmasked = (words: string): string =>
    masked.reduce(
      (rest, { placeholder, value }) => rest.replaceAll(placeholder, () => value),
      hasLinks === true ? withoutLinkAddresses(words) : words,
    );
  return {
    text: unmasked(text.slice(start, Math.min(end, start + longest))),
    before: unmasked(text.slice(Math.max(0, start - around), start)),
    after: unmasked(text.slice(end, end + around)),
  };
}
