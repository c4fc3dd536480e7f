/** P34. Ten attempts reach a server that restarts within about a minute, and then stop burdening one that is down. */
export const mostAttempts = 10;
const firstDelayMs = 500;
const longestDelayMs = 8000;
const jitter = 0.3;

/**
 * P34: ms to wait after `failures` failures in a row (≥ 1).
 * @param random in [0, 1)
 */
export function backOffMs(failures: number, random: number): number {
  const base = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  return Math.round(base + base * jitter * random);
}

/**
 * P25: ms until the first attempt after a close that all clients of a server see at once. The 30 % of P34 would bring
 * them back within 150 ms of each other.
 * @param random in [0, 1)
 */
export function spreadMs(random: number): number {
  return Math.round(firstDelayMs + (longestDelayMs - firstDelayMs) * random);
}
