import type { Answers } from './answers.ts';
import type { Filing } from './filing.ts';
import type { Listeners } from './listeners.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Received } from './received.ts';
import type { Script } from './script.ts';
import type { Store } from './store/store.ts';
import type { Tokens } from './tokens.ts';
import type { SpokenHere } from './v1-habits.ts';

/** What every connection shares. */
export interface SocketServices {
  readonly received: Received;
  readonly script: Script;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly answers: Answers;
  readonly filing: Filing;
  readonly listeners: Listeners;
  readonly auth: 'none' | 'required';
  readonly messageLimit: RateLimit | null;
  readonly joinTimeoutMs: number;
  readonly later: (ms: number, job: () => void) => void;
  /** Asked anew with each connection. */
  readonly spoken: () => SpokenHere;
}
