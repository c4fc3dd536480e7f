import type { TokenSource } from '../../auth/token-source.ts';
import type { Profile } from '../../config/profile.ts';
import { mayReadPage, type SiteRules } from '../../config/site-rules.ts';
import type { Branding } from '../../messaging/contract.ts';
import type { CallFailure, HistoryItem } from '../../session/event.ts';
import type { TransportCapabilities, TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { explained } from '../../transport/http/explained.ts';
import { toProblem, type RestFailure } from '../../transport/http/failure.ts';
import { createRestClient, type RestClient } from '../../transport/http/rest-client.ts';
import type { Connection, PlatformCredentials, Transport } from '../../transport/transport.ts';
import type { WebSocketConstructor } from '../../transport/websocket-v3/chat-socket.ts';
import { createRestTransport } from '../../transport/rest/rest-transport.ts';
import { createWebSocketTransport } from '../../transport/websocket-v3/websocket-transport.ts';
import { guardPages } from './page-guard.ts';
import { createJoinPreflight, type JoinPreflightOptions } from './join-preflight.ts';

/** What a session needs of one platform, in the session's own words. No call rejects. */
export interface PlatformGateway {
  readonly capabilities: TransportCapabilities;
  /** Safe to repeat: the same `sessionId` gets the same chat. `pageUrl` only of a page that the user attached. */
  createChat(
    sessionId: string,
    pageUrl: string | null,
    signal: AbortSignal,
  ): Promise<Result<string, CallFailure>>;
  /** @param look over this connection: a first one that hangs gives way to a second */
  readHistory(
    chatId: string,
    look: number,
    signal: AbortSignal,
  ): Promise<Result<readonly HistoryItem[], 'transient' | 'gone'>>;
  /** Which of the causes of a refused connection it is (P26). */
  explainRefusal(signal: AbortSignal): Promise<Problem>;
  /** As of `Transport`. */
  expectConnection(): void;
  connect(chatId: string, tell: (event: TransportEvent) => void): Connection;
  /** null where the platform has none, or can't tell now. */
  readBranding(signal: AbortSignal): Promise<Branding | null>;
}

export interface PlatformGatewayOptions extends Pick<JoinPreflightOptions, 'knownTenants'> {
  readonly profile: Profile;
  readonly tokens: TokenSource;
  /** Which pages may leave. */
  readonly pageRules: SiteRules;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** The title a chat has on the server: it is created before the first question, so it can't be taken from it. */
const newChatTitle = 'New chat';

/** ms. The browser may ask over a connection that died with the last one, and that it doesn't know of yet. */
const firstLookMs = 6000;

export function createPlatformGateway(options: PlatformGatewayOptions): PlatformGateway {
  const { profile, tokens, pageRules } = options;
  const rest: RestClient = createRestClient(options);
  // One look is enough to tell the causes apart, and the user is waiting for the word.
  const probe = createRestClient({ ...options, attempts: 1 });
  const preflight = createJoinPreflight({ ...options, checkTenant: probe.checkTenant });
  const credentials: PlatformCredentials = {
    admit: preflight.toJoin,
    async renew(stale) {
      if (stale === null) return 'refused';
      const outcome = await tokens.refresh(stale);
      return outcome === 'signed-out' ? 'refused' : outcome;
    },
  };
  const transport: Transport =
    profile.protocol === 'rest'
      ? createRestTransport({ ...options, rest: probe, credentials })
      : createWebSocketTransport({ ...options, credentials });

  const explain = (failure: RestFailure, signal: AbortSignal): Promise<Problem> =>
    explained(toProblem(failure, profile), failure, {
      ...profile,
      fetch: options.fetch,
      clock: options.clock,
      signal,
    });

  return {
    capabilities: transport.capabilities,
    expectConnection: transport.expectConnection,
    connect: (chatId, tell) => guardPages(transport.connect(chatId, tell), pageRules, tell),
    async createChat(sessionId, pageUrl, signal) {
      const admitted = await preflight.toCreate();
      if (!admitted.ok) return fail({ kind: 'fatal', problem: admitted.failure });
      const mayTell = pageUrl !== null && mayReadPage(pageRules, pageUrl);
      const created = await rest.createChat(
        { title: newChatTitle, sessionId, ...(mayTell ? { context: { pageUrl } } : {}) },
        signal,
      );
      if (created.ok) return ok(created.value.chatId);
      const failure = toCallFailure(created.failure, profile);
      return fail(
        failure.kind === 'transient'
          ? { ...failure, problem: await explain(created.failure, signal) }
          : failure,
      );
    },
    async readHistory(chatId, look, signal) {
      const ask = (until: AbortSignal): ReturnType<RestClient['readMessages']> =>
        rest.readMessages(chatId, until);
      const limit = { clock: options.clock, ms: firstLookMs, signal };
      const read = await (look > 1 ? ask(signal) : withTimeout(limit, ask));
      // Signed out is for the connection to find; it doesn't mean that the history is gone.
      if (!read.ok) {
        const { failure } = read;
        return fail(isTransient(failure) || failure.kind === 'unauthorised' ? 'transient' : 'gone');
      }
      return ok(
        read.value.map(({ id, role, content, clientMessageId }) => ({
          id,
          role,
          content,
          clientMessageId: clientMessageId ?? null,
        })),
      );
    },
    async explainRefusal(signal) {
      const tenant = await probe.checkTenant(profile.tenantId, signal);
      // REST answers and knows the tenant: what is wrong is the WebSocket's own address.
      if (tenant.ok) return { code: 'websocket-refused', subject: profile.wsUrl };
      // A deployment without that call has answered all the same.
      if (tenant.failure.kind === 'wrong-path') return { code: 'websocket-refused', subject: profile.wsUrl };
      return explain(tenant.failure, signal);
    },
    async readBranding(signal) {
      const read = await probe.readChatConfig(signal);
      return read.ok ? read.value : null;
    },
  };
}

function isTransient(failure: RestFailure): boolean {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'unavailable':
    case 'rate-limited':
      return true;
    default:
      return false;
  }
}

function toCallFailure(failure: RestFailure, profile: Profile): CallFailure {
  const problem = toProblem(failure, profile);
  if (failure.kind === 'rate-limited') return { kind: 'rate-limited', retryAfterMs: failure.retryAfterMs };
  if (failure.kind === 'unauthorised') return { kind: 'unauthorised' };
  return isTransient(failure) ? { kind: 'transient', problem } : { kind: 'fatal', problem };
}
