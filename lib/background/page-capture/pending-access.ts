import type { TabFacts } from '../../shared/page-access.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

/**
 * *Attach this page* pressed on a page we may not read yet. The click on the toolbar button that grants the access is
 * the answer to that very request, so it is taken up then, and the user need not press twice. Stored: the worker may die
 * between the two, and it is the click that wakes the next one, before any panel has found it. It is about that page alone,
 * and ends with its tab, with its address, and after two minutes.
 */
export interface PendingAccess {
  /** Notes how a request in that window, about that tab, ended. */
  note(windowId: number | null, tab: TabFacts | null, outcome: Result<unknown, Problem>): Promise<void>;
  /** The toolbar button was pressed in that window, with that tab in front. Resolves with whether it was waited for. */
  grant(windowId: number, tab: TabFacts | null): Promise<boolean>;
  /**
   * Whether access to the page of the tab in front was waited for and has been granted; says so once. `tab`: asked only
   * where any was granted.
   */
  take(windowId: number, tab: () => Promise<TabFacts | null>): Promise<boolean>;
  /** Of that tab: it was closed, or has gone elsewhere. */
  end(tabId: number): Promise<void>;
}

/** ms. Who comes back later has something else in mind. */
export const accessPatienceMs = 120_000;

export function createPendingAccess(item: Items['accessRequests'], now: () => number): PendingAccess {
  const requests = createKeyedRecord(item);
  type Request = NonNullable<Awaited<ReturnType<typeof requests.read>>>;

  /** Without access the browser doesn't say where the tab is: what is not known is not compared. */
  function isAbout({ tabId, url, at }: Request, tab: TabFacts | null): boolean {
    const isElsewhere = url !== null && tab?.url !== undefined && tab.url !== url;
    return tab?.id === tabId && !isElsewhere && Math.abs(now() - at) < accessPatienceMs;
  }

  return {
    async note(windowId, tab, outcome) {
      if (windowId === null) return;
      const waits = !outcome.ok && outcome.failure.code === 'page-access-needed' && tab !== null;
      const { id: tabId, url = null } = tab ?? { id: 0 };
      await requests.change(String(windowId), () =>
        waits ? { stage: 'waiting', tabId, url, at: now() } : null,
      );
    },
    async grant(windowId, tab) {
      const before = await requests.change(String(windowId), (request) =>
        request === null || !isAbout(request, tab)
          ? null
          : // From now on the browser says where it is.
            { ...request, stage: 'granted', url: tab?.url ?? request.url },
      );
      return before !== null && isAbout(before, tab);
    },
    async take(windowId, tab) {
      if ((await requests.read(String(windowId)))?.stage !== 'granted') return false;
      const inFront = await tab();
      const before = await requests.change(String(windowId), (request) =>
        request?.stage === 'granted' ? null : request,
      );
      return before?.stage === 'granted' && isAbout(before, inFront);
    },
    async end(tabId) {
      for (const [windowId, request] of Object.entries(await item.read())) {
        if (request.tabId === tabId) await requests.change(windowId, () => null);
      }
    },
  };
}
