import { firstPollMs, sendNext } from './delivery.ts';
import { finishAnswer, settleUnknown } from './exchange.ts';
import { dropRest } from './stopping.ts';
import { setTimer, update, type Turn } from './turn.ts';

/** 1, 2, 4, 8, 16, 16 … s: with the last of these looks, about two minutes have gone by. */
const longestPollMs = 16_000;
export const mostReads = 11;

/** ms after which the history is looked into once more. @param reads how often it has been */
export function pollMs(reads: number): number {
  return Math.min(longestPollMs, firstPollMs * 2 ** Math.max(0, reads - 1));
}

export function lookAgain(turn: Turn, reads: number): void {
  setTimer(turn, 'poll', pollMs(reads));
}

/** Nobody will find out: what is known is all there will be. */
export function giveUp(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating') settleUnknown(turn, exchange.message, exchange.answer, exchange.stopped);
  if (exchange?.at === 'repairing') {
    finishAnswer(turn, exchange.answer, { status: 'interrupted', text: exchange.text, replaces: false });
  }
  goOn(turn, exchange?.at === 'repairing' && exchange.hasTail);
}

/** What may still come of the last answer must not run into the next: a new connection is sure not to carry it. */
export function goOn(turn: Turn, hasTail: boolean): void {
  update(turn, { mayTrail: true });
  if (hasTail) dropRest(turn, false);
  else sendNext(turn);
}
