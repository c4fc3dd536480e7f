import { describe, expect, it } from 'vitest';
import { createSharedRateBudget } from '../../../lib/background/sessions/shared-rate-budget.ts';
import { freshBudget, type Budget } from '../../../lib/session/budget.ts';
import type { SessionEvent } from '../../../lib/session/event.ts';

const spent: Budget = { ...freshBudget, fullAt: 5_000 };
const limited: Budget = { ...freshBudget, limitedUntil: 9_000 };

function createKeeper(budget: Budget) {
  const told: SessionEvent[] = [];
  return {
    told,
    state: () => ({ budget }),
    dispatch: (event: SessionEvent) => (told.push(event), Promise.resolve(null)),
  };
}

describe('the budget of all conversations', () => {
  it('is what the last worker left, until something is spent', async () => {
    const budget = createSharedRateBudget(() => Promise.resolve(limited));
    expect(await budget.read()).toBe(limited);
    budget.change('one', spent);
    expect(await budget.read()).toBe(spent);
  });

  it('is told to all but the one that changed it', () => {
    const budget = createSharedRateBudget(() => Promise.resolve(null));
    const [one, other] = [createKeeper(freshBudget), createKeeper(freshBudget)];
    budget.join('one', one);
    budget.join('other', other);
    budget.change('one', spent);
    expect(one.told).toEqual([]);
    expect(other.told).toEqual([{ type: 'budget-told', budget: spent }]);
  });

  it.each([
    ['at', { ...freshBudget, fullAt: 5_001 }],
    ['limit', { ...spent, limitedUntil: 9_000 }],
    ['connection', { ...spent, connectAfter: 9_000 }],
  ])('is told to a session that was restored with another %s', (_, stale) => {
    const budget = createSharedRateBudget(() => Promise.resolve(null));
    budget.change('one', spent);
    const late = createKeeper(stale);
    budget.join('late', late);
    expect(late.told).toEqual([{ type: 'budget-told', budget: spent }]);
  });

  it('is not told to one that has it, nor where it is not known', () => {
    const budget = createSharedRateBudget(() => Promise.resolve(null));
    const early = createKeeper(limited);
    budget.join('early', early);
    expect(early.told).toEqual([]);
    budget.change('one', spent);
    const same = createKeeper({ ...spent });
    budget.join('same', same);
    expect(same.told).toEqual([]);
  });
});
