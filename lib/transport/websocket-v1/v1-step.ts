import type { ConnectionEnd } from '../../session/transport-event.ts';
import { codeOfError, endOfError, endOfSocket, type SaidError } from '../websocket/close-policy.ts';
import { aboutWhich, isAboutKind, isCloseAboutKind, isCloseAboutToken } from './objection.ts';
import { beginReady, checkReady, faultyReady, readyFrame, readyTimer } from './v1-ready.ts';
import { askMessage, lookedUp, posted } from './v1-asking.ts';
import type { GreetingV1, LiveV1, ReadyV1, V1Effect, V1Event, V1State, V1Step, V1Timer } from './v1-state.ts';
import { clearV1, goneV1, learnV1, letGoV1, overV1, setV1, stayV1, tellV1, turnedAwayV1 } from './v1-turn.ts';
import { isExpected, type VariantGuess } from './variant.ts';

/** P44 */
const greetMs = 1000;
/** P47: as long as a server takes to object to a frame that it doesn't know. */
const settleMs = 1000;
/** As of dialect v3 (P8). */
const handshakeMs = 15_000;
const closeAfterErrorMs = 2000;

export function beginV1(guess: VariantGuess, hasChat: boolean): V1Step {
  return {
    state: { at: 'opening', ...guess, hasChat, isSignedIn: null, said: null },
    effects: [setV1('handshake', handshakeMs)],
  };
}

/** What one fact about a socket to an older server changes, and what is to be done about it. Pure (law 1). */
export function stepV1(state: V1State, event: V1Event): V1Step {
  if (state.at === 'over') return stayV1(state);
  switch (event.type) {
    case 'opened':
      return state.at === 'opening' ? opened(state) : stayV1(state);
    case 'admitted':
      return admitted(state, event.isSignedIn);
    case 'withheld':
      return letGoV1({ kind: 'halt', problem: event.problem });
    case 'frame':
      if (state.at === 'ready') return readyFrame(state, event.said);
      return state.at === 'greeting' ? greetingFrame(state, event.said.frame) : stayV1(state);
    case 'faulty-frame':
      return state.at === 'ready' ? faultyReady(state) : stayV1(state);
    case 'closed':
      return closed(state, event.code, event.reason);
    case 'message-asked':
      return state.at === 'ready' ? askMessage(state, event.message) : stayV1(state);
    case 'posted':
      return state.at === 'ready' ? posted(state, event) : stayV1(state);
    case 'looked-up':
      return state.at === 'ready' ? lookedUp(state, event) : stayV1(state);
    case 'check-asked':
      return state.at === 'ready' ? checkReady(state) : stayV1(state);
    case 'timer-fired':
      return state.at === 'ready' ? readyTimer(state, event.timer) : timerFired(state, event.timer);
    default:
      return event satisfies never;
  }
}

function timerFired(state: Exclude<LiveV1, ReadyV1>, timer: V1Timer): V1Step {
  if (timer === 'handshake') return letGoV1(state.said === null ? goneV1 : endOfError(state.said));
  if (state.at === 'opening') return stayV1(state);
  if (timer === 'greet') return readyIfSo({ ...state, isDue: true });
  return timer === 'settle' ? readyIfSo({ ...state, isSettled: true }) : stayV1(state);
}

function opened(opening: Extract<LiveV1, { at: 'opening' }>): V1Step {
  const state: GreetingV1 = {
    ...opening,
    at: 'greeting',
    isDue: false,
    isSettled: opening.variant === 'plain',
  };
  const greet = setV1('greet', greetMs);
  return state.isSignedIn === null ? stayV1(state, greet) : introduce(state, greet);
}

function admitted(state: LiveV1, isSignedIn: boolean): V1Step {
  const known = { ...state, isSignedIn };
  return known.at === 'greeting' && state.isSignedIn === null ? introduce(known) : stayV1(known);
}

/** P42: `auth` is the first frame, unless the server is one that wants none. */
function introduce(state: GreetingV1, ...effects: readonly V1Effect[]): V1Step {
  if (state.variant === 'plain') return readyIfSo(state, ...effects);
  const sent = [...effects, { type: 'send-auth' } as const];
  if (isExpected(state)) return readyIfSo({ ...state, isSettled: true }, ...sent);
  return stayV1(state, ...sent, setV1('settle', settleMs));
}

function readyIfSo(state: GreetingV1, ...effects: readonly V1Effect[]): V1Step {
  const isReady = state.isSignedIn !== null && state.isDue && state.isSettled && state.said === null;
  return isReady ? beginReady(state, ...effects) : stayV1(state, ...effects);
}

const hasSentAuth = ({ variant, isSignedIn }: LiveV1): boolean => variant !== 'plain' && isSignedIn !== null;

function greetingFrame(state: GreetingV1, frame: Parameters<typeof readyFrame>[1]['frame']): V1Step {
  switch (frame.type) {
    case 'established':
      return stayV1(state, setV1('greet', greetMs));
    case 'progress':
      // It says when it is there: nobody guesses that it is meanwhile.
      return stayV1(state, clearV1('greet'), setV1('handshake', handshakeMs), tellV1(frame));
    case 'ready':
      return readyIfSo({ ...state, isDue: true, said: null });
    case 'ping':
      return stayV1(state, { type: 'send-pong' });
    case 'rate-limited':
      return letGoV1({ kind: 'wait', ms: frame.retryAfterMs });
    case 'unauthorised':
      // Perhaps it wants to be told who we are first.
      if (state.variant === 'plain' && isExpected(state)) return letGoV1(goneV1, learnV1(null));
      return letGoV1(turnedAwayV1(state, frame.isForbidden));
    case 'error':
      return objected(state, frame);
    default:
      // Of an answer that is over for us, or of no meaning here.
      return stayV1(state);
  }
}

/** P19, P47 */
function objected(state: GreetingV1, { code, detail }: SaidError): V1Step {
  const said: SaidError = { code, detail };
  if (codeOfError(said) === 'platform-starting') return letGoV1(endOfError(said));
  if (state.hasChat && /chat.*not.*found/i.test(code ?? '')) return letGoV1({ kind: 'chat-gone' });
  if (codeOfError(said) === null && hasSentAuth(state) && isAboutKind(said)) {
    if (state.variant === 'hybrid') return stayV1(state);
    const plain: GreetingV1 = {
      ...state,
      ...{ variant: 'plain', isRemembered: false, isProven: false, isSettled: true },
    };
    return readyIfSo(plain, clearV1('settle'), learnV1('plain'));
  }
  if (state.variant === 'plain' && isExpected(state) && aboutWhich(said) === 'auth') {
    return letGoV1(goneV1, learnV1(null));
  }
  return stayV1({ ...state, said }, setV1('handshake', closeAfterErrorMs));
}

function closed(state: LiveV1, code: number, reason: string): V1Step {
  const end = endOfSocket(code, reason, state.at !== 'opening', state.said, state.at === 'ready');
  switch (state.at) {
    case 'opening':
      return overV1(end);
    case 'greeting': {
      const isToken = isCloseAboutToken(code, reason);
      if (!isToken && !isCloseAboutKind(code, reason)) return overV1(end);
      if (state.variant === 'plain' && isExpected(state)) return overV1(goneV1, learnV1(null));
      if (isToken) return overV1(turnedAwayV1(state));
      if (!hasSentAuth(state)) return overV1(end, learnV1(null));
      return code === 4408 ? overV1(end) : overV1(goneV1, learnV1('plain'));
    }
    case 'ready':
      return closedReady(state, code, reason, end);
    default:
      return state satisfies never;
  }
}

/** P47, P50: a close may be about the kind of what was sent last. */
function closedReady(state: ReadyV1, code: number, reason: string, end: ConnectionEnd): V1Step {
  const { asked, isProven, hasPinged, hasPonged } = state;
  if (!isProven && isCloseAboutToken(code, reason)) return overV1(turnedAwayV1(state));
  if (code === 4408 || !isCloseAboutKind(code, reason)) return overV1(end);
  if (asked === null && hasPinged && !hasPonged) return overV1(goneV1, { type: 'forgo-pings' });
  // A server that has taken a message knows what we send.
  if (isProven) return overV1(end);
  // Remembered as one that wants no `auth`, it may want one by now.
  if (!hasSentAuth(state)) return overV1(state.isRemembered ? goneV1 : end, learnV1(null));
  const isMessage = asked?.by === 'socket' && !asked.isHeard && !/\bauth\b/i.test(reason);
  return overV1(goneV1, learnV1(isMessage ? 'hybrid' : 'plain'));
}
