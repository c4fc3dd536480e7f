import type { ServerFrame } from '../../protocol/server-frame.ts';
import type { ConnectionEnd, TransportEvent } from '../../session/transport-event.ts';
import { codeOfError, endOfError, endOfSocket, type SaidError } from '../websocket/close-policy.ts';
import {
  socketTimers,
  type SocketEffect,
  type SocketEvent,
  type SocketState,
  type SocketStep,
  type SocketTimer,
} from './socket-state.ts';

/** P6 */
const joinAfterMs = 1000;
/** P8: the server's own limit is 10 s from its side of the opening; this leaves room for a slow network. */
const handshakeMs = 15_000;
/** P8: a close that belongs to an `error` is right behind it. */
const closeAfterErrorMs = 2000;
/** P23 */
const pingEveryMs = 20_000;
const pongWithinMs = 20_000;
/** P23, but a line that slept is more likely dead than alive, and somebody has just opened the lid. */
const pongAfterSleepMs = 2000;

type LiveSocket = Exclude<SocketState, { at: 'over' }>;
export type AnswerFrame = Extract<ServerFrame, { type: 'processing' | 'start' | 'chunk' | 'complete' }>;

const unreachable: ConnectionEnd = {
  kind: 'back-off',
  problem: { code: 'server-unreachable' },
  isRefused: false,
  isShared: false,
};

export function beginSocket(): SocketStep {
  return {
    state: { at: 'opening' },
    effects: [set('handshake', handshakeMs)],
  };
}

/** What one fact about a socket changes, and what is to be done about it. Pure (law 1). Of one that is over nothing is heard. */
export function stepSocket(state: SocketState, event: SocketEvent): SocketStep {
  if (state.at === 'over') return { state, effects: [] };
  switch (event.type) {
    case 'opened':
      if (state.at !== 'opening') return stay(state);
      return { state: { at: 'greeting' }, effects: [set('join', joinAfterMs)] };
    case 'frame':
      return frameReceived(state, event.frame);
    case 'faulty-frame':
      // Unreadable, it still came over the line.
      return alive(state, false, tell({ type: 'damaged' }));
    case 'closed':
      return over(
        endOfSocket(event.code, event.reason, state.at !== 'opening', saidIn(state), state.at === 'joined'),
      );
    case 'join-withheld':
      return letGo({ kind: 'halt', problem: event.problem });
    case 'check-asked':
      return state.at === 'joined' ? knock({ ...state, isDoubted: true }, pongAfterSleepMs) : stay(state);
    case 'timer-fired':
      return timerFired(state, event);
    default:
      return event satisfies never;
  }
}

function timerFired(state: LiveSocket, { timer }: Extract<SocketEvent, { type: 'timer-fired' }>): SocketStep {
  switch (timer) {
    case 'join':
      return state.at === 'greeting' ? join(state) : stay(state);
    case 'handshake': {
      const said = saidIn(state);
      return letGo(said === null ? unreachable : endOfError(said));
    }
    case 'pong':
      return letGo(unreachable);
    case 'ping':
      return state.at === 'joined' ? knock(state, pongWithinMs) : stay(state);
    default:
      return timer satisfies never;
  }
}

function frameReceived(state: LiveSocket, frame: ServerFrame): SocketStep {
  const isJoined = state.at === 'joined';
  switch (frame.type) {
    case 'established':
    case 'unknown':
      return alive(state, false);
    case 'pong':
      return alive(state, true);
    case 'progress':
      // The AI services are loading: that is progress, so the clock of P8 starts again.
      return state.at === 'greeting' || state.at === 'joining'
        ? alive(state, false, set('handshake', handshakeMs), tell(frame))
        : alive(state, false);
    case 'ready':
      return state.at === 'greeting' ? join(state) : alive(state, false);
    case 'joined':
      return state.at === 'joining' ? joined() : alive(state, false);
    case 'ping':
      return state.at === 'joining' || isJoined
        ? alive(state, false, { type: 'send-pong' })
        : alive(state, false);
    case 'processing':
    case 'start':
    case 'chunk':
    case 'complete':
      // What was said of an earlier message says nothing about a close from now on.
      return state.at === 'joined'
        ? alive({ at: 'joined', isDoubted: state.isDoubted }, false, tell(toTransportEvent(frame)))
        : alive(state, false);
    case 'rate-limited': {
      const { retryAfterMs } = frame;
      return isJoined
        ? alive(state, false, tell({ type: 'limited', retryAfterMs }))
        : letGo({ kind: 'wait', ms: retryAfterMs });
    }
    case 'unauthorised':
      return letGo({ kind: 'authenticate', ...(frame.isForbidden && { isForbidden: true }) });
    case 'error':
      return errorReceived(state, frame);
    default:
      return frame satisfies never;
  }
}

function errorReceived(
  state: LiveSocket,
  { code, detail }: Extract<ServerFrame, { type: 'error' }>,
): SocketStep {
  const said: SaidError = { code, detail };
  // Not a fault of what was asked: it is asked again once the platform is there.
  if (codeOfError(said) === 'platform-starting') return letGo(endOfError(said));
  switch (state.at) {
    case 'joined':
      return alive({ ...state, said }, false, tell({ type: 'refused', code, detail }));
    case 'greeting':
    case 'joining':
      if (code !== null && /chat.*not.*found/i.test(code)) return letGo({ kind: 'chat-gone' });
      // The close that follows says what to do, where there is one.
      return alive({ ...state, said }, false, set('handshake', closeAfterErrorMs));
    case 'opening':
      return stay(state);
    default:
      return state satisfies never;
  }
}

function saidIn(state: SocketState): SaidError | null {
  return ('said' in state && state.said) || null;
}

/** P6: from `greeting` only, which is left by it, so it can't happen twice on one socket. */
function join(greeting: Extract<SocketState, { at: 'greeting' }>): SocketStep {
  return {
    state: { ...greeting, at: 'joining' },
    effects: [clear('join'), { type: 'send-join' }],
  };
}

/** P8, P35 */
function joined(): SocketStep {
  return {
    state: { at: 'joined', isDoubted: false },
    effects: [clear('handshake'), set('ping', pingEveryMs), tell({ type: 'ready' })],
  };
}

/** @param within ms until silence counts as a dead line */
function knock(state: SocketState, within: number): SocketStep {
  return {
    state,
    effects: [{ type: 'send-ping' }, set('pong', within), set('ping', pingEveryMs)],
  };
}

/**
 * Something came over the line, so it is alive (P23); but what had come before the computer slept is read after it, and
 * proves nothing.
 */
function alive(state: SocketState, isPong: boolean, ...effects: readonly SocketEffect[]): SocketStep {
  if (state.at !== 'joined') return { state, effects };
  if (state.isDoubted && !isPong) return { state, effects };
  return {
    state: state.isDoubted ? { ...state, isDoubted: false } : state,
    effects: [clear('pong'), ...effects],
  };
}

const set = (timer: SocketTimer, ms: number): SocketEffect => ({ type: 'set-timer', timer, ms });
const clear = (timer: SocketTimer): SocketEffect => ({ type: 'clear-timer', timer });
const tell = (event: TransportEvent): SocketEffect => ({ type: 'tell', event });

const stay = (state: SocketState): SocketStep => ({ state, effects: [] });

function letGo(end: ConnectionEnd): SocketStep {
  const { state, effects } = over(end);
  return { state, effects: [{ type: 'close-socket' }, ...effects] };
}

function over(end: ConnectionEnd): SocketStep {
  return {
    state: { at: 'over' },
    effects: [...socketTimers.map(clear), tell({ type: 'closed', end })],
  };
}

/** What a frame of an answer says, in the words of the session (P11–P17). */
export function toTransportEvent(frame: AnswerFrame): TransportEvent {
  const { messageId } = frame;
  switch (frame.type) {
    case 'processing':
      return { ...frame, type: 'accepted' };
    case 'start':
      return { type: 'started', messageId };
    case 'chunk':
      return { type: 'text', messageId, content: frame.content };
    case 'complete':
      return { ...frame, type: 'completed' };
    default:
      return frame satisfies never;
  }
}
