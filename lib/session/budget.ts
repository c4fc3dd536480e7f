/**
 * What one user may still send to one tenant: of all conversations together, since the platform counts a user's
 * messages and not a socket's. Stored with the message that spends it, so that it outlives the worker (P20, P37).
 */
export interface Budget {
  /** Epoch ms at which the whole burst is there again: the one number of a leaky bucket (GCRA). */
  readonly fullAt: number;
  /** Epoch ms until which the platform takes no message (P20); null: no such limit. */
  readonly limitedUntil: number | null;
  /** Epoch ms before which the platform wants no new connection (P29). */
  readonly connectAfter: number;
  /**
   * This deployment has shown a question whose answer was not there yet: it stores a question when it comes (D10). No matter
   * of rates, but of the same conversations, for as long.
   */
  readonly storesAtReceipt?: boolean;
}

export const freshBudget: Budget = { fullAt: 0, limitedUntil: null, connectAfter: 0 };

/** P37. 60 a minute, and 5 % less: the platform counts arrivals, which a network can move closer together. */
export const sendEveryMs = 1050;
export const burst = 10;

/** P20: the longest wait that a server can ask for. */
const longestLimitMs = 15 * 60_000;

/**
 * What is stored or told, as it can be true now: a clock that was set back must not make waits longer than they can be,
 * and a limit that is over is none.
 */
export function currentBudget(budget: Budget, now: number): Budget {
  const { fullAt, limitedUntil, connectAfter } = budget;
  const limit = limitedUntil === null ? null : Math.min(limitedUntil, now + longestLimitMs);
  return {
    ...budget,
    fullAt: Math.min(fullAt, now + burst * sendEveryMs),
    limitedUntil: limit === null || limit <= now ? null : limit,
    connectAfter: Math.min(connectAfter, now + longestLimitMs),
  };
}

/** ms until the next message fits into our own spacing; 0: now. */
export function paceMs(budget: Budget, now: number): number {
  return Math.max(0, currentBudget(budget, now).fullAt - (burst - 1) * sendEveryMs - now);
}

export function spend(budget: Budget, now: number): Budget {
  return { ...budget, fullAt: Math.max(currentBudget(budget, now).fullAt, now) + sendEveryMs };
}
