import type { Profile } from '../../config/profile.ts';
import type { ConnectionEnd, TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StartProgress } from '../../shared/connection-status.ts';
import type { Log } from '../../shared/log.ts';
import { createReport } from '../../shared/report.ts';
import type { RestFailure } from '../http/failure.ts';
import type { RestClient } from '../http/rest-client.ts';
import type { Connection, PlatformCredentials, OutgoingMessage } from '../transport.ts';
import { waitForAnswer } from './answer-poll.ts';
import { toConnectionEnd } from './connection-end.ts';
import { toCompleted, toPostFailure } from './post-outcome.ts';
import { isReachable } from './reachable.ts';

export interface RestConnectionOptions {
  readonly profile: Pick<Profile, 'apiUrl' | 'tenantId'>;
  readonly rest: Pick<RestClient, 'readHealth' | 'readMessages' | 'sendMessage'>;
  readonly credentials: PlatformCredentials;
  readonly clock: Clock;
  readonly log: Log;
  readonly chatId: string;
  readonly tell: (event: TransportEvent) => void;
  /** Of a request that was answered or failed; one that is broken off may be on its way for a while. */
  readonly ended: () => void;
}

/**
 * What stands for a connection where there is none: ready once the platform has answered and would let us in, over when
 * a request finds that it doesn't any more.
 */
export function createRestConnection(options: RestConnectionOptions): Connection {
  const { chatId, rest, credentials, profile } = options;
  const abandoned = new AbortController();
  const { signal } = abandoned;
  const report = createReport(options.log);
  let token: string | null = null;

  function tell(event: TransportEvent): void {
    if (!signal.aborted) options.tell(event);
  }

  function end(reason: ConnectionEnd): void {
    tell({ type: 'closed', end: reason });
    abandoned.abort();
  }

  async function open(): Promise<void> {
    const admitted = await credentials.admit(signal);
    if (!admitted.ok) return end({ kind: 'halt', problem: admitted.failure });
    token = admitted.value;
    const onProgress = (progress?: StartProgress): void =>
      tell({ type: 'progress', ...(progress && { progress }) });
    const found = await isReachable({ ...options, signal, onProgress });
    if (found.ok) tell({ type: 'ready' });
    else end(toConnectionEnd(found.failure, profile));
  }

  async function check(): Promise<void> {
    const found = await isReachable({ ...options, signal, onProgress: () => undefined });
    if (!found.ok) end(toConnectionEnd(found.failure, profile));
  }

  async function send(message: OutgoingMessage): Promise<void> {
    const posted = await rest.sendMessage(chatId, message, signal);
    if (!posted.ok) {
      refused(posted.failure);
      const { kind } = posted.failure;
      return kind === 'timeout' || kind === 'aborted' ? undefined : options.ended();
    }
    if (posted.value.role === 'assistant') return tell(toCompleted(posted.value));
    tell({ type: 'accepted', messageId: null });
    const answer = await waitForAnswer({ ...options, signal, questionId: posted.value.id });
    if (answer === null) return end(lost);
    tell(toCompleted({ ...posted.value, ...answer }));
  }

  function refused(failure: RestFailure): void {
    const told = toPostFailure(failure, profile);
    if (told.type === 'ended') end(told.end);
    else tell(told);
  }

  /** None of these rejects; were one to, its session would wait for ever. */
  function run(asked: Promise<void>): void {
    asked.catch((error: unknown) => {
      report(error, 'connection');
      end(lost);
    });
  }

  run(open());
  return {
    send: (message) => run(send(message)),
    check: () => run(check()),
    renewToken: () => credentials.renew(token),
    close: () => abandoned.abort(),
  };
}

/** What became of the message is for the history to tell. */
const lost: ConnectionEnd = {
  kind: 'back-off',
  problem: { code: 'server-unreachable' },
  isRefused: false,
  isShared: false,
};
