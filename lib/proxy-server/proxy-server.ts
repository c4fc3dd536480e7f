import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController, type FastifyInstance } from 'fastify';
import { createAllowedOrigins } from './allowed-origins.ts';
import { createChatIds } from './chat-ids.ts';
import { nothingHere } from './proxy-refusal.ts';
import { refusalOf, sendRefusal } from './proxy-reply.ts';
import { addProxyRoutes } from './proxy-routes.ts';
import type { ProxySettings } from './proxy-settings.ts';
import { createTurnstile } from './turnstile.ts';
import { createUpstream } from './upstream.ts';

export interface ProxyServerOptions {
  readonly settings: ProxySettings;
  /** Where lines of the log go. Default: standard output. */
  readonly logTo?: { write(line: string): void };
  /** Asks the platform. Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch;
}

const clock = {
  now: (): number => Date.now(),
  setTimeout: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- What `setTimeout` above gave.
  clearTimeout: (handle: unknown): void => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

/** ms. Longer than a load balancer in front keeps a line, so that it is never the one to find it closed. */
const keepAliveMs = 75_000;
/** ms between two looks for requests that take too long to arrive. */
const checkEveryMs = 1000;
/** ms. Beside the answer's own time. */
const spareMs = 30_000;
/** Clients whose requests are counted; the ones that were longest away are forgotten first. */
const countedClients = 50_000;

/**
 * The secure proxy: takes chats and messages of those who may, asks the platform in the name of its own key, and gives back
 * the answer. Not listening yet; `app.inject` asks it without a network.
 */
export async function createProxyServer({
  settings,
  logTo,
  fetch,
}: ProxyServerOptions): Promise<FastifyInstance> {
  const origins = createAllowedOrigins(settings.allowedOrigins);
  const app = fastify({
    // Of a request nothing is logged but what `onResponse` below picks: no body, no header, no address as it was asked for.
    logger: {
      level: settings.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { req: () => ({}), res: () => ({}), err: nameOnly },
      ...(logTo !== undefined && { stream: logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: [...settings.trustProxy],
    bodyLimit: settings.bodyLimit,
    requestTimeout: settings.requestMs,
    connectionTimeout: settings.answerMs + spareMs,
    keepAliveTimeout: keepAliveMs,
    routerOptions: { maxParamLength: 300 },
    http: {
      headersTimeout: settings.requestMs,
      connectionsCheckingInterval: checkEveryMs,
      maxHeaderSize: 16 * 1024,
    },
    // What is wrong with a line before there is a request.
    clientErrorHandler(_error, socket) {
      if (socket.writable)
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      else socket.destroy();
    },
    // What is wrong with an address, before any hook.
    frameworkErrors: (error, _request, reply) =>
      void sendRefusal(reply.header('Cache-Control', 'no-store'), refusalOf(error)),
  });
  app.server.maxConnections = settings.connections;
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'Cache-Control': 'no-store', 'X-Request-ID': request.id });
  });
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onSend', async (_, reply) => {
    // What is under way is answered; the line it came by would otherwise be kept, and the process with it.
    if (isStopping) void reply.header('Connection', 'close');
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  });
  await app.register(cors, {
    origin: (origin, tell) => tell(null, origin !== undefined && origins.has(origin) ? origin : false),
    methods: ['POST'],
    allowedHeaders: ['Content-Type'],
    exposedHeaders: ['Retry-After', 'X-Request-ID'],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: 60_000,
    cache: countedClients,
    // The default key: the address, as far as `trustProxy` believes it; of IPv6 the network of 64 bits.
    errorResponseBuilder: (_, { ttl }) =>
      Object.assign(new Error('limit'), { statusCode: 429, retryAfter: Math.ceil(ttl / 1000) }),
  });

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) request.log.error({ event: 'internal', err: error });
    return sendRefusal(reply, refusal);
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_, reply) => sendRefusal(reply, nothingHere));
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      event: 'request',
      method: request.method,
      route: request.routeOptions.url ?? null,
      origin: origins.has(request.headers.origin) ? request.headers.origin : null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });

  app.get('/healthz', { config: { rateLimit: false }, logLevel: 'warn' }, async () => ({ status: 'ok' }));
  addProxyRoutes(app, {
    origins,
    chatIds: createChatIds(settings.signingKey, settings.tenantId),
    turnstile: createTurnstile(settings.concurrent, settings.waiting),
    upstream: createUpstream({ ...settings, clock, fetch: fetch ?? globalThis.fetch, newId: randomUUID }),
    newId: randomUUID,
  });
  return app;
}

/** Of an error its kind, and no words: those may quote what was being read. */
function nameOnly(error: Error): { type: string; message: string; stack: string } {
  return { type: error.name, message: '', stack: '' };
}
