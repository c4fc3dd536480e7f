import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

/**
 * *Attach this page* pressed on a page we may not read yet. The click on the toolbar button that grants the access is
 * the answer to that very request, so it is taken up then, and the user need not press twice. Stored: the worker may die
 * between the two, and it is the click that wakes the next one, before any panel has found it.
 */
export interface PendingAccess {
  /** Notes how a request in that window ended. */
  note(windowId: number | null, outcome: Result<unknown, Problem>): Promise<void>;
  /** The toolbar button was pressed in that window. */
  grant(windowId: number): Promise<void>;
  /** Whether access to that window's page was waited for and has been granted; says so once. */
  take(windowId: number): Promise<boolean>;
}

export function createPendingAccess(item: Items['accessRequests']): PendingAccess {
  const stages = createKeyedRecord(item);
  return {
    async note(windowId, outcome) {
      if (windowId === null) return;
      const waits = !outcome.ok && outcome.failure.code === 'page-access-needed';
      await stages.change(String(windowId), () => (waits ? 'waiting' : null));
    },
    async grant(windowId) {
      await stages.change(String(windowId), (stage) => (stage === null ? null : 'granted'));
    },
    async take(windowId) {
      const before = await stages.change(String(windowId), (stage) => (stage === 'granted' ? null : stage));
      return before === 'granted';
    },
  };
}
