import type { CallFailure } from '../../session/event.ts';
import type { Problem } from '../../shared/problem.ts';
import { isPassing, type RestFailure } from '../../transport/http/failure.ts';

/** Another attempt may do better, and nothing need be set otherwise. */
export function isTransient(failure: RestFailure): boolean {
  return isPassing(failure) || failure.kind === 'rate-limited';
}

/** @param problem as a person meets it */
export function toCallFailure(failure: RestFailure, problem: Problem): CallFailure {
  if (failure.kind === 'rate-limited') return { kind: 'rate-limited', retryAfterMs: failure.retryAfterMs };
  if (failure.kind === 'unauthorised') {
    const { requestId } = failure;
    return { kind: 'unauthorised', ...(requestId === undefined ? {} : { requestId }) };
  }
  // R5: it is the chat that was refused, and no message yet.
  if (failure.kind === 'validation') return { kind: 'fatal', problem: { ...problem, code: 'chat-refused' } };
  return isTransient(failure) ? { kind: 'transient', problem } : { kind: 'fatal', problem };
}
