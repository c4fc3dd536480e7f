import type { SessionState } from '../../lib/session/state.ts';
import {
  advanceBoth,
  startSession,
  type AnyEffect,
  type AnyEvent,
  type AnyTimer,
  type WebSocketSession,
} from './websocket-session.ts';

/** What an observer outside the core sees of a session, kept to check it against the rules. */
export interface World {
  readonly state: SessionState;
  readonly both: WebSocketSession;
  readonly now: number;
  /** Sockets opened and neither let go nor closed by the other side. */
  readonly sockets: ReadonlySet<number>;
  readonly joins: ReadonlyMap<number, number>;
  /** When messages left. */
  readonly sentAt: readonly number[];
  readonly running: ReadonlyMap<AnyTimer, number>;
  readonly effects: readonly AnyEffect[];
}

export function newWorld(): World {
  const state = startSession({ conversationId: 'c' });
  return {
    state,
    both: { session: state, socket: null },
    now: 1_000_000,
    sockets: new Set(),
    joins: new Map(),
    sentAt: [],
    running: new Map(),
    effects: [],
  };
}

/** Turns the drawn offset into a generation that exists, or existed. */
export function aim(world: World, event: AnyEvent): AnyEvent {
  if (!('generation' in event)) return event;
  const { connection, exchange, nextGeneration } = world.state;
  const current =
    event.type === 'history-read' || event.type === 'history-failed'
      ? exchange !== null && 'reading' in exchange
        ? exchange.reading
        : null
      : 'generation' in connection
        ? connection.generation
        : null;
  return { ...event, generation: (current ?? nextGeneration - 1) - event.generation };
}

/** Whether the world could tell this at all: a timer that isn't running can't fire, a closed socket can't speak. */
export function isPossible(world: World, event: AnyEvent): boolean {
  if (event.type === 'timer-fired') return world.running.has(event.timer);
  if (event.type === 'sent') {
    const { queue, exchange } = world.state;
    return exchange?.message.id !== event.message.id && !queue.some(({ id }) => id === event.message.id);
  }
  return true;
}

export function advance(world: World, event: AnyEvent, random: number): World {
  const sockets = new Set(world.sockets);
  const joins = new Map(world.joins);
  const running = new Map(world.running);
  if (event.type === 'socket-closed') sockets.delete(event.generation);
  if (event.type === 'timer-fired') running.delete(event.timer);
  const now = world.now + 10;
  const { after: both, effects } = advanceBoth(world.both, event, { now, random });
  const state = both.session;
  for (const effect of effects) {
    if (effect.type === 'open-socket') sockets.add(effect.generation);
    if (effect.type === 'close-socket') sockets.delete(effect.generation);
    if (effect.type === 'send-join') joins.set(effect.generation, (joins.get(effect.generation) ?? 0) + 1);
    if (effect.type === 'set-timer') running.set(effect.timer, effect.ms);
    if (effect.type === 'clear-timer') running.delete(effect.timer);
  }
  const sends = effects.filter(({ type }) => type === 'send-message').map(() => now);
  return { state, both, now, sockets, joins, sentAt: [...world.sentAt, ...sends], running, effects };
}
