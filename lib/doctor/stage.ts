import type { TokenSource } from '../auth/token-source.ts';
import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import type { TestStage } from '../messaging/settings-shapes.ts';
import type { Clock } from '../shared/clock.ts';
import type { Problem } from '../shared/problem.ts';
import type { RestClient } from '../transport/http/rest-client.ts';
import type { Send } from '../transport/http/send.ts';
import type { TestSocket } from './socket-probe.ts';
import type { TestWay } from './test-way.ts';

/** How a stage ended: all but its name and times. */
export type Finding = Pick<TestStage, 'problem' | 'note' | 'status'> & {
  readonly outcome: Exclude<TestStage['outcome'], 'running'>;
};

/** What the stages after the first work with. */
export interface TestBench {
  readonly profile: ConnectionSettings;
  readonly rest: RestClient;
  /** One attempt, as `rest`. */
  readonly send: Send;
  readonly fetch: typeof globalThis.fetch;
  readonly openSocket: (url: string) => TestSocket;
  readonly clock: Clock;
  /** Of this stage: aborts when its time is over, too. */
  readonly signal: AbortSignal;
  /** Whose tokens are shown; null: there is a sign-in, which was not made for one of these hosts. */
  readonly tokens: TokenSource | null;
  /** Why the organisation's policy keeps this profile from being used; null: it doesn't. */
  readonly forbids: (profile: ConnectionSettings) => Promise<Problem | null>;
  /** Whether the browser may read what that origin answers, whatever its server allows. */
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly isOnline: () => boolean;
  /** Fit to be shown (rule R14), without the tokens that were shown to the server. */
  readonly quote: (words: string) => string | undefined;
  /** As the panel would go it. */
  readonly way: TestWay;
  /** UUID */
  readonly newId: () => string;
}

export function failed(problem: Problem, note?: Finding['note'], status?: number): Finding {
  return {
    outcome: 'failed',
    problem,
    ...(note === undefined ? {} : { note }),
    ...(status === undefined ? {} : { status }),
  };
}
