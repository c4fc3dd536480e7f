import { mayReadPage, type SiteRules } from '../../config/site-rules.ts';
import { capturedPage, toAttachment } from '../../page-context/captured-page.ts';
import type { PageAccess, TabFacts } from '../../shared/page-access.ts';
import { tabReadability } from '../../page-context/readable-tab.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { waitAtMost } from '../../shared/with-timeout.ts';

export interface CapturePageOptions {
  readonly access: Pick<PageAccess, 'runReader'>;
  /** The organisation's: which pages may be read. null: not known yet. */
  readonly readRules: () => Promise<SiteRules | null>;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Characters that are attached of what is longer. */
  readonly budget: () => number;
}

/** Reads the page that the user is looking at, once, because they asked (law 10). */
export async function capturePage(
  { access, readRules, newId, clock, budget }: CapturePageOptions,
  tab: TabFacts | null,
): Promise<Result<Attachment, Problem>> {
  if (tab === null) return fail({ code: 'page-unreadable' });
  const subject = tab.title === undefined ? {} : { subject: tab.title };
  const rules = await readRules();
  if (rules === null) return fail({ code: 'policy-unread' });
  const forbidden = fail({ code: 'page-forbidden', ...subject } as const);
  // Without access the browser doesn't say where the tab is; it is looked at again once the page has said it.
  if (!rules.enabled || (tab.url !== undefined && !mayReadPage(rules, tab.url))) return forbidden;
  const readability = tabReadability(tab.url);
  if (readability !== 'ok') return fail({ code: 'page-unreadable', reason: readability, ...subject });
  let returned: unknown;
  try {
    const read = await waitAtMost({ clock, ms: patience }, access.runReader(tab.id));
    if (!read.ok) return fail({ ...refusal(null, tab), ...subject });
    returned = read.value;
  } catch (error) {
    return fail({ ...refusal(error, tab), ...subject });
  }
  const captured = capturedPage.safeParse(returned);
  if (!captured.success) return fail({ code: 'page-unreadable', ...subject });
  if ('unreadable' in captured.data) {
    const { unreadable } = captured.data;
    return fail(
      unreadable === 'empty'
        ? { code: 'page-empty', ...subject }
        : { code: 'page-unreadable', reason: unreadable, ...subject },
    );
  }
  // It may have gone elsewhere meanwhile.
  if (!mayReadPage(rules, captured.data.url)) return forbidden;
  const at = tab.url === undefined ? {} : { tab: { id: tab.id, url: tab.url } };
  // The marker is made after the page was read: that is why the page can't know it (P39).
  return ok(
    toAttachment(
      captured.data,
      { id: newId(), capturedAt: new Date(clock.now()).toISOString(), ...at },
      budget(),
    ),
  );
}

/** ms. A page whose own script never rests would keep the reader, and with it the button, waiting for ever. */
const patience = 10_000;

/** Browsers say in words only which of the two it was; where they don't say, a known URL means we have access to ask with. */
function refusal(error: unknown, tab: TabFacts): Problem {
  const words = error instanceof Error ? error.message : '';
  if (/cannot be scripted|chrome:\/\/|edge:\/\/|about:|extensions gallery|error page/i.test(words)) {
    return { code: 'page-unreadable', reason: 'browser-page' };
  }
  if (tab.url === undefined || /permission|cannot access|not allowed/i.test(words))
    return { code: 'page-access-needed' };
  return { code: 'page-unreadable' };
}
