import { vi } from 'vitest';
import { signedOut, type TokenSource } from '../../../lib/auth/token-source.ts';
import { systemClock } from '../../../lib/browser/system-clock.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { createRestClient } from '../../../lib/transport/http/rest-client.ts';
import type { SendOptions } from '../../../lib/transport/http/send.ts';

/** What one request is answered with; an Error is thrown, as fetch does when nobody answers. */
export type Answer = Response | Error | ((request: Request) => Response | Promise<Response>);

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

export const unreachable = (): Error => new TypeError('Failed to fetch');

/** Answers in the order given, the last for ever. */
export const answering = (...answers: readonly Answer[]) => {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    // Not built anew: that would reset its referrer policy.
    const request = input instanceof Request ? input : new Request(input, init);
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request.clone());
    if (answer === undefined || answer instanceof Error) throw answer ?? unreachable();
    return typeof answer === 'function' ? answer(request) : answer.clone();
  };
  return { fetch, requests };
};

export const now = Date.parse('2026-01-31T09:00:00Z');

/** Always now; its timers are the machine's. */
export const clock = { ...systemClock, now: () => now };

export const profile = { ...productionProfile, apiUrl: 'https://api.example.org', tenantId: 'acme' };

export const signal = (): AbortSignal => new AbortController().signal;

/** A client against those answers. */
export const clientFor = (answers: readonly Answer[], options: Partial<SendOptions> = {}) => {
  const { fetch, requests } = answering(...answers);
  const client = createRestClient({
    profile,
    tokens: signedOut,
    fetch,
    clock,
    random: () => 0,
    ...options,
  });
  return { client, requests };
};

/** Signed in with `first`; a refresh takes what it is told to. */
export const tokensOf = (
  first: string,
  refresh: TokenSource['refresh'] = () => Promise.resolve('refused'),
) => {
  const held = { token: first };
  const source = {
    accessToken: () => Promise.resolve(held.token),
    refresh: vi.fn(refresh),
    hasEnded: () => Promise.resolve(false),
  };
  return { source, held };
};
