import type { Change, Effect } from '../../session/effect.ts';

/** What waits its turn behind the effects of earlier events; timers touch nothing outside, and do not. */
export type QueuedEffect = Exclude<Effect, { type: 'set-timer' | 'clear-timer' }>;

export function isQueued(effect: Effect): effect is QueuedEffect {
  return effect.type !== 'set-timer' && effect.type !== 'clear-timer';
}

/** They do more than store. */
export function acts(queued: readonly QueuedEffect[]): boolean {
  return queued.some(({ type }) => type !== 'commit');
}

/** Is still worth showing where it can't be stored. */
export function isAnswerText(change: Change): boolean {
  return change.type === 'text-appended' || change.type === 'answer-finished';
}
