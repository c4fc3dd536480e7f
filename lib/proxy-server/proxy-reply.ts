import type { FastifyReply } from 'fastify';
import { isObject } from '../shared/is-object.ts';
import { faultOfOurs, limitReached, requestRefused, type ProxyRefusal } from './proxy-refusal.ts';

/** What comes of a request that reached the platform, or would have. */
export type ProxyOutcome<Body> = { readonly refusal: ProxyRefusal } | { readonly body: Body };

export function sendRefusal(reply: FastifyReply, { status, body }: ProxyRefusal): FastifyReply {
  if (body.retry_after !== undefined) void reply.header('Retry-After', String(body.retry_after));
  return reply.code(status).send(body);
}

export function sendOutcome(reply: FastifyReply, outcome: ProxyOutcome<unknown>): FastifyReply {
  return 'refusal' in outcome ? sendRefusal(reply, outcome.refusal) : reply.send(outcome.body);
}

/** s, where a limit does not say how long it lasts. */
const unnamedWait = 60;

/** Of what was thrown: by a reader of bodies, by a limit, or by a mistake of ours. Its own words are never passed on. */
export function refusalOf(thrown: unknown): ProxyRefusal {
  const { statusCode, retryAfter } = isObject(thrown) ? thrown : {};
  if (typeof statusCode !== 'number') return faultOfOurs;
  if (statusCode === 429) return limitReached(typeof retryAfter === 'number' ? retryAfter : unnamedWait);
  return requestRefused(statusCode);
}
