import type { CommandOf } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { OpenTab } from '../shared/browser-tabs.ts';
import type { Problem } from '../shared/problem.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface PageAttaching {
  attachPage(): void;
  /** The same, in the place of a page that was edited. */
  replacePage(): void;
  /** Puts the page of that tab beside what is attached. Only in the turn of a press: the browser may ask first. */
  attachTab(tab: TabToAttach): void;
  /** That page read anew, with the addresses of its links or without. Resolves with whether it is so now. */
  includeLinks(id: string, isWanted: boolean): Promise<boolean>;
  /** Once more what the alert on screen says could not be attached: that tab, or the page in front. Only in the turn of a press. */
  attachAgain(): void;
}

export interface PageAttachingOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  /** A failure becomes the page's one alert. */
  readonly ask: <Asked extends 'page/attach' | 'page/attach-tab' | 'page/links'>(
    command: CommandOf<Asked>,
  ) => Replied<Asked>;
  /** Resolves with whether the origin may be read from now on. */
  readonly askAccess: (origin: string) => Promise<boolean>;
  /** Takes the alert away. */
  readonly dismiss: () => void;
}

type TabToAttach = Pick<OpenTab, 'id' | 'title' | 'url'>;

/** What the other actions attach by: both resolve with whether it is attached then; a refusal is told. */
interface Attach {
  /** The page in front, one at a time. @param replaces the one in the draft that may go, though it was edited */
  attach(replaces?: string): Promise<boolean>;
  /** Whatever `asked` attaches. */
  attachAsked(asked: () => Promise<{ readonly ok: boolean }>): Promise<boolean>;
}

export function createPageAttaching({
  store,
  ask,
  askAccess,
  dismiss,
}: PageAttachingOptions): PageAttaching & Attach {
  let attaching: Promise<boolean> | null = null;
  /** The tab that was asked for last, and why it could not be attached; null: it was. */
  let unattached: { readonly tab: TabToAttach; readonly refusal: Problem } | null = null;

  function attach(replaces?: string): Promise<boolean> {
    attaching ??= attachNow(replaces).finally(() => (attaching = null));
    return attaching;
  }

  function attachNow(replaces: string | undefined): Promise<boolean> {
    return attachAsked(() => ask({ type: 'page/attach', ...(replaces === undefined ? {} : { replaces }) }));
  }

  async function attachAsked(asked: () => Promise<{ readonly ok: boolean }>): Promise<boolean> {
    store.change((state) => ({ ...state, isAttaching: true }));
    const { ok } = await asked();
    store.change((last) => ({ ...last, isAttaching: false }));
    return ok;
  }

  async function attachTab(tab: TabToAttach): Promise<void> {
    const { id, title, url } = tab;
    const isAllowed = await askAccess(url);
    if (isAllowed) await attachAsked(() => ask({ type: 'page/attach-tab', tabId: id }));
    else store.change((state) => ({ ...state, refusal: { code: 'page-access-needed', subject: title } }));
    const { refusal } = store.state();
    unattached = refusal && { tab, refusal };
  }

  async function attachAgain(): Promise<void> {
    const { refusal } = store.state();
    const before = unattached;
    // Where its site has to be allowed first, the alert stays until it is.
    if (refusal?.origin !== undefined && !(await askAccess(refusal.origin))) return;
    dismiss();
    void (before !== null && before.refusal === refusal ? attachTab(before.tab) : attach());
  }

  return {
    attach,
    attachAsked,
    attachPage: () => void attach(),
    attachTab: (tab) => void attachTab(tab),
    includeLinks: (id, isWanted) => attachAsked(() => ask({ type: 'page/links', id, isWanted })),
    attachAgain: () => void attachAgain(),
    replacePage: () => void attach(store.state().attachment?.id),
  };
}
