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

/** Whether it is the same cause again: one attempt knows of what it is about, and what may cure it, and another doesn't. */
export function isSameCause(one: Problem, other: Problem): boolean {
  const isAbout = one.subject === other.subject || one.subject === undefined || other.subject === undefined;
  return one.code === other.code && one.messageId === other.messageId && isAbout;
}

/** What was put away stays so until a connection proves that its cause is gone. */
export function stillDismissed(
  { dismissed }: { readonly dismissed: Problem | null },
  status: ConnectionStatus,
): Problem | null {
  return status.kind === 'connected' ? null : dismissed;
}
