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
  | 'connection-test';

/**
 * What may be logged: names of our own, never words of a server, a page or a person. A token can't get into a log that
 * takes no text. `error` is the name of what was thrown (report.ts).
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
  | { readonly event: 'wake-failed' | 'sweep-failed'; readonly error: string }
  | { readonly event: 'internal'; readonly error: string; readonly where: CaughtAt };

export type Log = (entry: LogEntry) => void;

/** To the console's debug level, which browsers hide until asked. */
export const consoleLog: Log = (entry) => console.debug('[miptech]', entry);
