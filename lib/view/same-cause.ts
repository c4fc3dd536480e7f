import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { Problem } from '../shared/problem.ts';

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
