import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';

/**
 * *Attach this page* pressed on a page we may not read yet. The click on the toolbar button that grants the access is
 * the answer to that very request, so it is taken up then, and the user need not press twice.
 */
export interface AccessRequests {
  /** Notes how a request in that window ended. */
  note(windowId: number | null, outcome: Result<unknown, Problem>): void;
  /** Whether access to that window's page was being waited for; asks once. */
  take(windowId: number): boolean;
}

export function createAccessRequests(): AccessRequests {
  const waiting = new Set<number>();
  return {
    note(windowId, outcome) {
      if (windowId === null) return;
      if (!outcome.ok && outcome.failure.code === 'page-access-needed') waiting.add(windowId);
      else waiting.delete(windowId);
    },
    take: (windowId) => waiting.delete(windowId),
  };
}
