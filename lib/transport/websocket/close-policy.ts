import type { ConnectionEnd } from '../../session/transport-event.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { quote } from '../../protocol/quotation.ts';

/** An `error` frame, as it was said. */
export interface SaidError {
  readonly code: string | null;
  readonly detail: string | null;
}

/** The codes of an `error` that mean more than a fault (P19, P32), without regard to case. */
const problemOfCode: ReadonlyMap<string, ProblemCode> = new Map([
  ['tenant_mismatch', 'tenant-mismatch'],
  ['tenant_not_found', 'tenant-unknown'],
  ['insufficient_scope', 'scope-missing'],
  ['schema_unavailable', 'platform-starting'],
  ['db_not_ready', 'platform-starting'],
  ['platform_initializing', 'platform-starting'],
  ['ai_services_loading', 'platform-starting'],
]);

/** null: a code that says nothing of its own. */
export function codeOfError({ code }: Pick<SaidError, 'code'>): ProblemCode | null {
  return problemOfCode.get(code?.toLowerCase() ?? '') ?? null;
}

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
      return { kind: 'halt', problem: { code: codeOfForbidden(reason), ...words } };
    case 4408:
      return { kind: 'halt', problem: { code: 'join-timeout', ...words } };
    default:
      return { kind: 'back-off', refused: false, shared: false };
  }
}

/** P32: a reason that names both names neither. */
function codeOfForbidden(reason: string): ProblemCode {
  if (!/scope|permission/i.test(reason)) return 'tenant-mismatch';
  return /tenant/i.test(reason) ? 'not-authorised' : 'scope-missing';
}

/** P29 */
const rateCloseMs = 60_000;

/**
 * P24–P33, in the words of the session.
 * @param said the last `error` before the close: it tells what 4401 and 4403 mean, and why a socket that did not join ended
 */
export function endOfSocket(
  code: number,
  reason: string,
  wasOpen: boolean,
  said: SaidError | null = null,
  wasJoined = true,
): ConnectionEnd {
  const isOfPerson = code === 4401 || code === 4403;
  if (said !== null && codeOfError(said) !== null && (isOfPerson || !wasJoined)) return endOfError(said);
  const policy = closePolicy(code, reason, wasOpen);
  switch (policy.kind) {
    case 'authenticate':
      return policy;
    case 'halt':
      return said === null ? policy : { kind: 'halt', problem: { ...quoted(said), ...policy.problem } };
    case 'rest':
    case 'back-off':
      if (said !== null && !wasJoined) return endOfError(said);
      if (policy.kind === 'rest') return policy;
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

const quoted = ({ detail, code }: SaidError): Pick<Problem, 'detail'> => {
  const words = detail ?? code;
  return words === null ? {} : { detail: words };
};

/** P19: an `error` that ended an attempt to join, in its own words. What a person has to mend halts, the rest passes. */
export function endOfError(said: SaidError): ConnectionEnd {
  const code = codeOfError(said);
  const { detail } = said;
  const problem: StartingProblem = {
    code: code ?? 'join-rejected',
    ...quoted(said),
    ...(code === 'platform-starting' && detail !== null && { progress: { words: detail } }),
  };
  return code === null || code === 'platform-starting'
    ? { kind: 'back-off', problem, isRefused: false, isShared: false }
    : { kind: 'halt', problem };
}
