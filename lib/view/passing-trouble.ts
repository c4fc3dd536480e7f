import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { Problem, ProblemCode } from '../shared/problem.ts';
import { statusTone } from './words/status-words.ts';

/** What the extension goes on with by itself, as long as it does. */
const passing = new Set([
  'server-unreachable',
  'server-error',
  'platform-starting',
  'join-timeout',
  'rate-limited',
  'policy-unread',
] as const satisfies readonly ProblemCode[]);

export type PassingCode = typeof passing extends Set<infer Code> ? Code : never;
export type PassingTrouble = Problem & { readonly code: PassingCode };

/** Whether nobody has to do anything about it: told in a line, and not in an alert that asks for something. */
export function passesByItself(problem: Problem, status: ConnectionStatus): problem is PassingTrouble {
  return (passing as ReadonlySet<ProblemCode>).has(problem.code) && statusTone(status) === 'busy';
}

/** What makes a problem the same as one before: its cause, and not when or in whose words it was told. */
export function causeOf({ code, subject, origin, messageId, reason }: Problem): string {
  return [code, subject, origin, messageId, reason].join('\n');
}

/** What was put away stays so until a connection proves that its cause is gone. */
export function stillDismissed(
  { dismissed }: { readonly dismissed: string | null },
  status: ConnectionStatus,
): string | null {
  return status.kind === 'connected' ? null : dismissed;
}
