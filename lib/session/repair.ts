import { noticeDoubles } from './double.ts';
import { showElsewhere } from './elsewhere.ts';
import { firstPollMs } from './delivery.ts';
import type { History } from './history.ts';
import { learnFrom } from './learning.ts';
import { located, mayArriveMs } from './locating.ts';
import { giveUp, lookAgain, mostReads } from './look-again.ts';
import { repaired } from './repairing.ts';
import { emit, setExchange, setTimer, takeGeneration, update, type Turn } from './turn.ts';

/** Looks into the history, where the connection is ready and no look is under way. */
export function readHistory(turn: Turn): void {
  const { connection, exchange, chatId, capabilities } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  if (connection.at !== 'ready' || exchange.reading !== null) return;
  // Of a chat that nobody has named yet there is nothing to look up, either.
  if (!capabilities.hasHistory || chatId === null) return giveUp(turn);
  const reading = takeGeneration(turn);
  const look = { reading, reads: exchange.reads + 1 };
  if (exchange.at === 'repairing') setExchange(turn, { ...exchange, ...look });
  else setExchange(turn, { ...exchange, ...look, isLast: mayArriveMs(turn, exchange) <= 0 });
  emit(turn, { type: 'read-history', generation: reading, chatId, look: look.reads });
}

/** A connection is back: as many looks again. */
export function resumeRepair(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  setExchange(turn, { ...exchange, reads: 0 });
  readHistory(turn);
}

/** What was handed to that connection has arrived by now, or never will. */
export function lineEnded(turn: Turn, generation: number): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'locating' || exchange.line?.generation !== generation) return;
  setExchange(turn, { ...exchange, line: null, brokeAt: turn.now });
  if (exchange.reads > 0 && exchange.reading === null) setTimer(turn, 'poll', firstPollMs);
}

export function historyRead(turn: Turn, generation: number, history: History): void {
  const { exchange, auditing } = turn.state;
  if (auditing === generation) update(turn, { auditing: null });
  else if (exchange === null || !('reading' in exchange) || exchange.reading !== generation) return;
  learnFrom(turn, history.items);
  noticeDoubles(turn, history.items);
  showElsewhere(turn, history.items);
  if (exchange?.at === 'locating' && exchange.reading === generation) {
    located(turn, { ...exchange, reading: null }, history);
  } else if (exchange?.at === 'repairing' && exchange.reading === generation) {
    repaired(turn, { ...exchange, reading: null }, history);
  }
}

export function historyFailed(turn: Turn, generation: number, failure: 'transient' | 'gone'): void {
  const { exchange, auditing } = turn.state;
  if (auditing === generation) update(turn, { auditing: null });
  if ((exchange?.at !== 'locating' && exchange?.at !== 'repairing') || exchange.reading !== generation)
    return;
  setExchange(turn, { ...exchange, reading: null });
  if (failure === 'transient' && exchange.reads < mostReads) return lookAgain(turn, exchange.reads);
  giveUp(turn);
}
