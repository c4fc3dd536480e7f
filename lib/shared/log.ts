import type { ActivityKind } from './activity.ts';
import type { CheckedName } from './checked-name.ts';
import type { ConnectionStatus } from './connection-status.ts';
import type { StorageTrouble } from './storage-error.ts';

/** Who caught what nobody expected: a name of the place, not of what it was about. */
export type CaughtAt =
  | 'panel-command'
  | 'options-command'
  | 'session'
  | 'effect'
  | 'connection'
  | 'tokens'
  | 'tenants'
  | 'ways'
  | 'branding'
  | 'page-grant'
  | 'policy-change'
  | 'attention'
  | 'hand-off'
  | 'connection-test';

/**
 * What may be logged: names of our own, counts and durations (ms), never words of a server, a page or a person. A token
 * can't get into a log that takes no text. `error` is the name of what was thrown (report.ts), `request` what the platform
 * calls its answer (R33): both were found to be no more than a name.
 */
export type LogEntry =
  | { readonly event: 'frame-dropped'; readonly fault: 'too-large' | 'not-text' | 'not-json' | 'not-a-frame' }
  | { readonly event: 'frame-unknown' }
  | { readonly event: 'port-refused' }
  | {
      readonly event: 'request-refused';
      /** no-number: it can't be answered. */
      readonly fault: 'no-number' | 'unreadable' | 'unknown' | 'wrong-port';
    }
  | { readonly event: 'wake-failed' | 'sweep-failed'; readonly error: ErrorName }
  | { readonly event: 'internal'; readonly error: ErrorName; readonly where: CaughtAt }
  /** A part of the background could not be loaded. */
  | {
      readonly event: 'part-missing';
      readonly part:
        'capture' | 'later-commands' | 'doctor' | 'hand-off' | 'import-chats' | 'open-id' | 'read-back';
      readonly error: ErrorName;
    }
  | { readonly event: 'storage'; readonly trouble: StorageTrouble; readonly where: CaughtAt }
  /** After its last attempt; `failure` as in lib/transport/http/failure.ts. */
  | {
      readonly event: 'call-failed';
      readonly call: ActivityKind;
      readonly failure: CallFault;
      readonly request?: CheckedName | undefined;
    }
  /** What has started the worker, or the first that it was asked for. */
  | {
      readonly event: 'worker-started';
      readonly by: 'page' | 'button' | 'hand-off' | 'notification' | 'alarm' | 'daily-alarm';
    }
  /** The way to the platform that the profile goes; behind *automatic*, each that was found. */
  | { readonly event: 'way'; readonly way: 'automatic' | 'v3' | 'v1' | 'rest' | 'proxy' }
  /** What the status line of a conversation says from now on. */
  | { readonly event: 'status'; readonly status: ConnectionStatus['kind'] }
  /** `ms`: since it was asked for. */
  | { readonly event: 'socket-closed'; readonly code: number; readonly ms: number }
  /** `attempt`: 2 is the first repeat. */
  | { readonly event: 'retry'; readonly call: ActivityKind; readonly attempt: number }
  | {
      readonly event: 'token-refresh';
      readonly outcome: 'refreshed' | 'refused' | 'unavailable' | 'signed-out';
    }
  /** `status`: of HTTP; 0: no answer, or none that we may see. */
  | { readonly event: 'call'; readonly call: ActivityKind; readonly status: number; readonly ms: number };

type ErrorName = CheckedName | 'unknown';

type CallFault =
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'tenant-setting'
  | 'bad-request'
  | 'unauthorised'
  | 'tenant-mismatch'
  | 'scope'
  | 'tenant-unknown'
  | 'not-found'
  | 'wrong-path'
  | 'conflict'
  | 'locked'
  | 'validation'
  | 'rate-limited'
  | 'unavailable'
  | 'starting'
  | 'unexpected-body';

export type Log = (entry: LogEntry) => void;

/** How much is kept for support, from nothing on; each has what those before it have. */
export const logLevels = ['off', 'errors', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** From which level on an event is kept; what is not here are errors. */
const quiet: { readonly [Event in LogEntry['event']]?: LogLevel } = {
  'worker-started': 'info',
  way: 'info',
  status: 'info',
  'socket-closed': 'info',
  retry: 'info',
  'token-refresh': 'info',
  'frame-unknown': 'debug',
  call: 'debug',
};

export function levelOf({ event }: Pick<LogEntry, 'event'>): LogLevel {
  return quiet[event] ?? 'errors';
}

/** To the console's debug level, which browsers hide until asked. */
export const consoleLog: Log = (entry) => console.debug('[miptech]', entry);
