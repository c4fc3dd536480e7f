import type { ConnectionEnd } from '../../session/transport-event.ts';
import type { Problem } from '../../shared/problem.ts';
import { quote } from '../../protocol/quotation.ts';

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

/** P29 */
const rateCloseMs = 60_000;

/** P24–P33, in the words of the session. */
export function endOfSocket(code: number, reason: string, wasOpen: boolean): ConnectionEnd {
  const policy = closePolicy(code, reason, wasOpen);
  switch (policy.kind) {
    case 'rest':
    case 'authenticate':
    case 'halt':
      return policy;
    case 'back-off':
      return {
        kind: 'back-off',
        problem: { code: code === 1011 ? 'server-error' : 'server-unreachable' },
        isRefused: policy.refused,
        isShared: policy.shared,
      };
    case 'wait-for-rate':
      return { kind: 'wait', ms: rateCloseMs };
    default:
      return policy satisfies never;
  }
}
