import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admission } from './admission.ts';
import { corsHeaders, isPreflight, preflightReply } from './cors.ts';
import type { CorsOrigins } from './cors.ts';
import { looseJson, readBody } from './http-body.ts';
import {
  enveloped,
  internalError,
  invalidBody,
  rateLimited,
  Refusal,
  scriptedFailure,
} from './http-reply.ts';
import { tokenInUrl, wrongMethod, wrongPath } from './http-reply.ts';
import type { Reply } from './http-reply.ts';
import { matchPath } from './path-pattern.ts';
import type { RateLimit } from './rate-limit.ts';
import { record } from './received.ts';
import type { Received } from './received.ts';
import { hasTokenInUrl, requestUrl } from './request-url.ts';
import type { Route } from './route.ts';
import type { Script } from './script.ts';

export interface HttpServerOptions {
  readonly routes: readonly Route[];
  readonly admission: Admission;
  readonly corsOrigins: CorsOrigins;
  readonly envelope: boolean;
  readonly received: Received;
  readonly script: Script;
  readonly limit: { readonly perMinute: number; readonly bucket: RateLimit } | null;
}

/** Answers one REST request, always. */
export const createHttpHandler = ({
  routes,
  admission,
  corsOrigins,
  envelope,
  ...options
}: HttpServerOptions) => {
  const { received, script, limit } = options;

  const routeFor = (
    method: string,
    path: string,
  ): { route: Route; params: Readonly<Record<string, string>> } => {
    const matches = routes.flatMap((route) => {
      const params = matchPath(route.path, path);
      return params === null ? [] : [{ route, params }];
    });
    // `/chat/{id}` also matches `/chat/list`: the path without parameters is the one that is meant.
    const [best] = matches.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
    if (best === undefined) throw new Refusal(wrongPath());
    const samePath = matches.filter((match) => match.route.path === best.route.path);
    const found = samePath.find((match) => match.route.method === method);
    if (found === undefined) throw new Refusal(wrongMethod(samePath.map((match) => match.route.method)));
    return found;
  };

  const budgetHeaders = (request: IncomingMessage, path: string): Record<string, string> => {
    if (limit === null || path === '/readyz' || path === '/api/v1/health') return {};
    const budget = limit.bucket.spend(request.socket.remoteAddress ?? '');
    const headers = {
      'X-RateLimit-Limit': String(limit.perMinute),
      'X-RateLimit-Remaining': String(budget.remaining),
      'X-RateLimit-Reset': String(budget.resetAt),
    };
    if (budget.allowed) return headers;
    const reply = rateLimited(budget.retryAfter);
    throw new Refusal({ ...reply, headers: { ...headers, ...reply.headers } });
  };

  /** Undefined: never to be answered. */
  const scripted = (method: string, path: string): Reply | 'hang' | undefined => {
    const fault = script.takeRest(method, path);
    switch (fault?.kind) {
      case undefined:
        return undefined;
      case 'hangs-rest':
        return 'hang';
      case 'wrong-shape':
        return { status: 200, body: { unexpected: ['shape', 7, null], id: 42, items: 'none' } };
      case 'fails-rest':
        return { ...scriptedFailure(fault.reply.status), ...fault.reply };
      default:
        return fault satisfies never;
    }
  };

  const answer = async (
    request: IncomingMessage,
    url: URL,
    body: string,
    signal: AbortSignal,
  ): Promise<Reply | 'cut'> => {
    const { route, params } = routeFor(request.method ?? '', url.pathname);
    const headers = budgetHeaders(request, url.pathname);
    const { tenant, caller } = await admission(request, route);
    const json = looseJson(body);
    if (typeof json === 'string' && route.method === 'POST') {
      return { ...invalidBody([{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }]), headers };
    }
    try {
      const reply = await route.handle({ params, body: json, tenant, caller, signal });
      if (reply === 'cut') return reply;
      const wraps = envelope && reply.status < 300 && reply.body !== undefined;
      const wrapped = wraps ? { ...reply, body: enveloped(reply.body, randomUUID()) } : reply;
      return { ...wrapped, headers: { ...headers, ...reply.headers } };
    } catch (error) {
      if (error instanceof Refusal)
        return { ...error.reply, headers: { ...headers, ...error.reply.headers } };
      throw error;
    }
  };

  const respond = async (request: IncomingMessage, signal: AbortSignal): Promise<Reply | 'hang' | 'cut'> => {
    const path = request.url ?? '/';
    const method = request.method ?? '';
    const entry = { method, path, headers: request.headers, at: Date.now() };
    let text = '';
    try {
      text = await readBody(request);
    } finally {
      record(received.rest, { ...entry, body: looseJson(text) });
    }
    const url = requestUrl(request);
    if (hasTokenInUrl(url)) {
      record(received.violations, `token in the URL of ${method} ${url.pathname}`);
      return tokenInUrl();
    }
    return scripted(method, url.pathname) ?? (await answer(request, url, text, signal));
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const cors = corsHeaders(request, corsOrigins);
    if (corsOrigins !== 'none' && isPreflight(request)) {
      const { status, headers, text } = preflightReply(request, corsOrigins);
      response.writeHead(status, { ...cors, ...headers }).end(text);
      return;
    }
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const reply = await respond(request, gone.signal).catch((error: unknown) =>
      error instanceof Refusal ? error.reply : internalError(),
    );
    if (reply === 'cut') response.destroy();
    else if (reply !== 'hang' && !response.destroyed) write(response, reply, cors);
  };
};

const write = (response: ServerResponse, reply: Reply, cors: Record<string, string>): void => {
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  const type: Record<string, string> =
    text === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
  const headers = { 'Cache-Control': 'no-store', ...type, ...cors, ...reply.headers };
  response.writeHead(reply.status, headers).end(text);
};
