import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toProblem, type RestFailure } from '../../../lib/transport/http/failure.ts';
import { clientFor, json, profile, signal, unreachable } from './fake-platform.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failureOf = async (answer: Response): Promise<RestFailure> => {
  const { client } = clientFor([answer]);
  const pending = client.readMessages('c1', signal());
  await vi.runAllTimersAsync();
  const result = await pending;
  if (result.ok) throw new Error('succeeded');
  return result.failure;
};

describe('each row of the table', () => {
  it.each<[string, number, unknown, RestFailure]>([
    ['R1', 400, { detail: 'tenant_id required' }, { kind: 'tenant-setting', detail: 'tenant_id required' }],
    ['R1', 400, { code: 'TENANT_INVALID', message: 'No' }, { kind: 'tenant-setting', detail: 'No' }],
    ['R1', 400, { error_code: 'TENANT_NOT_FOUND' }, { kind: 'tenant-unknown', detail: 'TENANT_NOT_FOUND' }],
    ['R1', 400, { detail: 'No such thing' }, { kind: 'bad-request', detail: 'No such thing' }],
    ['R1', 400, {}, { kind: 'bad-request' }],
    [
      'R1',
      400,
      { errors: [{ field: 'title', message: 'empty' }] },
      { kind: 'validation', fields: [{ field: 'title', message: 'empty' }] },
    ],
    ['R2', 401, { code: 'auth_required', message: 'Sign in' }, { kind: 'unauthorised', detail: 'Sign in' }],
    [
      'R2',
      401,
      { success: false, error_code: 'AUTH_REQUIRED' },
      { kind: 'unauthorised', detail: 'AUTH_REQUIRED' },
    ],
    ['R2', 401, { detail: 'invalid_token' }, { kind: 'unauthorised', detail: 'invalid_token' }],
    ['R3', 403, { code: 'tenant_mismatch', message: 'Other' }, { kind: 'tenant-mismatch', detail: 'Other' }],
    ['R3', 403, { detail: 'Wrong tenant' }, { kind: 'tenant-mismatch', detail: 'Wrong tenant' }],
    [
      'R3',
      403,
      { code: 'insufficient_scope', message: 'tenant needs chat:send' },
      { kind: 'scope', detail: 'tenant needs chat:send' },
    ],
    ['R3', 403, {}, { kind: 'scope' }],
    [
      'R4',
      404,
      { error_code: 'TENANT_NOT_FOUND', message: 'Unknown' },
      { kind: 'tenant-unknown', detail: 'Unknown' },
    ],
    [
      'R4',
      404,
      { detail: 'Tenant acme not found' },
      { kind: 'tenant-unknown', detail: 'Tenant acme not found' },
    ],
    ['R4', 404, { detail: 'Chat not found' }, { kind: 'not-found', detail: 'Chat not found' }],
    ['R4', 404, { detail: 'Not Found' }, { kind: 'wrong-path', detail: 'Not Found' }],
    ['R4', 405, { detail: 'Method Not Allowed' }, { kind: 'wrong-path', detail: 'Method Not Allowed' }],
    [
      'R5',
      422,
      { detail: [{ loc: ['body', 'title'], msg: 'too long', type: 'x' }] },
      { kind: 'validation', fields: [{ field: 'title', message: 'too long' }] },
    ],
    ['R5', 413, { detail: 'Too large' }, { kind: 'validation', detail: 'Too large', fields: [] }],
    ['R18', 409, { detail: 'There is one' }, { kind: 'conflict', detail: 'There is one' }],
    ['R19', 423, { message: 'Ask Ada' }, { kind: 'locked', detail: 'Ask Ada' }],
    [
      'R30',
      401,
      { code: 'account_locked', message: 'Ask Ada' },
      { kind: 'unauthorised', detail: 'Ask Ada', account: 'locked' },
    ],
    [
      'R6',
      429,
      { error_code: 'RATE_LIMIT_EXCEEDED', details: { retry_after: 12 } },
      { kind: 'rate-limited', retryAfterMs: 12_000, detail: 'RATE_LIMIT_EXCEEDED' },
    ],
    ['R7', 500, {}, { kind: 'unavailable' }],
    [
      'R8',
      503,
      { code: 'db_not_ready', message: 'Wait' },
      { kind: 'starting', detail: 'Wait', progress: { words: 'Wait' } },
    ],
    [
      'R8',
      503,
      { detail: { code: 'platform_initializing', message: 'Wait' } },
      { kind: 'starting', detail: 'Wait', progress: { words: 'Wait' } },
    ],
    [
      'R8',
      503,
      { code: 'ai_services_loading', step: 2, total_steps: 3 },
      { kind: 'starting', detail: 'ai_services_loading', progress: { done: 2, of: 3 } },
    ],
    ['R8', 503, { status: 'starting', ai_services_ready: false }, { kind: 'starting' }],
    ['R7', 503, { status: 'unhealthy', ai_services_ready: true }, { kind: 'unavailable' }],
    ['R8', 503, { code: 'schema_unavailable' }, { kind: 'starting', detail: 'schema_unavailable' }],
    ['R8', 400, { code: 'schema_unavailable' }, { kind: 'starting', detail: 'schema_unavailable' }],
    ['R8', 200, { success: false, error_code: 'DB_NOT_READY' }, { kind: 'starting', detail: 'DB_NOT_READY' }],
    [
      'R33',
      503,
      { message: 'No', meta: { request_id: 'req-1' } },
      { kind: 'unavailable', detail: 'No', requestId: 'req-1', at: 1769850000000 },
    ],
    [
      'R8',
      200,
      { success: false, error_code: 'tenant_mismatch' },
      { kind: 'tenant-mismatch', detail: 'tenant_mismatch' },
    ],
    [
      'R8',
      200,
      { success: false, error_code: 'RATE_LIMIT_EXCEEDED', details: { retry_after: 3 } },
      { kind: 'rate-limited', retryAfterMs: 3000, detail: 'RATE_LIMIT_EXCEEDED' },
    ],
    ['R8', 200, { success: false, message: 'No' }, { kind: 'unexpected-body', detail: 'No' }],
    ['R9', 418, { message: 'Tea' }, { kind: 'unexpected-body', detail: 'Tea' }],
    ['R10', 200, { items: 'none' }, { kind: 'unexpected-body' }],
  ])('%s: %i %j', async (_, status, body, expected) => {
    expect(await failureOf(json(status, body))).toEqual(expected);
  });

  it('R4: a redirect is a wrong path, shown or hidden by the browser', async () => {
    const shown = new Response(null, {
      status: 307,
      headers: { Location: 'https://elsewhere.example.org/' },
    });
    expect(await failureOf(shown)).toEqual({ kind: 'wrong-path' });
    const hidden = Response.error(); // status 0, as an opaque redirect has
    expect(await failureOf(hidden)).toEqual({ kind: 'wrong-path' });
  });

  it('R6: the header names the wait where the body does not', async () => {
    expect(await failureOf(json(429, {}, { 'Retry-After': '4' }))).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 4000,
    });
  });

  it('R10: a success that is no JSON is an unexpected body', async () => {
    expect(
      await failureOf(new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } })),
    ).toEqual({ kind: 'unexpected-body' });
    expect(await failureOf(new Response(null, { status: 204 }))).toEqual({ kind: 'unexpected-body' });
  });

  it("R14: a gateway's plain words are quoted, its pages are not", async () => {
    const answer = (type: string) =>
      new Response('upstream is down', { status: 502, headers: { 'Content-Type': type } });
    expect(await failureOf(answer('text/plain; charset=utf-8'))).toEqual({
      kind: 'unavailable',
      detail: 'upstream is down',
    });
    expect(await failureOf(answer('text/html'))).toEqual({ kind: 'unavailable' });
  });

  it('R11: an error body of any depth or size spoils nothing', async () => {
    const deep = new Response(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, { status: 404 });
    expect(await failureOf(deep)).toEqual({ kind: 'wrong-path' });
    expect(
      await failureOf(
        new Response('{"__proto__":{"code":"tenant_not_found"},"detail":"Not Found"}', { status: 404 }),
      ),
    ).toEqual({
      kind: 'wrong-path',
      detail: 'Not Found',
    });
  });
});

describe('a request without an answer', () => {
  it('R17: is a network failure, and not repeated', async () => {
    const { client, requests } = clientFor([unreachable()]);
    expect(await client.readMessages('c1', signal())).toEqual({ ok: false, failure: { kind: 'network' } });
    expect(requests).toHaveLength(1);
  });

  it('R17: is one too where fetch fails in words that no list knows', async () => {
    const { client } = clientFor([new Error('something new')]);
    expect(await client.readMessages('c1', signal())).toEqual({ ok: false, failure: { kind: 'network' } });
  });
});

describe('a problem', () => {
  it.each<[RestFailure, object]>([
    [{ kind: 'network' }, { code: 'server-unreachable', subject: 'api.example.org' }],
    [{ kind: 'timeout' }, { code: 'server-unreachable', subject: 'api.example.org' }],
    [{ kind: 'aborted' }, { code: 'internal', subject: 'api.example.org' }],
    [
      { kind: 'tenant-setting', detail: 'x' },
      { code: 'settings-rejected', subject: 'api.example.org', detail: 'x' },
    ],
    [{ kind: 'bad-request' }, { code: 'settings-rejected', subject: 'api.example.org' }],
    [{ kind: 'conflict' }, { code: 'unexpected-reply', subject: 'api.example.org' }],
    [
      { kind: 'locked', account: 'locked' },
      { code: 'account-locked', subject: 'api.example.org' },
    ],
    [{ kind: 'unauthorised' }, { code: 'sign-in-needed', subject: 'api.example.org' }],
    [{ kind: 'tenant-mismatch' }, { code: 'tenant-mismatch', subject: 'acme' }],
    [{ kind: 'scope' }, { code: 'scope-missing', subject: 'api.example.org' }],
    [{ kind: 'tenant-unknown' }, { code: 'tenant-unknown', subject: 'acme' }],
    [{ kind: 'not-found' }, { code: 'server-error', subject: 'api.example.org' }],
    [{ kind: 'wrong-path' }, { code: 'wrong-path', subject: 'api.example.org' }],
    [
      {
        kind: 'validation',
        detail: 'no',
        fields: [
          { field: 'title', message: 'too long' },
          { field: '', message: 'odd' },
        ],
      },
      { code: 'message-rejected', subject: 'api.example.org', detail: 'title: too long · odd' },
    ],
    [
      { kind: 'validation', detail: 'no', fields: [] },
      { code: 'message-rejected', subject: 'api.example.org', detail: 'no' },
    ],
    [
      { kind: 'rate-limited', retryAfterMs: 1 },
      { code: 'rate-limited', subject: 'api.example.org' },
    ],
    [{ kind: 'unavailable' }, { code: 'server-error', subject: 'api.example.org' }],
    [{ kind: 'unexpected-body' }, { code: 'unexpected-reply', subject: 'api.example.org' }],
  ])('names the cause of %j', (failure, expected) => {
    expect(toProblem(failure, profile)).toEqual(expected);
  });
});
