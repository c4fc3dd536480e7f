import { createAdmission } from './admission.ts';
import { createAnswers } from './answers.ts';
import type { Assistant } from './assistant.ts';
import { createAssistant } from './assistant/create-assistant.ts';
import type { Behaviour } from './behaviour.ts';
import { createCannedAssistant } from './canned-answer.ts';
import type { CannedOptions } from './canned-answer.ts';
import { demoConfig } from './chat-config.ts';
import type { CorsOrigins } from './cors.ts';
import { createDevice } from './device.ts';
import type { Device } from './device.ts';
import { createDoors } from './doors.ts';
import type { Doors, Weather } from './doors.ts';
import { createFiling } from './filing.ts';
import type { StorageHabits } from './filing.ts';
import { wholeHistory } from './history-shapes.ts';
import type { HistoryShape } from './history-shapes.ts';
import { createHttpHandler } from './http-server.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createListener } from './listener.ts';
import { createListeners } from './listeners.ts';
import { createRateLimit, documentedLimits } from './rate-limit.ts';
import { createReceived } from './received.ts';
import type { Received } from './received.ts';
import { authRoutes } from './routes/auth.ts';
import { chatRoutes } from './routes/chat.ts';
import { healthRoutes } from './routes/health.ts';
import { messageRoutes } from './routes/messages.ts';
import { tenantRoutes } from './routes/tenant.ts';
import { createScript } from './script.ts';
import { createSocketServer, socketPath } from './socket-server.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { Store, StoredChat } from './store/store.ts';
import { createTokens } from './tokens.ts';
import type { TokenPair, Trust } from './tokens.ts';
import { createUsers } from './users.ts';
import { v1Habits } from './v1-habits.ts';
import type { Dialect, SpokenHere, V1Habits } from './v1-habits.ts';
import { createV1Push } from './v1-push.ts';

export interface PlatformOptions {
  /** Default true; false: reached by `doors` alone, and there at once. */
  readonly isListening?: boolean;
  /** Default 0: any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Default: the right one (§1). */
  readonly socketPath?: string;
  readonly tenants?: readonly string[];
  /** Default 'none': a development deployment, takes no token. */
  readonly auth?: 'none' | 'required';
  readonly accessTokenSeconds?: number;
  /** Taken in X-API-Key, in place of a token; any other is refused. Default: nobody looks at that header. */
  readonly apiKeys?: readonly string[];
  /** Takes another issuer's access tokens too, over REST and in `join_chat`. Its users are known from their first on. */
  readonly trusts?: Trust;
  /** Speed of streaming; Infinity: as fast as the socket takes it. */
  readonly tokensPerSecond?: number;
  /** Default null: off. `{}`: §3's numbers. */
  readonly limits?: Partial<typeof documentedLimits> | null;
  /** Body of `GET /api/v1/chat/config`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly corsOrigins?: CorsOrigins;
  /** Wraps success bodies as §3 says. */
  readonly envelope?: boolean;
  /** History items carry `client_message_id`. */
  readonly echoClientMessageId?: boolean;
  /** What it remembers, closed with it. Default: in memory. */
  readonly store?: Store;
  /** When questions and answers get into the history. Default: at receipt, and at its end. */
  readonly stores?: Partial<StorageHabits>;
  /** Default: all of it, oldest first. */
  readonly history?: HistoryShape;
  /** History items carry `sequence_number`. */
  readonly numbersItems?: boolean;
  /** Answers in the history, and as replies to a post, carry `metadata`: sources, tokens. */
  readonly describesAnswers?: boolean;
  /** Of what is stored later. Default: the clock of this process. */
  readonly later?: (ms: number, job: () => void) => void;
  readonly assistant?: Assistant;
  /** How long an answer goes on once nobody listens in its chat. Default: to its end. */
  readonly lingerMs?: number;
  /** Told of each answer that failed by itself. */
  readonly answerFailed?: (error: unknown) => void;
  /** §6: 10 s. Shorter only to test it. */
  readonly joinTimeoutMs?: number;
  /** Default 'v3'. */
  readonly speaks?: Dialect;
  /** Of an older server. */
  readonly v1?: Partial<V1Habits>;
}

export interface TestUser {
  readonly email?: string;
  readonly tenant?: string;
  readonly scope?: readonly string[];
  /** Seconds; negative: expired already. */
  readonly expiresIn?: number;
}

export interface Platform {
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly received: Received;
  openSockets(): number;
  /** Appends; each is consumed where it applies (behaviours.ts). */
  script(...behaviours: Behaviour[]): void;
  clearScript(): void;
  /** Every answer is this text from now on, an array in exactly these chunks; null: the assistant's again. */
  answerWith(text: string | readonly string[] | null, options?: CannedOptions): void;
  issueTokens(user?: TestUser): Promise<TokenPair>;
  /** 423 for every sign-in from now on, in the first tenant unless another is named. */
  lockAccount(email: string, tenant?: string): void;
  /** What became of each question, whatever the history says. */
  readonly ledger: Ledger;
  /** Another history from now on. */
  shapeHistory(shape: HistoryShape): void;
  /** It is updated: who connects from now on finds another server. */
  becomes(speaks: Dialect, v1?: Partial<V1Habits>): void;
  /** Another device of the same user, in the same chat. */
  device(chatId: string): Device;
  /** A way in that needs no network. Default weather: everything passes. */
  doors(weather?: Weather): Doors;
  chat(chatId: string): StoredChat | undefined;
  /** Oldest first. */
  chats(): StoredChat[];
  /** Sends this frame on every open socket, for example a `ping`. */
  send(type: string, data?: Readonly<Record<string, unknown>>): void;
  /** Closes every socket with the code; without one, cuts the TCP connections. */
  drop(code?: number, reason?: string): void;
  /** Server down. Answers in progress are lost, as with a process that ends; all that was stored is kept. */
  stop(): Promise<void>;
  /** Up again, on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A MIPTech platform in this process, listening when the promise resolves. */
export const createPlatform = async (options: PlatformOptions = {}): Promise<Platform> => {
  const { host = '127.0.0.1', auth = 'none', corsOrigins = 'extensions', accessTokenSeconds = 900 } = options;
  const tenants = new Set(options.tenants ?? ['miptech-company']);
  const [firstTenant = ''] = tenants;
  const limits = options.limits ? { ...documentedLimits, ...options.limits } : null;

  let spokenHere: SpokenHere = { speaks: options.speaks ?? 'v3', v1: { ...v1Habits, ...options.v1 } };
  const spoken = (): SpokenHere => spokenHere;

  const received = createReceived();
  const script = createScript();
  const store = options.store ?? createMemoryStore();
  const users = createUsers(store.accounts);
  const { trusts = null } = options;
  const tokens = createTokens({ accessTokenSeconds, trusts, users, signIns: store.signIns });
  const ownVoice = {
    assistant: options.assistant ?? createAssistant(),
    tokensPerSecond: options.tokensPerSecond ?? 60,
  };
  let voice = ownVoice;
  const ledger = createLedger();
  const later = options.later ?? ((ms: number, job: () => void) => void setTimeout(job, ms));
  const habits: StorageHabits = { question: 'at-receipt', answer: 'at-its-end', ...options.stores };
  const filing = createFiling({ store, habits, ledger, later });
  const listeners = createListeners(options.lingerMs ?? Infinity);
  const answers = createAnswers({
    ...{ filing, listeners },
    failed: options.answerFailed ?? (() => undefined),
    voice: () => voice,
  });
  let history = options.history ?? wholeHistory;

  const sockets = createSocketServer({
    ...{ received, script, store, tokens, answers, filing, listeners, auth, tenants, corsOrigins },
    messageLimit:
      limits && createRateLimit({ perMinute: limits.messagesPerMinute, burst: limits.messagesPerMinute }),
    joinTimeoutMs: options.joinTimeoutMs ?? 10_000,
    path: options.socketPath ?? socketPath,
    later,
    spoken,
  });
  const handle = createHttpHandler({
    routes: [
      ...healthRoutes(),
      ...authRoutes({ users, tokens, accessTokenSeconds, script, received }),
      ...tenantRoutes({ tenants, config: options.config ?? demoConfig, limits }),
      ...chatRoutes(store),
      ...messageRoutes({
        ...{ store, answers, filing, listeners, received, script },
        echoClientMessageId: options.echoClientMessageId ?? true,
        numbersItems: options.numbersItems ?? false,
        describesAnswers: options.describesAnswers ?? false,
        shape: () => history,
        pushed: createV1Push({ spoken, lines: sockets.linesOf, later }),
      }),
    ],
    admission: createAdmission({ tenants, auth, tokens, apiKeys: options.apiKeys ?? null }),
    envelope: options.envelope ?? false,
    ...{ corsOrigins, received, script },
    limit: limits && {
      perMinute: limits.restPerMinute,
      bucket: createRateLimit({ perMinute: limits.restPerMinute, burst: limits.restBurst }),
    },
  });
  const listener = createListener({
    host,
    port: options.port ?? 0,
    request: handle,
    upgrade: sockets.upgrade,
  });
  if (options.isListening ?? true) await listener.start();
  const authority = `${host.includes(':') ? `[${host}]` : host}:${listener.port}`;

  const stop = async (): Promise<void> => {
    answers.abort();
    await listener.stop();
  };

  return {
    apiUrl: `http://${authority}`,
    wsUrl: `ws://${authority}${socketPath}`,
    received,
    openSockets: sockets.openSockets,
    script: (...behaviours) => script.add(behaviours),
    clearScript: script.clear,
    answerWith: (text, canned = {}) => {
      voice =
        text === null
          ? ownVoice
          : {
              assistant: createCannedAssistant(text, canned),
              tokensPerSecond: canned.tokensPerSecond ?? ownVoice.tokensPerSecond,
            };
    },
    issueTokens: ({ email = 'ada@example.com', tenant = firstTenant, scope, expiresIn } = {}) =>
      tokens.issue({
        user: users.ensure(email, tenant),
        ...(scope === undefined ? {} : { scope }),
        ...(expiresIn === undefined ? {} : { expiresIn }),
      }),
    lockAccount: (email, tenant = firstTenant) => users.lock(tenant, email),
    ledger,
    shapeHistory: (shape) => {
      history = shape;
    },
    becomes: (speaks, v1 = {}) => {
      spokenHere = { speaks, v1: { ...v1Habits, ...v1 } };
    },
    device: (chatId) => createDevice({ chat: store.findChat(chatId), filing, answers }),
    doors: (weather = () => 'passes') => createDoors({ handle, sockets, weather }),
    chat: store.findChat,
    chats: store.chats,
    send: (type, data) => sockets.lines().forEach((line) => line.send(type, data)),
    drop: (code, reason) =>
      sockets.lines().forEach((line) => (code === undefined ? line.cut() : line.close(code, reason))),
    stop,
    start: listener.start,
    close: async () => {
      await stop();
      store.close();
    },
  };
};
