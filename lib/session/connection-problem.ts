import type { Problem, ProblemCode } from '../shared/problem.ts';
import { update, type Turn } from './turn.ts';

/** Problems that a working connection disproves. */
const connectionProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'server-unreachable',
  'server-error',
  'extension-blocked',
  'websocket-refused',
  'websocket-blocked',
  'wrong-path',
  'unexpected-reply',
  'platform-starting',
  'chat-refused',
  'tenant-unknown',
  'tenant-mismatch',
  'scope-missing',
  'not-authorised',
  'sign-in-needed',
  'proxy-origin-refused',
  'proxy-key-refused',
  'settings-rejected',
  'settings-invalid',
  'join-rejected',
  'join-timeout',
  'token-in-url-only',
]);

export function isOfConnection({ code }: Problem): boolean {
  return connectionProblems.has(code);
}

/** Whatever was wrong with the way there, something answers. */
export function forgetProblem(turn: Turn): void {
  const { problem } = turn.state;
  if (problem !== null && isOfConnection(problem)) update(turn, { problem: null });
}
