import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';
import type { Connection, Transport } from '../transport/transport.ts';

/** What is told over a connection. */
export type WayTold = Parameters<Parameters<Transport['connect']>[1]>[0];
export type End = Extract<WayTold, { type: 'closed' }>['end'];

type Failure =
  | { readonly kind: 'transient' | 'fatal'; readonly problem: Problem }
  | { readonly kind: 'rate-limited' }
  | { readonly kind: 'unauthorised'; readonly requestId?: string };

/** The way that the panel itself would go with these settings. No call rejects. */
export interface TestWay {
  /** null: it comes to be with the first message. */
  createChat(sessionId: string, pageUrl: null, signal: AbortSignal): Promise<Result<string | null, Failure>>;
  connect(
    chatId: string | null,
    tell: (told: WayTold) => void,
    ended: () => void,
    sessionId: string,
  ): Connection;
  /** What *automatic* has come to; null: to nothing. */
  inUse(): { readonly way: string } | null;
}

export function problemOfFailure(failure: Failure): Problem {
  switch (failure.kind) {
    case 'transient':
    case 'fatal':
      return failure.problem;
    case 'rate-limited':
      return { code: 'rate-limited' };
    case 'unauthorised':
      return { code: 'sign-in-needed', requestId: failure.requestId };
    default:
      return failure satisfies never;
  }
}

export function problemOfEnd(end: End): Problem {
  switch (end.kind) {
    case 'halt':
    case 'back-off':
      return end.problem;
    case 'wait':
      return { code: 'rate-limited' };
    case 'authenticate':
      return { code: end.isForbidden === true ? 'not-authorised' : 'sign-in-needed' };
    case 'rest':
    case 'chat-gone':
      return { code: 'server-error' };
    default:
      return end satisfies never;
  }
}
