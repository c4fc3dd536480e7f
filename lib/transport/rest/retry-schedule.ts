/** Rule R7: how a struggling server is asked again. */

export const attemptLimit = 5;

/** ms before attempt n + 1, without jitter. */
export const backoff = (n: number): number => Math.min(8000, 500 * 2 ** (n - 1));

/** Up to 30 % more, so that the clients of one restart do not come back in step. `random` is in [0, 1). */
export const withJitter = (delay: number, random: () => number): number => delay * (1 + 0.3 * random());
