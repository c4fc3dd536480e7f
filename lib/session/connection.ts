import { backOffMs, mostAttempts, spreadMs } from '../shared/back-off.ts';
import type { StartingProblem, StartProgress } from '../shared/connection-status.ts';
import type { Problem } from '../shared/problem.ts';
import { forgetProblem, isOfConnection } from './connection-problem.ts';
import { currentBudget, type Budget } from './budget.ts';
import { settleForGood, suspend } from './exchange.ts';
import { hasWork, isWanted, type ConnectionState } from './state.ts';
import {
  clearTimer,
  commit,
  emit,
  setConnection,
  setTimer,
  takeGeneration,
  update,
  type Turn,
} from './turn.ts';
import { pageUrlOf } from './wire-text.ts';

/** A panel that is closed and opened again within this time finds its connection still there. */
const restAfterMs = 20_000;
/** The first failure is often a blip that the next attempt mends; an alert for it would be noise. */
const failuresBeforeAlert = 2;

export function connectionGeneration(connection: ConnectionState): number | null {
  switch (connection.at) {
    case 'connecting':
    case 'ready':
      return connection.generation;
    case 'idle':
    case 'creating':
    case 'refreshing':
    case 'backing-off':
    case 'exhausted':
    case 'offline':
    case 'halted':
    case 'closed':
      return null;
    default:
      return connection satisfies never;
  }
}

/** Stored, and told to the user's other conversations (law 9: to none of another user). */
export function changeBudget(turn: Turn, budget: Budget): void {
  update(turn, { budget });
  commit(turn, { type: 'budget-changed', budget });
}

/** Starts an attempt: the chat first where there is none yet, then the connection. */
export function connect(turn: Turn): void {
  clearTimer(turn, 'retry', 'rest');
  if (!turn.state.online) return setConnection(turn, { at: 'offline' });
  const { connectAfter } = currentBudget(turn.state.budget, turn.now);
  // P29: learnt by this worker or the one before it, in this conversation or another.
  if (connectAfter > turn.now) return waitUntil(turn, connectAfter);
  const generation = takeGeneration(turn);
  const { chatId, connection } = turn.state;
  // P40: as long as it doesn't say otherwise.
  const isStartingUp = connection.at === 'backing-off' && connection.cause === 'starting';
  if (chatId === null) {
    setConnection(turn, { at: 'creating', generation, ...(isStartingUp && { isStartingUp }) });
    const pageUrl = pageUrlOf(turn.state.queue[0]?.attachments) ?? null;
    if (pageUrl !== null) update(turn, { isDescribed: true });
    emit(turn, { type: 'create-chat', generation, pageUrl });
  } else {
    setConnection(turn, { at: 'connecting', generation, isStartingUp });
    emit(turn, { type: 'connect', generation, chatId });
  }
}

/** The chat comes to be with the first message, and can't be asked for before. */
export function connectUnnamed(turn: Turn): void {
  const generation = takeGeneration(turn);
  setConnection(turn, { at: 'connecting', generation, isStartingUp: false });
  emit(turn, { type: 'connect', generation, chatId: null });
}

/** After anything that changes who looks or what is under way: connects, or lets go. */
export function reconsider(turn: Turn): void {
  const { connection } = turn.state;
  if (isWanted(turn.state)) {
    clearTimer(turn, 'rest');
    if (connection.at === 'idle') connect(turn);
    // P25: a message to send is reason enough not to wait for one's place in the crowd.
    if (connection.at === 'backing-off' && connection.cause === 'deploy' && hasWork(turn.state))
      connect(turn);
    return;
  }
  // P29: the wait for a rate goes on, or closing and opening the panel would be a way around it.
  if (connection.at === 'backing-off' && connection.cause !== 'rate') {
    clearTimer(turn, 'retry');
    setConnection(turn, { at: 'idle' });
  } else if (connectionGeneration(connection) !== null) {
    setTimer(turn, 'rest', restAfterMs);
  }
}

/**
 * P36: a person asked, or has something to send: the count of failures starts anew. What is wrong with the way there is told
 * until something answers: an attempt proves nothing yet.
 */
export function connectAfresh(turn: Turn): void {
  letGo(turn);
  const { problem } = turn.state;
  const isStill = problem !== null && isOfConnection(problem);
  update(turn, { failures: 0, refreshed: false, problem: isStill ? problem : null });
  connect(turn);
}

/** Where a better way is known and nothing is under way, the next connection goes it. True: it does. */
export function giveWay(turn: Turn): boolean {
  const { connection, exchange } = turn.state;
  if (connection.at !== 'ready' || connection.isSuperseded !== true || exchange !== null) return false;
  letGo(turn);
  if (isWanted(turn.state)) connect(turn);
  return true;
}

/** Ends the connection, if any, without judging it. What was in flight waits for the next one. */
export function letGo(turn: Turn): void {
  const generation = connectionGeneration(turn.state.connection);
  if (generation !== null) emit(turn, { type: 'disconnect', generation });
  clearTimer(turn, 'proven', 'retry', 'rest');
  suspend(turn);
  setConnection(turn, { at: 'idle' });
}

/**
 * @param problem told once the failures are more than a blip; null for one that mends itself
 * @param shared whether everybody else was cut off in the same moment (P25)
 */
export function backOff(turn: Turn, problem: StartingProblem | null, shared = false): void {
  if (problem?.code === 'platform-starting') return waitForStart(turn, problem);
  letGo(turn);
  const failures = turn.state.failures + 1;
  update(turn, { failures });
  if (failures >= failuresBeforeAlert && problem !== null) update(turn, { problem });
  if (!turn.state.online) return setConnection(turn, { at: 'offline' });
  if (!isWanted(turn.state)) return;
  if (failures >= mostAttempts) return setConnection(turn, { at: 'exhausted' });
  // P25: who waits for an answer is one of few, and comes back as fast as after any other break.
  const spread = shared && failures === 1 && !hasWork(turn.state);
  const ms = spread ? spreadMs(turn.random) : backOffMs(failures, turn.random);
  setConnection(turn, { at: 'backing-off', until: turn.now + ms, cause: spread ? 'deploy' : 'failure' });
  setTimer(turn, 'retry', ms);
}

/** What a platform that starts up says of it stays, until it says something else. */
export function noteProgress(turn: Turn, progress: StartProgress | undefined): void {
  if (progress !== undefined) update(turn, { progress });
}

/** P40: no fault, so nobody is told of one, and it is asked until it is there. */
export function waitForStart(turn: Turn, problem?: StartingProblem): void {
  noteProgress(turn, problem?.progress);
  letGo(turn);
  const failures = Math.min(turn.state.failures + 1, mostAttempts - 1);
  update(turn, { failures });
  forgetProblem(turn);
  if (!turn.state.online) return setConnection(turn, { at: 'offline' });
  if (!isWanted(turn.state)) return;
  const ms = backOffMs(failures, turn.random);
  setConnection(turn, { at: 'backing-off', until: turn.now + ms, cause: 'starting' });
  setTimer(turn, 'retry', ms);
}

/** P29, and P20 on the way to a connection. */
export function waitForRate(turn: Turn, ms: number): void {
  letGo(turn);
  // Who asks for a pause has answered.
  forgetProblem(turn);
  const until = turn.now + ms;
  changeBudget(turn, { ...turn.state.budget, connectAfter: until });
  waitUntil(turn, until);
}

function waitUntil(turn: Turn, until: number): void {
  setConnection(turn, { at: 'backing-off', until, cause: 'rate' });
  setTimer(turn, 'retry', Math.max(1, until - turn.now));
}

/** No way on without a person: what was in flight ends visibly instead of waiting for ever. */
export function halt(turn: Turn, problem: Problem): void {
  letGo(turn);
  settleForGood(turn);
  update(turn, { problem });
  setConnection(turn, {
    at: 'halted',
    status: problem.code === 'sign-in-needed' ? 'sign-in-needed' : 'check-settings',
  });
}
