import { mostAttempts } from '../shared/back-off.ts';
import type { StartingProblem } from '../shared/connection-status.ts';
import { chatGone } from './chat.ts';
import { forgetProblem } from './connection-problem.ts';
import {
  backOff,
  connectionGeneration,
  halt,
  letGo,
  noteProgress,
  waitForRate,
  waitForStart,
} from './connection.ts';
import { turnedAway } from './refusal.ts';
import { hasWork } from './state.ts';
import type { ConnectionEnd } from './transport-event.ts';
import { emit, setConnection, setExchange, takeGeneration, update, type Turn } from './turn.ts';

/** P26. Not the first, nor each: a platform that refuses because it has too much to do must not be asked as often again. */
const refusalsAskedAbout: ReadonlySet<number> = new Set([2, 4, 8]);

/** P24–P33 */
export function connectionClosed(turn: Turn, end: ConnectionEnd): void {
  const { connection } = turn.state;
  const generation = connectionGeneration(connection);
  // There is nothing left to let go of.
  setConnection(turn, { at: 'idle' });
  if (end.isTurnedAway === true) turnedAway(turn);
  switch (end.kind) {
    case 'rest':
      // Something in flight is something to send: then a polite close is one more interruption.
      return hasWork(turn.state) ? backOff(turn, { code: 'server-unreachable' }) : letGo(turn);
    case 'back-off': {
      // P40: REST has said so, and is asked each time whether it is still true.
      const isStarting = end.isRefused && connection.at === 'connecting' && connection.isStartingUp;
      const isAsked = end.isRefused && (isStarting || refusalsAskedAbout.has(turn.state.failures + 1));
      const before = turn.state.problem;
      // What REST said of an earlier refusal says more than another one, until it is asked again. A socket's own word has no subject.
      const isTold = before !== null && (before.code !== 'server-error' || before.subject !== undefined);
      const isExplained = end.isRefused && isTold;
      // It lets in whom it can't answer yet: to be back as soon as after a blip would be to ask on and on.
      if (connection.at === 'ready' && end.problem.code === 'platform-starting')
        update(turn, { failures: mostAttempts - 1 });
      if (isStarting) waitForStart(turn);
      else backOff(turn, isExplained ? null : end.problem, end.isShared);
      if (isAsked && generation !== null) emit(turn, { type: 'explain-refusal', generation });
      return;
    }
    case 'wait':
      return waitForRate(turn, end.ms);
    case 'authenticate':
      return authenticate(turn, end.isForbidden === true);
    case 'halt':
      return halt(turn, end.problem);
    case 'chat-gone':
      return chatGone(turn);
    default:
      return end satisfies never;
  }
}

/** P21, P31 */
function authenticate(turn: Turn, isForbidden: boolean): void {
  // A second sign-in would be told the same.
  if (turn.state.refreshed) return halt(turn, { code: isForbidden ? 'not-authorised' : 'sign-in-needed' });
  const isAnswer = turn.state.exchange?.at === 'transmitted';
  letGo(turn);
  const { exchange } = turn.state;
  if (isAnswer && exchange?.at === 'locating') setExchange(turn, { ...exchange, isTurnedAway: true });
  const generation = takeGeneration(turn);
  update(turn, { refreshed: true });
  setConnection(turn, { at: 'refreshing', generation });
  emit(turn, { type: 'refresh-token', generation, ...(isForbidden && { isForbidden }) });
}

/** P26: what REST says of a refused connection. */
export function refusalExplained(turn: Turn, problem: StartingProblem): void {
  const { connection } = turn.state;
  if (connection.at !== 'backing-off' && connection.at !== 'exhausted') return;
  // No attempt would help before somebody signs in.
  if (problem.code === 'sign-in-needed') return halt(turn, problem);
  const isStarting = problem.code === 'platform-starting';
  if (isStarting) {
    forgetProblem(turn);
    noteProgress(turn, problem.progress);
  } else update(turn, { problem });
  if (connection.at !== 'backing-off' || connection.cause === 'rate') return;
  if (isStarting) setConnection(turn, { ...connection, cause: 'starting' });
  else if (connection.cause === 'starting') setConnection(turn, { ...connection, cause: 'failure' });
}
