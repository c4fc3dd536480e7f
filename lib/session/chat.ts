import type { StartingProblem } from '../shared/connection-status.ts';
import { backOff, halt, noteProgress, waitForRate } from './connection.ts';
import type { CallFailure } from './event.ts';
import { forgetDoubts } from './learning.ts';
import { commit, setConnection, update, type Turn } from './turn.ts';

/** Stored as it is until there is another: it may come back under the same id, with all that it held. */
export function chatGone(turn: Turn): void {
  update(turn, { chatId: null, goneChatId: turn.state.chatId });
  backOff(turn, null);
}

/** Of a new chat the server holds nothing yet. */
export function linkChat(turn: Turn, chatId: string): void {
  const { goneChatId } = turn.state;
  update(turn, { chatId, goneChatId: null });
  commit(turn, { type: 'chat-linked', chatId });
  if (goneChatId === null || goneChatId === chatId) return;
  // It goes on, but the platform knows nothing of what was said before: a person has to know that.
  const isMissed = turn.state.accepted > 0 || turn.state.learnt.readBack !== undefined;
  if (isMissed) update(turn, { problem: { code: 'chat-renewed' } });
  update(turn, { accepted: 0, said: [], sentAgain: [] });
  commit(turn, { type: 'accepted-counted', accepted: 0, said: [] });
  forgetDoubts(turn);
}

/** It is asked for again by whoever asks: told by then, as a start, or as what is wrong. */
export function chatDelayed(turn: Turn, generation: number, problem: StartingProblem): void {
  if (problem.code === 'platform-starting') {
    setConnection(turn, { at: 'creating', generation, isStartingUp: true });
    return noteProgress(turn, problem.progress);
  }
  setConnection(turn, { at: 'creating', generation });
  update(turn, { problem });
}

export function chatFailed(turn: Turn, failure: CallFailure): void {
  switch (failure.kind) {
    case 'transient':
      return backOff(turn, failure.problem);
    case 'rate-limited':
      return waitForRate(turn, failure.retryAfterMs);
    case 'unauthorised': {
      const { requestId } = failure;
      return halt(turn, { code: 'sign-in-needed', ...(requestId === undefined ? {} : { requestId }) });
    }
    case 'fatal':
      return halt(turn, failure.problem);
    default:
      return failure satisfies never;
  }
}
