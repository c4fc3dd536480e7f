import type { TokenSource } from '../../auth/token-source.ts';
import type { Profile } from '../../config/profile.ts';
import { mayReadPage, type SiteRules } from '../../config/site-rules.ts';
import type { Branding } from '../../messaging/contract.ts';
import type { CallFailure } from '../../session/event.ts';
import type { History } from '../../session/history.ts';
import type { TransportCapabilities, TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import type { WayInUse } from '../../shared/connection-way.ts';
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import type { RefusedByLimit } from '../../transport/http/explain-upgrade.ts';
import { explained } from '../../transport/http/explained.ts';
import { toProblem, type RestFailure } from '../../transport/http/failure.ts';
import { createRestClient, type RestClient } from '../../transport/http/rest-client.ts';
import type { Connection, PlatformCredentials } from '../../transport/transport.ts';
import type { WebSocketConstructor } from '../../transport/websocket/text-socket.ts';
import { isTransient, toCallFailure } from './call-failure.ts';
import { createChatReader, toHistory, type ChatReader } from './chat-reader.ts';
import { guardPages } from './page-guard.ts';
import {
  createPlatformTransport,
  type PlatformTransportOptions,
  type WayFinding,
} from './platform-transport.ts';
import { createRefusalCauses } from './refusal-causes.ts';
import { createJoinPreflight, type JoinPreflightOptions } from './join-preflight.ts';

/** What a session needs of one platform, in the session's own words. No call rejects. */
export interface PlatformGateway extends ChatReader {
  readonly capabilities: TransportCapabilities;
  /**
   * Safe to repeat: the same `sessionId` gets the same chat. `pageUrl` only of a page that the user attached. null: it comes
   * to be with the first message (P46). `onDelay`: it is not there yet, or has a fault, and is asked again.
   */
  createChat(
    sessionId: string,
    pageUrl: string | null,
    signal: AbortSignal,
    onDelay?: (cause: StartingProblem) => void,
  ): Promise<Result<string | null, CallFailure>>;
  /** @param look over this connection: a first one that hangs gives way to a second */
  readHistory(
    chatId: string,
    look: number,
    signal: AbortSignal,
  ): Promise<Result<History, 'transient' | 'gone'>>;
  /** Which of the causes of a refused connection it is (P26). @param chatId the chat that it was for */
  explainRefusal(signal: AbortSignal, chatId?: string): Promise<StartingProblem | RefusedByLimit>;
  /** As of `Transport`. */
  expectConnection(): void;
  /** As of `Transport`; null: `connectUnnamed`. */
  connect(
    chatId: string | null,
    tell: (event: TransportEvent) => void,
    ended: () => void,
    sessionId: string,
  ): Connection;
  /** By which way it is connected, or would be; null: by none. */
  inUse(): WayInUse | null;
  /** The network is another, or a person asks: a better way may be open now. */
  lookAgain(isAsked?: true): void;
  /** null where the platform has none, or can't tell now: then `again` is told, with the ms to wait at the least. */
  readBranding(signal: AbortSignal, again?: (notBefore: number) => void): Promise<Branding | null>;
}

export interface PlatformGatewayOptions extends Pick<JoinPreflightOptions, 'knownTenants'> {
  readonly profile: Profile;
  readonly way: PlatformTransportOptions['way'];
  readonly tokens: TokenSource;
  /** Which pages may leave. */
  readonly pageRules: SiteRules;
  /** Of the chats that it creates. Absent: that of all that wait for a first question. */
  readonly title?: string;
  /** For *automatic*, and for v1. Absent: nothing is known of the place, and nothing kept. */
  readonly finding?: Pick<WayFinding, 'known' | 'keep'>;
  /** Nothing of a platform is there: whether something else is, which is to be asked from now on. */
  readonly elsewhere?: (signal: AbortSignal) => Promise<boolean>;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

const noFinding: NonNullable<PlatformGatewayOptions['finding']> = { known: null, keep: () => undefined };

/** The title a chat has on the server: it is created before the first question, so it can't be taken from it. */
export const newChatTitle = 'New chat';

/** ms. The browser may ask over a connection that died with the last one, and that it doesn't know of yet. */
const firstLookMs = 6000;

export function createPlatformGateway(options: PlatformGatewayOptions): PlatformGateway {
  const { profile, tokens, pageRules, finding = noFinding } = options;
  const rest: RestClient = createRestClient(options);
  // One look is enough to tell the causes apart, and the user is waiting for the word.
  const probe = createRestClient({ ...options, attempts: 1 });
  const preflight = createJoinPreflight({ ...options, checkTenant: probe.checkTenant });
  const credentials: PlatformCredentials = {
    admit: preflight.toJoin,
    async renew(stale, isForbidden) {
      if (stale === null) return 'refused';
      // Nothing else can be had for it, and it is good: to end the sign-in would mend nothing.
      if (isForbidden && (await tokens.isRenewable?.()) === false) return 'refreshed';
      const outcome = await tokens.refresh(stale);
      return outcome === 'signed-out' ? 'refused' : outcome;
    },
  };
  const transport = createPlatformTransport({ ...options, ...finding, rest: probe, credentials });

  const explain = (failure: RestFailure, signal: AbortSignal): Promise<StartingProblem> =>
    explained(toProblem(failure, profile), failure, {
      ...profile,
      fetch: options.fetch,
      clock: options.clock,
      signal,
    });

  return {
    ...createChatReader({ rest, profile, explain }),
    get capabilities() {
      return transport.capabilities;
    },
    expectConnection: transport.expectConnection,
    connect(chatId, tell, ended, sessionId) {
      const connection =
        chatId === null
          ? transport.connectUnnamed?.(tell, ended, sessionId)
          : transport.connect(chatId, tell, ended, sessionId);
      // `createChat` names a chat for every way that can't do without.
      return guardPages(connection ?? transport.connect('', tell, ended, sessionId), pageRules, tell);
    },
    inUse: transport.inUse,
    lookAgain: transport.lookAgain,
    async createChat(sessionId, pageUrl, signal, onDelay) {
      const admitted = await preflight.toCreate();
      if (!admitted.ok) return fail({ kind: 'fatal', problem: admitted.failure });
      const mayTell = pageUrl !== null && mayReadPage(pageRules, pageUrl);
      const created = await rest.createChat(
        { title: options.title ?? newChatTitle, sessionId, ...(mayTell ? { context: { pageUrl } } : {}) },
        signal,
        (failure, tried) => {
          // The first is often a blip, that the next attempt mends.
          if (tried > 1 || failure.kind === 'starting') onDelay?.(toProblem(failure, profile));
        },
      );
      if (created.ok) return ok(created.value.chatId);
      // P46: it creates them with the first message, perhaps. Where it has nothing to say there, either, the socket tells.
      const { kind } = created.failure;
      const isNoWay = kind === 'wrong-path' || kind === 'unexpected-body';
      const isElsewhere = isNoWay && (await options.elsewhere?.(signal)) === true;
      if (isNoWay && !isElsewhere && transport.connectUnnamed !== undefined) return ok(null);
      const failure = toCallFailure(created.failure, toProblem(created.failure, profile));
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
      return ok(toHistory(read.value));
    },
    explainRefusal: createRefusalCauses({ ...options, probe, explain }),
    async readBranding(signal, again) {
      const read = await probe.readChatConfig(signal);
      if (!read.ok && isTransient(read.failure))
        again?.(read.failure.kind === 'rate-limited' ? read.failure.retryAfterMs : 0);
      return read.ok ? read.value : null;
    },
  };
}
