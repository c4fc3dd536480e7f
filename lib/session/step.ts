import { chatDelayed, chatFailed, linkChat } from './chat.ts';
import { clockJumped } from './clock-jump.ts';
import { dispatch, edit, remove, restore, retry, take } from './delivery.ts';
import { timers, type Effect, type Timer } from './effect.ts';
import type { SessionEvent } from './event.ts';
import { refusalExplained } from './connection-end.ts';
import { flush } from './exchange.ts';
import { heard } from './heard.ts';
import {
  backOff,
  connect,
  connectAfresh,
  connectUnnamed,
  halt,
  letGo,
  connectionGeneration,
  reconsider,
  waitForRate,
} from './connection.ts';
import { awaitLimit, budgetTold, limitOver } from './refusal.ts';
import { historyFailed, historyRead, lineEnded, readHistory } from './repair.ts';
import { isTemporary } from '../shared/temporary-chat.ts';
import { isWanted, type SessionState } from './state.ts';
import { stop } from './stopping.ts';
import { storeFailed } from './store-failure.ts';
import { fellSilent } from './stream.ts';
import { clearTimer, setConnection, update, type Moment, type Turn } from './turn.ts';

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}

/**
 * The session core: what one fact changes, and what is to be done about it. Pure.
 * A closed session stays closed and has no effects.
 */
export function step(state: SessionState, event: SessionEvent, moment: Moment): Step {
  if (state.connection.at === 'closed') return { state, effects: [] };
  const turn: Turn = { ...moment, state, effects: [] };
  apply(turn, event);
  return { state: turn.state, effects: turn.effects };
}

function apply(turn: Turn, event: SessionEvent): void {
  const { connection } = turn.state;
  switch (event.type) {
    case 'woke':
      // A limit that the last worker learnt of (P20).
      awaitLimit(turn);
      return reconsider(turn);
    case 'watched': {
      const more = event.watchers > turn.state.watchers;
      update(turn, { watchers: event.watchers });
      // Somebody opened a panel on a session that had given up: that is a wish to try again.
      if (more && connection.at === 'exhausted') return connectAfresh(turn);
      if (more && isTemporary(turn.state.conversationId)) dispatch(turn);
      return reconsider(turn);
    }
    case 'sent':
      return take(turn, event);
    case 'stopped':
      return stop(turn);
    case 'retried':
      return retry(turn, event);
    case 'edited':
      return edit(turn, event);
    case 'removed':
      return remove(turn, event);
    case 'renamed':
      return update(turn, { title: event.title });
    case 'restored':
      return restore(turn, event);
    case 'reconnect-asked':
      // A press while connected changes nothing; anywhere else it starts anew.
      if (connection.at === 'ready') return;
      // Browsers err about being offline (VPNs, servers on this computer); a person who asks is believed.
      update(turn, { online: true, budget: { ...turn.state.budget, connectAfter: 0 } });
      return connectAfresh(turn);
    case 'problem-dismissed':
      return update(turn, { problem: null });
    case 'online-changed':
      return onlineChanged(turn, event.online);
    case 'clock-jumped':
      return clockJumped(turn);
    case 'budget-told':
      return budgetTold(turn, event.budget);
    case 'chat-created':
    case 'chat-failed':
    case 'chat-delayed':
      if (connection.at !== 'creating' || connection.generation !== event.generation) return;
      if (event.type === 'chat-failed') return chatFailed(turn, event.failure);
      if (event.type === 'chat-delayed') return chatDelayed(turn, event.generation, event.problem);
      if (event.chatId === null) return connectUnnamed(turn);
      linkChat(turn, event.chatId);
      return connect(turn);
    case 'heard':
      // Law 8: what comes over a connection that was let go says nothing about this one.
      return connectionGeneration(connection) === event.generation ? heard(turn, event.event) : undefined;
    case 'token-refreshed':
      if (connection.at !== 'refreshing' || connection.generation !== event.generation) return;
      if (event.outcome === 'refused') return halt(turn, { code: 'sign-in-needed' });
      if (event.outcome === 'unavailable') {
        // None was spent: the next refusal may ask again, or a minute of 503 would ask for a sign-in that is still good.
        update(turn, { refreshed: false });
        return backOff(turn, { code: 'server-unreachable' });
      }
      return connect(turn);
    case 'refusal-explained':
      return refusalExplained(turn, event.problem);
    case 'refusal-limited':
      if (connection.at !== 'backing-off' && connection.at !== 'exhausted') return;
      return waitForRate(turn, event.retryAfterMs);
    case 'line-ended':
      return lineEnded(turn, event.generation);
    case 'history-read':
      return historyRead(turn, event.generation, event.history);
    case 'history-failed':
      return historyFailed(turn, event.generation, event.failure);
    case 'timer-fired':
      return timerFired(turn, event.timer);
    case 'store-failed':
      return storeFailed(turn, event);
    case 'closed':
      letGo(turn);
      clearTimer(turn, ...timers);
      return setConnection(turn, { at: 'closed' });
    default:
      return event satisfies never;
  }
}

function onlineChanged(turn: Turn, online: boolean): void {
  const hasReturned = online && !turn.state.online;
  update(turn, { online });
  const { at } = turn.state.connection;
  if (online) {
    // Law 12. Only the network's return: an alarm that says again that it is there would be a reconnect by itself.
    if (at === 'halted') return hasReturned && isWanted(turn.state) ? connectAfresh(turn) : undefined;
    if (at === 'offline' || at === 'exhausted')
      return isWanted(turn.state) ? connectAfresh(turn) : letGo(turn);
    if (at === 'backing-off' && turn.state.connection.cause !== 'rate') connect(turn);
    return;
  }
  // `halted` and `idle` have nothing to lose.
  if (at === 'halted' || at === 'idle') return;
  letGo(turn);
  setConnection(turn, { at: 'offline' });
}

function timerFired(turn: Turn, timer: Timer): void {
  const { connection } = turn.state;
  switch (timer) {
    case 'retry':
      if (connection.at !== 'backing-off') return;
      return isWanted(turn.state) ? connect(turn) : letGo(turn);
    case 'limit':
      return limitOver(turn);
    case 'pace':
      dispatch(turn);
      return;
    case 'proven':
      return update(turn, { refreshed: false });
    case 'flush':
      flush(turn);
      return;
    case 'silence':
      // Accepted by nobody in a minute: another connection, and a look whether it arrived.
      if (turn.state.exchange?.at === 'transmitted') return backOff(turn, { code: 'server-unreachable' });
      return fellSilent(turn);
    case 'poll':
      return readHistory(turn);
    case 'rest':
      return isWanted(turn.state) ? undefined : letGo(turn);
    default:
      return timer satisfies never;
  }
}
