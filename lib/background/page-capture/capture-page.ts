import { withMasks } from '../../masking/attached-masks.ts';
import { maskedPage } from '../../masking/masked-page.ts';
import type { MaskOptions } from '../../masking/mask.ts';
import { mayReadPage, type SiteRules } from '../../config/site-rules.ts';
import { toAttachment } from '../../page-context/captured-page.ts';
import type { PageAccess, TabFacts, ViewedAccess } from '../../shared/page-access.ts';
import { tabReadability } from '../../page-context/readable-tab.ts';
import type { PageReason } from '../../shared/page-reason.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { MaskKind } from '../../shared/mask-kind.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readTab, type Unread } from './read-tab.ts';

export interface CapturePageOptions {
  readonly access: Pick<PageAccess, 'runReader'>;
  /** null: a browser whose viewers let our readers in. */
  readonly viewed: ViewedAccess | null;
  /** The organisation's: which pages may be read. null: not known yet. */
  readonly readRules: () => Promise<SiteRules | null>;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Which kinds of values are masked, by choice or by policy. */
  readonly maskKinds: () => Promise<readonly MaskKind[]>;
  /** Characters that are attached of what is longer. */
  readonly budget: () => number;
}

/** What placeholders stand for already in the chat that it is attached to. */
export type KnownMasks = () => Promise<NonNullable<MaskOptions['known']>>;

/** Whether addresses of links are wanted of what that tab shows. */
export type WantsLinks = (tab: TabFacts) => boolean;

/** Reads the page that the user is looking at, once, because they asked (law 10). */
export async function capturePage(
  options: CapturePageOptions,
  tab: TabFacts | null,
  known: KnownMasks,
  wantsLinks: WantsLinks = () => false,
): Promise<Result<Attachment, Problem>> {
  const { readRules, newId, clock, maskKinds, budget } = options;
  if (tab === null) return fail({ code: 'page-unreadable', reason: 'no-tab' });
  const subject = tab.title === undefined ? {} : { subject: tab.title };
  const rules = await readRules();
  if (rules === null) return fail({ code: 'policy-unread' });
  const forbidden = fail({ code: 'page-forbidden', ...subject } as const);
  // Without access the browser doesn't say where the tab is; it is looked at again once the page has said it.
  if (!rules.enabled || (tab.url !== undefined && !mayReadPage(rules, tab.url))) return forbidden;
  const readability = tabReadability(tab.url);
  if (readability !== 'ok') return fail({ code: 'page-unreadable', reason: readability, ...subject });
  if (tab.isAsleep === true) return fail({ code: 'page-unreadable', reason: 'asleep', ...subject });
  const read = await readTab(options, tab, wantsLinks(tab));
  if (!read.ok) return fail({ ...problemOf(read.failure, tab), ...subject });
  // It may have gone elsewhere meanwhile.
  if (!mayReadPage(rules, read.value.url)) return forbidden;
  const at = tab.url === undefined ? {} : { tab: { id: tab.id, url: tab.url } };
  // All of it, and then cut: no value is half within, and what is cut off has no number that is missed.
  const { page, items } = maskedPage(read.value, { kinds: await maskKinds(), known: await known() });
  // The marker is made after the page was read: that is why the page can't know it (P39).
  const made = { id: newId(), capturedAt: new Date(clock.now()).toISOString(), ...at };
  return ok(withMasks(toAttachment(page, made, budget()), items));
}

function problemOf(unread: Unread, tab: TabFacts): Problem {
  if (unread === 'empty') return { code: 'page-empty' };
  // What can be allowed from the alert.
  if (unread === 'viewer-access' && tab.url !== undefined)
    return { code: 'page-unreadable', reason: unread, origin: new URL(tab.url).origin };
  if (unread !== 'access-needed') return { code: 'page-unreadable', reason: unread };
  // A press that was just made is no advice.
  if (tab.isStillClosed !== true) return { code: 'page-access-needed' };
  const reason: PageReason =
    tab.isLoading === true ? 'loading' : tab.mayBeFile === true ? 'maybe-file' : 'closed';
  return { code: 'page-unreadable', reason };
}
