import type { ServerFrame } from '../../protocol/server-frame.ts';
import type { V1ServerFrame } from '../../protocol/v1-server-frame.ts';
import { codeOfError, endOfError, type SaidError } from '../websocket/close-policy.ts';
import { aboutWhich, isAboutKind } from './objection.ts';
import { answerFrame } from './v1-asking.ts';
import type { GreetingV1, ReadyV1, V1Effect, V1Step, V1Timer } from './v1-state.ts';
import { clearV1, goneV1, learnV1, letGoV1, setV1, stayV1, tellV1, turnedAwayV1 } from './v1-turn.ts';

/** P23 */
const pingEveryMs = 20_000;
const pongWithinMs = 20_000;
const pongAfterSleepMs = 2000;

/** P44 */
export function beginReady(
  { isDue: _due, isSettled: _settled, ...known }: GreetingV1,
  ...effects: readonly V1Effect[]
): V1Step {
  return {
    state: {
      ...known,
      at: 'ready',
      asked: null,
      hasPinged: false,
      hasPonged: false,
      isDoubted: false,
      answersInReply: false,
      last: null,
    },
    effects: [
      ...effects,
      ...(['greet', 'settle', 'handshake'] as const).map(clearV1),
      setV1('ping', pingEveryMs),
      tellV1({ type: 'ready' }),
    ],
  };
}

export function readyTimer(state: ReadyV1, timer: V1Timer): V1Step {
  switch (timer) {
    case 'pong':
      return letGoV1(goneV1);
    case 'ping':
      return ping(state);
    case 'unheard':
      // P47: what becomes of the message is for the history to tell; the next goes another way.
      if (state.asked?.by !== 'socket' || state.asked.isHeard || state.isProven) return stayV1(state);
      return letGoV1(goneV1, learnV1('hybrid'));
    case 'greet':
    case 'settle':
    case 'handshake':
      return stayV1(state);
    default:
      return timer satisfies never;
  }
}

/** P50: a server that was never seen to answer one is not given up for its silence, and none is sent where it could be mistaken. */
function ping(state: ReadyV1): V1Step {
  const { hasPonged, asked, mayPing } = state;
  const again = setV1('ping', pingEveryMs);
  if (!mayPing) return stayV1(state);
  if (!hasPonged && asked?.isHeard === false) return stayV1(state, again);
  return knock(state, ...(hasPonged ? [setV1('pong', pongWithinMs)] : []));
}

export function checkReady(state: ReadyV1): V1Step {
  return knock({ ...state, isDoubted: true }, setV1('pong', pongAfterSleepMs));
}

function knock(state: ReadyV1, ...effects: readonly V1Effect[]): V1Step {
  return stayV1({ ...state, hasPinged: true }, { type: 'send-ping' }, setV1('ping', pingEveryMs), ...effects);
}

/** Something came over the line, so it is alive; but what had come before the computer slept proves nothing (P23). */
function alive(state: ReadyV1, isPong: boolean, ...effects: readonly V1Effect[]): V1Step {
  if (state.isDoubted && !isPong) return stayV1(state, ...effects);
  return stayV1({ ...state, isDoubted: false }, clearV1('pong'), ...effects);
}

/** Unreadable, it still came over the line. */
export function faultyReady(state: ReadyV1): V1Step {
  return alive(state, false, tellV1({ type: 'damaged' }));
}

export function readyFrame(state: ReadyV1, said: V1ServerFrame): V1Step {
  const { frame } = said;
  switch (frame.type) {
    case 'pong':
      return alive({ ...state, hasPonged: true }, true);
    case 'ping':
      return alive(state, false, { type: 'send-pong' });
    case 'processing':
    case 'start':
    case 'chunk':
    case 'complete': {
      const next = answerFrame(state, frame, said);
      return alive(next.state, false, ...next.effects);
    }
    case 'rate-limited':
      // A request that is under way has a reply of its own to say it by.
      if (state.asked?.by === 'post' && !state.asked.isReplied) return alive(state, false);
      return alive(
        { ...state, asked: null },
        false,
        clearV1('unheard'),
        tellV1({ type: 'limited', retryAfterMs: frame.retryAfterMs }),
      );
    case 'unauthorised':
      return unauthorised(state, frame.isForbidden);
    case 'error':
      return errorReceived(state, frame);
    default:
      // Of a greeting that is over, or of no meaning here.
      return alive(state, false);
  }
}

function unauthorised(state: ReadyV1, isForbidden?: true): V1Step {
  if (state.isProven || state.isSignedIn !== true) {
    return letGoV1({ kind: 'authenticate', ...(isForbidden && { isForbidden }) });
  }
  // It has said that it does not take the message: that is not left open by what it wants instead.
  const refusal = tellV1({ type: 'refused', code: null, detail: null });
  return letGoV1(turnedAwayV1(state), ...(state.asked === null ? [] : [refusal]));
}

function errorReceived(state: ReadyV1, { code, detail }: Extract<ServerFrame, { type: 'error' }>): V1Step {
  const said: SaidError = { code, detail };
  if (codeOfError(said) === 'platform-starting') return letGoV1(endOfError(said));
  if (isAboutKind(said)) {
    const found = whatItIs(state, said);
    if (found !== null) return found;
  }
  const { asked } = state;
  // A request that is under way has a reply of its own to say it by.
  if (asked?.by === 'post' && !asked.isReplied) return alive({ ...state, said }, false);
  return alive(
    { ...state, said, asked: null },
    false,
    clearV1('unheard'),
    tellV1({ type: 'refused', code, detail }),
  );
}

/** P47: a frame of ours was of no known kind. null: it is about the message, or what is in it. */
function whatItIs(state: ReadyV1, said: SaidError): V1Step | null {
  const { asked, isProven } = state;
  const which = aboutWhich(said);
  if (which === 'ping') return alive({ ...state, mayPing: false }, false, { type: 'forgo-pings' });
  if (which === 'auth' || (which === null && asked === null)) {
    if (isProven || state.variant === 'plain' || (which === null && state.hasPinged))
      return alive(state, false);
    return alive({ ...state, variant: 'plain', isRemembered: false }, false, learnV1('plain'));
  }
  if (asked?.by !== 'socket' || asked.isHeard || isProven || !state.hasChat) return null;
  // Nothing else was sent that it could be about.
  const isCertain = which === 'message' || (state.variant === 'plain' && !state.hasPinged);
  if (!isCertain) return letGoV1(goneV1, learnV1('hybrid'));
  return alive(
    { ...state, variant: 'hybrid', isRemembered: false, asked: { ...asked, by: 'post' } },
    false,
    clearV1('unheard'),
    learnV1('hybrid'),
    { type: 'post-message', message: asked.message },
  );
}
