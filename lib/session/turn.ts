import type { Change, Effect, Timer } from './effect.ts';
import type { Exchange } from './exchange-state.ts';
import type { ConnectionState, SessionState } from './state.ts';

/** The moment and the chance that a step may use; data, so that the core stays a function. */
export interface Moment {
  /** Epoch ms. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** One step being taken: the state so far, and the effects so far. Lives for the length of `step` only. */
export interface Turn extends Moment {
  state: SessionState;
  readonly effects: Effect[];
}

export function update(turn: Turn, change: Partial<SessionState>): void {
  turn.state = { ...turn.state, ...change };
}

export function setConnection(turn: Turn, connection: ConnectionState): void {
  update(turn, { connection });
}

export function setExchange(turn: Turn, exchange: Exchange | null): void {
  update(turn, { exchange });
}

export function emit(turn: Turn, effect: Effect): void {
  turn.effects.push(effect);
}

/**
 * Changes that nothing comes between are one commit: stored together or not at all, and in one go. A timer is nothing that
 * would come between: it is set or cleared at once, whatever waits to be stored.
 */
export function commit(turn: Turn, ...changes: readonly Change[]): void {
  const at = turn.effects.findLastIndex(({ type }) => type !== 'set-timer' && type !== 'clear-timer');
  const last = turn.effects[at];
  if (last?.type !== 'commit') turn.effects.push({ type: 'commit', changes });
  else turn.effects[at] = { type: 'commit', changes: [...last.changes, ...changes] };
}

export function setTimer(turn: Turn, timer: Timer, ms: number): void {
  turn.effects.push({ type: 'set-timer', timer, ms });
}

export function clearTimer(turn: Turn, ...names: readonly Timer[]): void {
  for (const timer of names) turn.effects.push({ type: 'clear-timer', timer });
}

/** A fresh number for an effect whose outcome will be waited for. */
export function takeGeneration(turn: Turn): number {
  const generation = turn.state.nextGeneration;
  update(turn, { nextGeneration: generation + 1 });
  return generation;
}
