import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import type { TestStage } from '../messaging/settings-shapes.ts';
import type { Clock } from '../shared/clock.ts';
import type { RestClient } from '../transport/http/rest-client.ts';
import type { TestSocket } from './socket-probe.ts';

export type StageName = TestStage['name'];

/** How a stage ended: all but its name and time. */
export type Finding = Pick<TestStage, 'problem' | 'note'> & {
  readonly outcome: Exclude<TestStage['outcome'], 'running'>;
};

/** What the stages after the first work with. */
export interface TestBench {
  readonly profile: ConnectionSettings;
  readonly rest: RestClient;
  readonly fetch: typeof globalThis.fetch;
  readonly openSocket: (url: string) => TestSocket;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}
