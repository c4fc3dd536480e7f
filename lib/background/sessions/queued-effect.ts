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

/**
 * Whether it has to be stored all the same, later. A message that was only to be taken, or marked before it left, the core
 * takes back, or marks again before it really leaves (store-failure.ts), and spends for it anew.
 */
export function outlastsFailure(change: Change): boolean {
  if (change.type !== 'message-put') return change.type !== 'draft-spent' && change.type !== 'budget-changed';
  const { status } = change.message;
  return status !== 'queued' && status !== 'sending' && status !== 'pending';
}

function isAnswerText({ type }: Change): boolean {
  return type === 'text-appended' || type === 'answer-finished';
}

function whole(change: Change): Change {
  return change.type === 'answer-finished' ? { ...change, replaces: true } : change;
}

/**
 * Answer text is still worth showing where it can't be stored. Its end says all of it: a panel that was opened since has
 * read less from storage than was shown.
 */
export function withoutStorage(changes: readonly Change[]): Change[] {
  return changes.filter(isAnswerText).map(whole);
}

/** What pages are told of what was stored late: the pieces of an answer they have been shown. */
export function toldLate(changes: readonly Change[]): Change[] {
  return changes.filter(({ type }) => type !== 'text-appended').map(whole);
}
