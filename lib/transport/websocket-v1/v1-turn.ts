import type { V1Variant } from '../../config/known-way.ts';
import type { ConnectionEnd, TransportEvent } from '../../session/transport-event.ts';
import { v1Timers, type LiveV1, type V1Effect, type V1State, type V1Step, type V1Timer } from './v1-state.ts';

export function setV1(timer: V1Timer, ms: number): V1Effect {
  return { type: 'set-timer', timer, ms };
}

export function clearV1(timer: V1Timer): V1Effect {
  return { type: 'clear-timer', timer };
}

export function tellV1(event: TransportEvent): V1Effect {
  return { type: 'tell', event };
}

/** P47: what the next connection goes by. Proven: a message was taken that way. */
export function learnV1(variant: V1Variant | null, isProven = false): V1Effect {
  return { type: 'learn', variant, isProven };
}

export const goneV1: ConnectionEnd = {
  kind: 'back-off',
  problem: { code: 'server-unreachable' },
  isRefused: false,
  isShared: false,
};

export function stayV1(state: V1State, ...effects: readonly V1Effect[]): V1Step {
  return { state, effects };
}

/** The socket has closed. */
export function overV1(end: ConnectionEnd, ...before: readonly V1Effect[]): V1Step {
  return {
    state: { at: 'over' },
    effects: [...before, ...v1Timers.map(clearV1), tellV1({ type: 'closed', end })],
  };
}

/** The socket is closed by us. */
export function letGoV1(end: ConnectionEnd, ...before: readonly V1Effect[]): V1Step {
  return overV1(end, ...before, { type: 'close-socket' });
}

/** P49: no frame of this dialect carries a token, so that a renewed one would be asked for again and again. */
export function turnedAwayV1({ isSignedIn }: LiveV1, isForbidden?: true): ConnectionEnd {
  if (isSignedIn === true) return { kind: 'halt', problem: { code: 'token-in-url-only' } };
  return { kind: 'authenticate', ...(isForbidden && { isForbidden }) };
}
