import type { TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import { createNamedTimers } from './named-timers.ts';

/** What the machine of either dialect is told of its line, whatever is said over it. */
export type LineEvent<Timer extends string> =
  | { readonly type: 'opened' }
  /** One that can't be read (P3). */
  | { readonly type: 'faulty-frame' }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  | { readonly type: 'check-asked' }
  | { readonly type: 'timer-fired'; readonly timer: Timer };

/** What either wants done. */
export type LineEffect<Timer extends string> =
  | { readonly type: 'send-ping' }
  | { readonly type: 'send-pong' }
  | { readonly type: 'close-socket' }
  | { readonly type: 'set-timer'; readonly timer: Timer; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: Timer }
  | { readonly type: 'tell'; readonly event: TransportEvent };

export interface LineKeeperOptions<Timer extends string> {
  readonly socket: { close(): void };
  readonly ping: () => unknown;
  readonly pong: () => unknown;
  readonly tell: (event: TransportEvent) => void;
  readonly fired: (timer: Timer) => void;
  readonly clock: Clock;
}

/** Does what either dialect wants done of its line, until it is let go. */
export interface LineKeeper<Timer extends string> {
  carryOut(effect: LineEffect<Timer>): void;
  isLetGo(): boolean;
  /** Aborts once it is let go. */
  readonly signal: AbortSignal;
  /** Idempotent. */
  letGo(): void;
}

export function createLineKeeper<Timer extends string>(options: LineKeeperOptions<Timer>): LineKeeper<Timer> {
  const abandoned = new AbortController();
  const timers = createNamedTimers<Timer>(options.clock, options.fired);
  const { signal } = abandoned;

  return {
    signal,
    isLetGo: () => signal.aborted,
    carryOut(effect) {
      switch (effect.type) {
        case 'send-ping':
          return void options.ping();
        case 'send-pong':
          return void options.pong();
        case 'close-socket':
          return options.socket.close();
        case 'set-timer':
          return timers.set(effect.timer, effect.ms);
        case 'clear-timer':
          return timers.clear(effect.timer);
        case 'tell':
          return options.tell(effect.event);
        default:
          return effect satisfies never;
      }
    },
    letGo() {
      if (signal.aborted) return;
      abandoned.abort();
      timers.clearAll();
      options.socket.close();
    },
  };
}
