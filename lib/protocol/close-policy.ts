import type { Problem } from '../shared/problem.ts';
import { quote } from './quotation.ts';

/** What a closed socket asks of the session (P24–P33). */
export type ClosePolicy =
  | { readonly kind: 'rest' }
  | {
      readonly kind: 'back-off';
      readonly refused: boolean;
      /** Whether everybody else lost their connection in the same moment (P25). */
      readonly shared: boolean;
    }
  | { readonly kind: 'wait-for-rate' }
  | { readonly kind: 'authenticate' }
  | { readonly kind: 'halt'; readonly problem: Problem };

/**
 * @param opened whether the socket had opened: 1006 means something else before that (P26, P27).
 */
export function closePolicy(code: number, reason: string, opened: boolean): ClosePolicy {
  const quoted = quote(reason);
  const words = quoted === undefined ? {} : { detail: quoted };
  switch (code) {
    case 1000:
      return { kind: 'rest' };
    case 1001:
    case 1012:
      return { kind: 'back-off', refused: false, shared: true };
    case 1006:
      return { kind: 'back-off', refused: !opened, shared: false };
    case 1008:
      if (/\brate|too many|limit exceeded/i.test(reason)) return { kind: 'wait-for-rate' };
      return { kind: 'halt', problem: { code: 'settings-rejected', ...words } };
    case 4400:
      return { kind: 'halt', problem: { code: 'join-rejected', ...words } };
    case 4401:
      return { kind: 'authenticate' };
    case 4403:
      return {
        kind: 'halt',
        problem: { code: /scope|permission/i.test(reason) ? 'scope-missing' : 'tenant-mismatch', ...words },
      };
    case 4408:
      return { kind: 'halt', problem: { code: 'join-timeout', ...words } };
    default:
      return { kind: 'back-off', refused: false, shared: false };
  }
}

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
