import type { ServerFrame } from '../../lib/protocol/server-frame.ts';
import { timers as sessionTimers, type Effect, type Timer } from '../../lib/session/effect.ts';
import type { SessionEvent } from '../../lib/session/event.ts';
import { newSession, type NewSession, type SessionState } from '../../lib/session/state.ts';
import { step } from '../../lib/session/step.ts';
import type { TransportCapabilities } from '../../lib/session/transport-event.ts';
import type { Moment } from '../../lib/session/turn.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import {
  socketTimers,
  type SocketEvent,
  type SocketState,
  type SocketTimer,
} from '../../lib/transport/websocket-v3/socket-state.ts';
import { beginSocket, stepSocket } from '../../lib/transport/websocket-v3/socket-step.ts';

/*
 * A session over its socket: the two pure machines as the effect runner joins them, so that tests can say what came over
 * the wire and see what left over it.
 */

export const streaming: TransportCapabilities = { streams: true, hasHistory: true, silenceMs: 60_000 };

/** A session over a way that streams, unless the test says otherwise. */
export const startSession = (from: Partial<NewSession> = {}): SessionState =>
  newSession({ conversationId: 'conversation', capabilities: streaming, ...from });

export interface WebSocketSession {
  readonly session: SessionState;
  /** The one that the session asked for last; null: none yet. */
  readonly socket: { readonly generation: number; readonly state: SocketState } | null;
}

/** What a socket may tell, with the generation of the effect that opened it. */
export type WireEvent =
  | { readonly type: 'socket-opened'; readonly generation: number }
  | { readonly type: 'frame-received'; readonly generation: number; readonly frame: ServerFrame }
  | { readonly type: 'frame-faulty'; readonly generation: number }
  | {
      readonly type: 'socket-closed';
      readonly generation: number;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly type: 'join-withheld'; readonly generation: number; readonly problem: Problem };

export type AnyTimer = Timer | SocketTimer;
export const anyTimers: readonly AnyTimer[] = [...sessionTimers, ...socketTimers];

export type AnyEvent =
  | Exclude<SessionEvent, { type: 'timer-fired' | 'heard' }>
  | WireEvent
  /** A transport that can go another way says that it would. */
  | { readonly type: 'superseded'; readonly generation: number }
  | { readonly type: 'timer-fired'; readonly timer: AnyTimer };

type Passed = Exclude<
  Effect,
  { type: 'connect' | 'disconnect' | 'check-connection' | 'set-timer' | 'clear-timer' }
>;

export type AnyEffect =
  | Passed
  | { readonly type: 'open-socket'; readonly generation: number }
  | { readonly type: 'send-join'; readonly generation: number; readonly chatId: string }
  | { readonly type: 'send-ping'; readonly generation: number }
  | { readonly type: 'send-pong'; readonly generation: number; readonly now: number }
  | { readonly type: 'close-socket'; readonly generation: number }
  | { readonly type: 'set-timer'; readonly timer: AnyTimer; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: AnyTimer };

/** Where the connection stands, as finely as the two machines together tell it. */
export function standing({
  session: { connection },
  socket,
}: WebSocketSession): Exclude<SessionState['connection']['at'], 'connecting'> | SocketState['at'] {
  if (connection.at !== 'connecting') return connection.at;
  return socket?.generation === connection.generation ? socket.state.at : 'opening';
}

const wireTypes: ReadonlySet<string> = new Set<WireEvent['type']>([
  'socket-opened',
  'frame-received',
  'frame-faulty',
  'socket-closed',
  'join-withheld',
]);
const isWire = (event: AnyEvent): event is WireEvent => wireTypes.has(event.type);
const isSocketTimer = (timer: AnyTimer): timer is SocketTimer => socketTimers.some((own) => own === timer);

/** One fact, and all that follows from it in both machines, in order. */
export function advanceBoth(
  before: WebSocketSession,
  event: AnyEvent,
  moment: Moment,
): { readonly after: WebSocketSession; readonly effects: readonly AnyEffect[] } {
  let { session, socket } = before;
  const effects: AnyEffect[] = [];

  function tellSession(fact: SessionEvent): void {
    const next = step(session, fact, moment);
    session = next.state;
    next.effects.forEach(passOn);
  }

  function passOn(effect: Effect): void {
    switch (effect.type) {
      case 'connect': {
        const begun = beginSocket();
        socket = { generation: effect.generation, state: begun.state };
        effects.push({ type: 'open-socket', generation: effect.generation });
        for (const own of begun.effects) if (own.type === 'set-timer') effects.push(own);
        return;
      }
      case 'disconnect':
        if (socket?.generation !== effect.generation || socket.state.at === 'over') return;
        socket = { ...socket, state: { at: 'over' } };
        for (const timer of socketTimers) effects.push({ type: 'clear-timer', timer });
        effects.push({ type: 'close-socket', generation: effect.generation });
        return;
      case 'check-connection':
        return socket?.generation === effect.generation ? tellSocket({ type: 'check-asked' }) : undefined;
      default:
        effects.push(effect);
    }
  }

  function tellSocket(fact: SocketEvent): void {
    if (socket === null) return;
    const { generation } = socket;
    const next = stepSocket(socket.state, fact);
    socket = { generation, state: next.state };
    for (const effect of next.effects) {
      switch (effect.type) {
        case 'tell':
          tellSession({ type: 'heard', generation, event: effect.event });
          break;
        case 'send-join':
          effects.push({ type: 'send-join', generation, chatId: session.chatId ?? '' });
          break;
        case 'send-pong':
          effects.push({ type: 'send-pong', generation, now: moment.now });
          break;
        case 'send-ping':
        case 'close-socket':
          effects.push({ type: effect.type, generation });
          break;
        case 'set-timer':
        case 'clear-timer':
          effects.push(effect);
          break;
        default:
          effect satisfies never;
      }
    }
  }

  if (isWire(event)) {
    if (socket?.generation === event.generation) tellSocket(toSocketEvent(event));
    if (event.type === 'socket-closed') tellSession({ type: 'line-ended', generation: event.generation });
  } else if (event.type === 'superseded')
    tellSession({ type: 'heard', generation: event.generation, event: { type: 'superseded' } });
  else if (event.type !== 'timer-fired') tellSession(event);
  else if (isSocketTimer(event.timer)) tellSocket({ type: 'timer-fired', timer: event.timer });
  else tellSession({ type: 'timer-fired', timer: event.timer });
  return { after: { session, socket }, effects };
}

function toSocketEvent(event: WireEvent): SocketEvent {
  switch (event.type) {
    case 'socket-opened':
      return { type: 'opened' };
    case 'frame-received':
      return { type: 'frame', frame: event.frame };
    case 'frame-faulty':
      return { type: 'faulty-frame' };
    case 'socket-closed':
      return { type: 'closed', code: event.code, reason: event.reason };
    case 'join-withheld':
      return { type: 'join-withheld', problem: event.problem };
    default:
      return event satisfies never;
  }
}
