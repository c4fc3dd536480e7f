import type { SessionState } from '../../lib/session/state.ts';
import { advanceBoth, type AnyEffect, type AnyEvent, type AnyTimer } from '../session/websocket-session.ts';
import type { Agenda } from './agenda.ts';
import type { Client } from './client.ts';

/** What a client asks of the world around it. */
export interface Surroundings {
  openSocket(client: Client, generation: number): void;
  closeSocket(client: Client, generation: number): void;
  join(client: Client, generation: number): void;
  readHistory(client: Client, generation: number): void;
  explainRefusal(client: Client): void;
}

/** Does for each client what the worker would do: a fact in, a step, its effects carried out. */
export interface Crowd {
  takes(client: Client, event: AnyEvent): void;
}

export interface CrowdOptions {
  readonly agenda: Agenda;
  /** Epoch ms at the agenda's beginning. */
  readonly epoch: number;
  /** One number is drawn per step, as the session runner does. */
  readonly random: () => number;
  readonly surroundings: Surroundings;
  /** Another length for a timer than the core set: to try policies that the product doesn't have. */
  readonly retime: (state: SessionState, timer: AnyTimer, ms: number) => number;
}

export function createCrowd({ agenda, epoch, random, surroundings, retime }: CrowdOptions): Crowd {
  function takes(client: Client, event: AnyEvent): void {
    const next = advanceBoth(client.both, event, { now: epoch + agenda.now(), random: random() });
    client.both = next.after;
    for (const effect of next.effects) carryOut(client, effect);
  }

  function carryOut(client: Client, effect: AnyEffect): void {
    switch (effect.type) {
      case 'open-socket':
        return surroundings.openSocket(client, effect.generation);
      case 'close-socket':
        return surroundings.closeSocket(client, effect.generation);
      case 'send-join':
        return surroundings.join(client, effect.generation);
      case 'read-history':
        return surroundings.readHistory(client, effect.generation);
      case 'explain-refusal':
        return surroundings.explainRefusal(client);
      case 'set-timer':
        return start(client, effect.timer, retime(client.both.session, effect.timer, effect.ms));
      case 'clear-timer':
        return stop(client, effect.timer);
      // Storage always works here, and the server that a message went to is about to close.
      case 'commit':
      case 'send-message':
      case 'send-pong':
        return;
      // Nobody is signed out, every chat exists, and the ping is never started.
      case 'create-chat':
      case 'describe-chat':
      case 'refresh-token':
      case 'send-ping':
        throw new Error(`${effect.type}: not of this simulation`);
      default:
        return effect satisfies never;
    }
  }

  function start(client: Client, timer: AnyTimer, ms: number): void {
    // Of no consequence between a client and a server that are both well, and most of the work by far.
    if (timer === 'ping' || timer === 'proven') return;
    stop(client, timer);
    client.timers[timer] = agenda.in(ms, () => {
      client.timers[timer] = undefined;
      takes(client, { type: 'timer-fired', timer });
    });
  }

  function stop({ timers }: Client, timer: AnyTimer): void {
    timers[timer]?.callOff();
    timers[timer] = undefined;
  }

  return { takes };
}
