import type { UserMessage } from '../shared/conversation.ts';
import { firstPollMs, sendNext } from './delivery.ts';
import { accept, finishAnswer, flush, settleUnknown } from './exchange.ts';
import { connect, letGo } from './connection.ts';
import { isWanted } from './state.ts';
import { clearTimer, commit, setExchange, setTimer, type Turn } from './turn.ts';

/** The platform can't be told to stop: the answer ends here, and what still comes of it is dropped. */
export function stop(turn: Turn): void {
  const { exchange } = turn.state;
  switch (exchange?.at) {
    case undefined:
      return;
    case 'transmitted':
    case 'locating': {
      if (exchange.stopped) return;
      // Its place was taken away while nobody could say whether the question had arrived.
      if (exchange.message.status === 'checking') {
        commit(turn, { type: 'message-put', message: exchange.answer });
      }
      finishAnswer(turn, exchange.answer, { status: 'stopped', text: '', replaces: false });
      setExchange(turn, { ...exchange, stopped: true });
      // Still to be learnt: whether the message itself arrived.
      if (exchange.at === 'locating') return setTimer(turn, 'poll', firstPollMs);
      // Where nothing comes before the whole answer does, only letting go ends it.
      if (!turn.state.capabilities.streams) {
        // It was handed over, and nobody will be able to say more.
        if (!turn.state.capabilities.hasHistory) settleUnknown(turn, exchange.message, exchange.answer, true);
        return dropRest(turn, false);
      }
      return setTimer(turn, 'silence', turn.state.capabilities.silenceMs);
    }
    case 'answering': {
      const text = flush(turn);
      finishAnswer(turn, exchange.answer, { status: 'stopped', text, replaces: false });
      return dropRest(turn, exchange.traceable);
    }
    case 'repairing':
      finishAnswer(turn, exchange.answer, { status: 'stopped', text: exchange.text, replaces: false });
      return dropRest(turn, !exchange.hasTail);
    default:
      return exchange satisfies never;
  }
}

/** With an id in each, its pieces can be told apart (P14); without, only a new connection is sure not to carry them. */
export function dropRest(turn: Turn, traceable: boolean): void {
  if (!traceable) {
    letGo(turn);
    return isWanted(turn.state) ? connect(turn) : undefined;
  }
  sendNext(turn);
}

/** A stopped message turns out to have arrived. */
export function acceptStopped(turn: Turn, message: UserMessage): void {
  clearTimer(turn, 'silence', 'poll');
  accept(turn, message);
  setExchange(turn, null);
}
