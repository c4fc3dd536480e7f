import { describe, expect, it } from 'vitest';
import { createUpstream } from '../../lib/proxy-server/upstream.ts';
import { passTime } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { plantedKey } from './proxy-settings-fixture.ts';

const question = { chatId: 'c1', text: 'Why?', clientMessageId: '3f2b8c1e-0000-4000-8000-000000000000' };
const asked = { id: 'q1', role: 'user', content: 'Why?' };
const json = (status: number, body: unknown): Response => Response.json(body, { status });
const never = (request: Request): Promise<Response> =>
  new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

/** A platform that answers by method and path; a function is asked anew each time. */
function over(routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>>) {
  const clock = createVirtualClock();
  const requests: Request[] = [];
  const upstream = createUpstream({
    platformUrl: 'https://platform.example',
    apiKey: plantedKey,
    tenantId: 'acme',
    answerMs: 180_000,
    clock,
    newId: () => 'session-1',
    async fetch(input) {
      const request = input as Request;
      requests.push(request);
      const route = routes[`${request.method} ${new URL(request.url).pathname}`];
      if (route === undefined) throw new TypeError('fetch failed');
      return route(request);
    },
  });
  return { upstream, clock, requests };
}

describe('the platform behind a proxy', () => {
  it('is told as one that does not answer, where nobody does', async () => {
    const { upstream } = over({});
    expect(await upstream.createChat('x')).toEqual({
      ok: false,
      failure: { failure: { kind: 'network' }, status: null, requestId: null },
    });
  });

  it('is asked by the key alone, in the tenant that is set, and follows no redirect', async () => {
    const { upstream, requests } = over({
      'POST /api/v1/chat': () =>
        new Response(null, { status: 307, headers: { Location: 'https://evil.example/api/v1/chat' } }),
      'POST /api/v1/chat/': () => json(201, { chat_id: 'c1' }),
    });
    // As an older platform does, whose path ends in a slash.
    expect(await upstream.createChat('x')).toEqual({ ok: true, value: 'c1' });
    for (const { url, redirect, headers } of requests) {
      expect(new URL(url).origin).toBe('https://platform.example');
      expect(redirect).toBe('manual');
      expect(Object.fromEntries(headers)).toEqual({
        accept: 'application/json',
        'content-type': 'application/json',
        'x-api-key': plantedKey,
        'x-tenant-id': 'acme',
      });
    }
  });

  it('has 180 s for an answer, and is not waited for any longer', async () => {
    const { upstream, clock } = over({ 'POST /api/v1/chat/c1/messages': never });
    let outcome: unknown;
    void upstream.ask(question).then((found) => (outcome = found));
    await passTime(clock, 179_000);
    expect(outcome).toBeUndefined();
    await passTime(clock, 2000);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { failure: { kind: expect.stringMatching(/timeout|aborted/) } },
    });
    expect(clock.count()).toBe(0);
  });

  it('has its answer looked for in the history, where it only says that it has the question', async () => {
    let looks = 0;
    const { upstream, clock } = over({
      'POST /api/v1/chat/c1/messages': () => json(201, asked),
      'GET /api/v1/chat/c1/messages': () => {
        looks += 1;
        const answer = { id: 'a1', role: 'assistant', content: looks === 2 ? 'Beca' : 'Because.' };
        return json(200, { items: looks === 1 ? [asked] : [asked, answer] });
      },
    });
    const answer = upstream.ask(question);
    await passTime(clock, 60_000);
    expect(await answer).toMatchObject({ ok: true, value: { id: 'a1', content: 'Because.' } });
    // The same text twice: it has stopped growing.
    expect(looks).toBe(4);
  });

  it('is given up within the same time, where the history never has one', async () => {
    const { upstream, clock, requests } = over({
      'POST /api/v1/chat/c1/messages': () => json(201, asked),
      'GET /api/v1/chat/c1/messages': () => json(200, { items: [asked] }),
    });
    const answer = upstream.ask(question);
    await passTime(clock, 200_000);
    expect(await answer).toMatchObject({ ok: false, failure: { failure: { kind: 'timeout' } } });
    expect(requests.length).toBeGreaterThan(10);
    expect(clock.count()).toBe(0);
  });
});
