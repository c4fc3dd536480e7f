import type { ConnectionStatus, StartProgress } from '../../shared/connection-status.ts';
import { english } from './grammar.ts';

/** The status line. `now` is epoch ms; a count that has run out stays at 0 until the background says what came of it. */
export function statusWords(status: ConnectionStatus, now: number): string {
  switch (status.kind) {
    case 'connected':
      return 'Connected';
    case 'connecting':
      return 'Connecting';
    case 'reconnecting':
      return `Reconnecting in ${secondsUntil(status.at, now)} s`;
    case 'offline':
      return 'Offline';
    case 'starting-up':
      return 'Starting up';
    case 'waiting':
      return `Waiting ${secondsUntil(status.until, now)} s (rate limit)`;
    case 'sign-in-needed':
      return 'Sign in needed';
    case 'check-settings':
      return 'Check settings';
    default:
      return status satisfies never;
  }
}

/** How far a platform that starts up has got; empty where it gives no number. Its own words stand beside it. */
export function progressWords({ done, of }: StartProgress): string {
  if (done === undefined) return '';
  if (of === undefined) return `${english.count(done)} %`;
  return `Step ${english.count(done)} of ${english.count(of)}`;
}

/** Epoch ms that the status counts down to; null where it stands still. */
export function countdownEnd(status: ConnectionStatus): number | null {
  switch (status.kind) {
    case 'reconnecting':
      return status.at;
    case 'waiting':
      return status.until;
    case 'connected':
    case 'connecting':
    case 'offline':
    case 'starting-up':
    case 'sign-in-needed':
    case 'check-settings':
      return null;
    default:
      return status satisfies never;
  }
}

/** How the dot beside it looks. */
export function statusTone(status: ConnectionStatus): 'good' | 'busy' | 'bad' {
  switch (status.kind) {
    case 'connected':
      return 'good';
    case 'connecting':
    case 'reconnecting':
    case 'starting-up':
    case 'waiting':
      return 'busy';
    case 'offline':
    case 'sign-in-needed':
    case 'check-settings':
      return 'bad';
    default:
      return status satisfies never;
  }
}

/** Whether nothing goes on until somebody does something. */
export function isStill(status: ConnectionStatus): boolean {
  return statusTone(status) === 'bad';
}

/** `end` and `now`: epoch ms. */
export function secondsLeft(end: number, now: number): number {
  return Math.max(0, Math.ceil((end - now) / 1_000));
}

function secondsUntil(end: number, now: number): string {
  return english.count(secondsLeft(end, now));
}
