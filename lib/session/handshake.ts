import type { ProblemCode } from '../shared/problem.ts';
import { handshakeMs } from './link.ts';
import { clearTimer, order, setLink, setTimer, update, type Turn } from './turn.ts';

/** P6 */
const joinAfterMs = 1000;
/** P23 */
const pingEveryMs = 20_000;
const pongWithinMs = 20_000;

/** Problems that a working connection disproves. */
const connectionProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'server-unreachable',
  'server-error',
  'extension-blocked',
  'websocket-refused',
  'wrong-path',
  'unexpected-reply',
  'platform-starting',
  'tenant-unknown',
  'tenant-mismatch',
  'scope-missing',
  'sign-in-needed',
  'settings-rejected',
  'settings-invalid',
  'join-rejected',
  'join-timeout',
]);

export function opened(turn: Turn): void {
  const { link } = turn.state;
  if (link.at !== 'opening') return;
  setLink(turn, { at: 'greeting', generation: link.generation, startingUp: false });
  setTimer(turn, 'join', joinAfterMs);
}

/** P6: from `greeting` only, which is left by it, so it can't happen twice on one socket. */
export function join(turn: Turn): void {
  const { link, chatId } = turn.state;
  if (link.at !== 'greeting' || chatId === null) return;
  clearTimer(turn, 'join');
  setLink(turn, { at: 'joining', generation: link.generation, startingUp: link.startingUp });
  order(turn, { type: 'send-join', generation: link.generation, chatId });
}

/** The AI services are loading: that is progress, so the clock of P8 starts again. */
export function progressed(turn: Turn): void {
  const { link } = turn.state;
  if (link.at !== 'greeting' && link.at !== 'joining') return;
  setLink(turn, { ...link, startingUp: true });
  setTimer(turn, 'handshake', handshakeMs);
}

/** P8, P35 */
export function joined(turn: Turn): boolean {
  const { link, problem } = turn.state;
  if (link.at !== 'joining') return false;
  clearTimer(turn, 'handshake');
  update(turn, {
    failures: 0,
    problem: problem !== null && connectionProblems.has(problem.code) ? null : problem,
  });
  setLink(turn, { at: 'ready', generation: link.generation, doubted: false });
  setTimer(turn, 'ping', pingEveryMs);
  return true;
}

/** P23 */
export function ping(turn: Turn): void {
  // A connection that lasted this long was not a loop of refused tokens.
  if (turn.state.link.at === 'ready') update(turn, { refreshed: false });
  awaitPong(turn, pongWithinMs);
}

/**
 * Something came over the line, so it is alive (P23); but what had come before the computer slept is read after it, and
 * proves nothing.
 */
export function heard(turn: Turn, isPong: boolean): void {
  const { link } = turn.state;
  if (link.at === 'ready' && link.doubted) {
    if (!isPong) return;
    setLink(turn, { ...link, doubted: false });
  }
  clearTimer(turn, 'pong');
}

/** @param within ms until silence counts as a dead line */
export function awaitPong(turn: Turn, within: number): void {
  const { link } = turn.state;
  if (link.at !== 'ready') return;
  order(turn, { type: 'send-ping', generation: link.generation });
  setTimer(turn, 'pong', within);
  setTimer(turn, 'ping', pingEveryMs);
}
