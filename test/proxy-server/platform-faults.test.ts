import { describe, expect, it } from 'vitest';
import { failsRest } from '../platform/behaviours.ts';
import { chromiumOrigin } from './proxy-settings-fixture.ts';
import { proxyFixture } from './proxy-fixture.ts';

const open = proxyFixture();
const post = { method: 'POST', path: '/api/v1/chat/{id}/messages' } as const;
/** Nothing of what a platform says in its own words gets out. */
const inner = 'pg://db-7.internal:5432 stack at /srv/app.py';

interface Told {
  readonly error: string;
  readonly details: string;
  readonly retry_after?: number;
}

describe('what the platform answers to a message', () => {
  it.each<[string, number, object, number, RegExp]>([
    ['its key refused', 401, { detail: inner }, 500, /^API Error: 401 - .*key/],
    [
      'no permission',
      403,
      { code: 'insufficient_scope', message: inner },
      500,
      /^API Error: 403 - .*may not/,
    ],
    ['another tenant', 403, { code: 'tenant_mismatch', message: inner }, 500, /^API Error: 403 - .*may not/],
    [
      'no such tenant',
      404,
      { error_code: 'TENANT_NOT_FOUND', message: inner },
      500,
      /^API Error: 404 - .*tenant/,
    ],
    [
      'no such chat',
      404,
      { error_code: 'CHAT_NOT_FOUND', message: inner },
      500,
      /^API Error: 404 - Chat not found/,
    ],
    [
      'a tenant that is missing',
      400,
      { detail: `tenant_id required ${inner}` },
      500,
      /^API Error: 400 - .*tenant/,
    ],
    ['a refusal', 400, { detail: inner }, 500, /^API Error: 400 - /],
    ['a conflict', 409, { detail: inner }, 500, /^API Error: 409 - /],
    ['too much', 413, { detail: inner }, 500, /^API Error: 413 - /],
    ['a field', 422, { detail: [{ loc: ['body', 'content'], msg: inner }] }, 500, /^API Error: 422 - /],
    ['a lock', 423, { detail: inner }, 500, /^API Error: 423 - /],
    ['a fault', 500, { detail: inner }, 500, /^API Error: 500 - .*fault/],
    ['a gateway', 502, { detail: inner }, 500, /^API Error: 502 - .*fault/],
    [
      'its start',
      503,
      { code: 'schema_unavailable', message: inner },
      500,
      /^API Error: 503 - .*db_not_ready/,
    ],
    ['a redirect', 302, { detail: inner }, 500, /^API Error: 404 - .*address/],
    ['nonsense', 200, { hello: inner }, 500, /^API Error: 502 - .*sense/],
    [
      'a failure inside a success',
      200,
      { success: false, error_code: 'AUTH_REQUIRED', message: inner },
      500,
      /^API Error: 401 - /,
    ],
  ])('%s (%i) is told by its status, in words of our own', async (_, status, body, told, details) => {
    const { createChat, say, platform, log } = await open();
    const id = await createChat();
    // The older path, which is tried after a wrong one, is as wrong.
    platform.script(failsRest({ ...post, status, body }));
    platform.script(failsRest({ method: 'POST', path: '/api/v1/chat/{id}/message', status, body }));
    const answer = await say(id);
    expect(answer.statusCode).toBe(told);
    expect(answer.json<Told>().details).toMatch(details);
    for (const text of [answer.body, JSON.stringify(answer.headers), log.join('\n')])
      expect(text).not.toMatch(/internal|stack|srv|hello/);
  });

  it.each([
    ['in the body', { body: { error_code: 'RATE_LIMIT_EXCEEDED', details: { retry_after: 7 } } }],
    ['in a header', { headers: { 'Retry-After': '7' } }],
  ])('a limit is passed on as the limit it is, with its time (%s)', async (_, said) => {
    const { createChat, say, platform } = await open();
    const id = await createChat();
    platform.script(failsRest({ ...post, status: 429, ...said }));
    const answer = await say(id);
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.json<Told>()).toMatchObject({
      retry_after: 7,
      details: expect.stringMatching(/^API Error: 429/),
    });
    expect(answer.headers['access-control-allow-origin']).toBe(chromiumOrigin);
  });

  it('a chat that could not be created is told alike', async () => {
    const { ask, platform } = await open();
    platform.script(failsRest({ method: 'POST', path: '/api/v1/chat', status: 503 }));
    const answer = await ask({ url: '/api/chat/create', body: { title: 'x' } });
    expect([answer.statusCode, answer.json<Told>().details]).toEqual([
      500,
      expect.stringMatching(/^API Error: 503/),
    ]);
  });

  it('a fault that says by which name the platform knows it is logged with that, for whoever looks there', async () => {
    const { createChat, say, platform, log } = await open();
    const id = await createChat();
    platform.script(failsRest({ ...post, status: 500, headers: { 'X-Request-ID': 'req-4711' } }));
    await say(id);
    expect(log.join('\n')).toContain('"requestId":"req-4711"');
  });
});
