import { freshBudget, type Budget } from '../../session/budget.ts';
import { createSingleFlight } from '../../shared/single-flight.ts';
import type { SessionRunner } from './session-runner.ts';

/** What of a session's runner has to do with its budget. */
export interface BudgetKeeper {
  state(): { readonly budget: Budget };
  dispatch: SessionRunner['dispatch'];
}

/** The one budget of all the conversations of a workspace: what one spends, the others must not spend again (P20, P37). */
export interface SharedRateBudget {
  /** As it is now; before anything was spent, as the last worker left it. */
  read(): Promise<Budget>;
  /** From now on this session is told of what others do. */
  join(conversationId: string, runner: BudgetKeeper): void;
  /** A session changed it: the others hear of it in the same turn. */
  change(conversationId: string, budget: Budget): void;
}

export function createSharedRateBudget(stored: () => Promise<Budget | null>): SharedRateBudget {
  const runners = new Map<string, BudgetKeeper>();
  let known: Budget | null = null;
  const reading = createSingleFlight(stored);

  return {
    async read() {
      if (known !== null) return known;
      const found = (await reading.join()) ?? freshBudget;
      known ??= found;
      return known;
    },
    join(conversationId, runner) {
      runners.set(conversationId, runner);
      // Something may have been spent while this session was being restored.
      if (known !== null && !isSame(known, runner.state().budget)) {
        void runner.dispatch({ type: 'budget-told', budget: known });
      }
    },
    change(conversationId, budget) {
      if (known !== null && isSame(known, budget)) return;
      known = budget;
      for (const [id, runner] of runners) {
        // One of those told may have sent something: then all of them have heard of that already.
        if (id !== conversationId && known === budget) void runner.dispatch({ type: 'budget-told', budget });
      }
    },
  };
}

function isSame(one: Budget, other: Budget): boolean {
  return (
    one.storesAtReceipt === other.storesAtReceipt &&
    one.fullAt === other.fullAt &&
    one.limitedUntil === other.limitedUntil &&
    one.connectAfter === other.connectAfter
  );
}
