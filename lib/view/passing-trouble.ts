import { webSocketPath } from '../config/platform-paths.ts';
import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { Problem, ProblemCode } from '../shared/problem.ts';
import { statusTone } from './words/status-words.ts';

/** What the extension goes on with by itself, as long as it does. */
const passing = new Set([
  'server-unreachable',
  'server-error',
  'websocket-refused',
  'websocket-blocked',
  'join-rejected',
  'platform-starting',
  'join-timeout',
  'rate-limited',
  'policy-unread',
] as const satisfies readonly ProblemCode[]);

export type PassingCode = typeof passing extends Set<infer Code> ? Code : never;
export type PassingTrouble = Problem & { readonly code: PassingCode };

/**
 * Whether nobody has to do anything about it: told in a line, and not in an alert that asks for something.
 * @param apiUrl where the panel goes to
 */
export function passesByItself(
  problem: Problem,
  status: ConnectionStatus,
  apiUrl: string | undefined,
): problem is PassingTrouble {
  return isPassing(problem) && statusTone(status) === 'busy' && !isOfPerson(problem, apiUrl);
}

function isPassing({ code }: Problem): boolean {
  return (passing as ReadonlySet<ProblemCode>).has(code);
}

/** A live connection that is refused now may be let in soon (P26), unless the address was typed, or a plain request is refused as well. */
function isOfPerson({ code, subject, count }: Problem, apiUrl = ''): boolean {
  if (code === 'websocket-blocked') return count !== undefined;
  return code === 'websocket-refused' && subject !== apiUrl.replace(/^http/, 'ws') + webSocketPath;
}
