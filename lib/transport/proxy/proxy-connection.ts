import type { Profile } from '../../config/profile.ts';
import { proxyCreatePath } from '../../config/platform-paths.ts';
import { retryDelay } from '../../protocol/rest/retry-after.ts';
import type { ConnectionEnd, TransportEvent } from '../../session/transport-event.ts';
import type { Log } from '../../shared/log.ts';
import { createReport } from '../../shared/report.ts';
import { explained } from '../http/explained.ts';
import type { RestFailure } from '../http/failure.ts';
import type { Connection, OutgoingMessage } from '../transport.ts';
import { toProxiedEnd, toProxiedProblem } from './proxied-failure.ts';
import type { ProxyClient } from './proxy-client.ts';
import { lookAtProxy, type ProxyLookOptions } from './proxy-look.ts';

export interface ProxyConnectionOptions extends Omit<ProxyLookOptions, 'signal'> {
  readonly profile: Pick<Profile, 'apiUrl' | 'tenantId'>;
  readonly proxy: Pick<ProxyClient, 'sendMessage'>;
  readonly log: Log;
  readonly chatId: string;
  readonly tell: (event: TransportEvent) => void;
}

/**
 * What stands for a connection to a secure proxy: ready once anything answers there, over when a request finds that nothing
 * does any more. A proxy tells nothing of its health, and nothing afterwards: a lost reply stays lost.
 */
export function createProxyConnection(options: ProxyConnectionOptions): Connection {
  const { profile, proxy, clock } = options;
  const abandoned = new AbortController();
  const { signal } = abandoned;
  const report = createReport(options.log);

  function tell(event: TransportEvent): void {
    if (!signal.aborted) options.tell(event);
  }

  function end(reason: ConnectionEnd): void {
    tell({ type: 'closed', end: reason });
    abandoned.abort();
  }

  /** null: it is there. */
  async function missing(): Promise<ConnectionEnd | null> {
    const seen = await lookAtProxy(profile.apiUrl, { ...options, signal });
    if (typeof seen === 'string') return unreached({ kind: seen === 'too-slow' ? 'timeout' : 'network' });
    if (seen.status === 429) return { kind: 'wait', ms: retryDelay(seen.headers, undefined, clock.now()) };
    return seen.status >= 500 ? toProxiedEnd({ kind: 'unavailable' }, profile) : null;
  }

  /** A browser does not say whether nobody is there, or nobody may see the answer: access may be the cure. */
  async function unreached(failure: RestFailure): Promise<ConnectionEnd> {
    const reason = toProxiedEnd(failure, profile);
    if (reason.kind !== 'back-off') return reason;
    const asking = { ...options, apiUrl: profile.apiUrl, signal };
    return { ...reason, problem: await explained(reason.problem, failure, asking, proxyCreatePath) };
  }

  async function open(): Promise<void> {
    const gone = await missing();
    if (gone === null) tell({ type: 'ready' });
    else end(gone);
  }

  async function check(): Promise<void> {
    const gone = await missing();
    if (gone !== null) end(gone);
  }

  async function send(message: OutgoingMessage): Promise<void> {
    const answered = await proxy.sendMessage(options.chatId, message, signal);
    if (!answered.ok) return refused(answered.failure);
    const { id, content } = answered.value;
    // P14: without an id it could be the rest of an earlier answer, were its question not known to be taken up.
    if (id === null) tell({ type: 'accepted', messageId: null });
    tell({ type: 'completed', messageId: id, content, sources: [], totalTokens: null, totalChunks: null });
  }

  async function refused(failure: RestFailure): Promise<void> {
    switch (failure.kind) {
      case 'rate-limited':
        return tell({ type: 'limited', retryAfterMs: failure.retryAfterMs });
      case 'validation':
      case 'bad-request':
      case 'conflict': {
        const { detail = null, requestId } = toProxiedProblem(failure, profile);
        return tell({ type: 'refused', code: null, detail, ...(requestId !== undefined && { requestId }) });
      }
      case 'network':
        return end(await unreached(failure));
      default:
        return end(toProxiedEnd(failure, profile));
    }
  }

  /** None of these rejects; were one to, its session would wait for ever. */
  function run(asked: Promise<void>): void {
    asked.catch((error: unknown) => {
      report(error, 'connection');
      end(toProxiedEnd({ kind: 'network' }, profile));
    });
  }

  run(open());
  return {
    send: (message) => run(send(message)),
    check: () => run(check()),
    // There are none to renew.
    renewToken: async () => 'refused',
    close: () => abandoned.abort(),
  };
}
