import { describe, expect, it } from 'vitest';
import { createTokenSource } from '../../../lib/auth/token-source.ts';
import type { Tokens } from '../../../lib/auth/tokens.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createTokenExchange } from '../../../lib/transport/http/token-exchange.ts';
import {
  answering,
  clientFor,
  clock,
  json,
  now,
  profile,
  signal,
  tokensOf,
  unreachable,
} from './fake-platform.ts';

describe('R2: a token that the server no longer takes', () => {
  const byToken = (good: string) => (request: Request) =>
    request.headers.get('Authorization') === `Bearer ${good}`
      ? json(200, [])
      : json(401, { code: 'invalid_token' });

  it('is refreshed once, and the request repeated once', async () => {
    const { source, held } = tokensOf('access-1', () => {
      held.token = 'access-2';
      return Promise.resolve('refreshed');
    });
    const { client, requests } = clientFor([byToken('access-2')], { tokens: source });
    expect(await client.readMessages('c1', signal())).toEqual({
      ok: true,
      value: { messages: [], isWhole: true },
    });
    expect(source.refresh.mock.calls).toEqual([['access-1']]);
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer access-1',
      'Bearer access-2',
    ]);
  });

  it('is not refreshed again where the new one is refused too', async () => {
    const { source } = tokensOf('access-1', () => Promise.resolve('refreshed'));
    const { client, requests } = clientFor([byToken('none')], { tokens: source });
    expect(await client.readMessages('c1', signal())).toMatchObject({ failure: { kind: 'unauthorised' } });
    expect([source.refresh.mock.calls.length, requests.length]).toEqual([1, 2]);
  });

  it.each([
    ['refused', 'unauthorised'],
    ['signed-out', 'unauthorised'],
    ['unavailable', 'unavailable'],
  ] as const)('whose refresh is %s makes the call %s', async (outcome, kind) => {
    const { source } = tokensOf('access-1', () => Promise.resolve(outcome));
    const { client, requests } = clientFor([byToken('none')], { tokens: source });
    expect(await client.readMessages('c1', signal())).toMatchObject({ failure: { kind } });
    expect(requests).toHaveLength(1);
  });

  it('is none while signed out: nothing to refresh', async () => {
    const { client, requests } = clientFor([json(401, { code: 'auth_required' })]);
    expect(await client.readMessages('c1', signal())).toMatchObject({ failure: { kind: 'unauthorised' } });
    expect(requests).toHaveLength(1);
  });

  it('R14: is in no failure, even if the server repeats it', async () => {
    const { source } = tokensOf('opaque-access-1');
    const { client } = clientFor([json(401, { message: 'opaque-access-1 has expired' })], { tokens: source });
    expect(await client.readMessages('c1', signal())).toEqual({
      ok: false,
      failure: { kind: 'unauthorised', detail: '••• has expired' },
    });
  });

  it('costs fifty concurrent calls one refresh, and all of them succeed', async () => {
    let stored: Tokens | 'ended' = {
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      receivedAt: now,
      lifetime: null,
    };
    const refreshed = answering(json(200, { access_token: 'access-2', refresh_token: 'refresh-2' }));
    const common = { profile, clock, random: () => 0 };
    const tokens = createTokenSource({
      report: createReport(() => undefined),
      read: () => Promise.resolve(stored),
      write: (pair) => {
        stored = pair;
        return Promise.resolve();
      },
      exchange: createTokenExchange({ ...common, fetch: refreshed.fetch }),
      clock,
    });
    const { client, requests } = clientFor([byToken('access-2')], { tokens });
    const results = await Promise.all(Array.from({ length: 50 }, () => client.readMessages('c1', signal())));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(refreshed.requests).toHaveLength(1);
    expect(requests).toHaveLength(100);
    expect(stored).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
  });
});

describe('R25: exchanging a refresh token', () => {
  it.each([
    [
      json(200, { access_token: 'a', refresh_token: 'r', expires_in: 60 }),
      { accessToken: 'a', refreshToken: 'r', lifetime: 60_000 },
    ],
    [json(200, { access_token: 'a' }), { accessToken: 'a', refreshToken: null, lifetime: null }],
    [
      json(200, { access_token: 'a' }, { Date: 'Sat, 31 Jan 2026 09:00:30 GMT' }),
      { accessToken: 'a', refreshToken: null, lifetime: null, sentAt: now + 30_000 },
    ],
    [
      json(200, { access_token: 'a' }, { Date: 'today' }),
      { accessToken: 'a', refreshToken: null, lifetime: null },
    ],
    [json(200, { refresh_token: 'r' }), 'unavailable'],
    [json(400, { detail: 'spent' }), 'refused'],
    [json(401, { code: 'invalid_token' }), 'refused'],
    [json(403, { code: 'tenant_mismatch' }), 'refused'],
    [json(422, { detail: [] }), 'refused'],
    [json(423, { code: 'account_locked' }), 'refused'],
    [json(404, { detail: 'Not Found' }), 'unavailable'],
    [json(409, {}), 'unavailable'],
    [json(429, {}), 'unavailable'],
    [json(503, {}), 'unavailable'],
    [unreachable(), 'unavailable'],
  ])('%#: is a pair, a refusal, or no news', async (answer, expected) => {
    const { fetch, requests } = answering(answer);
    const exchange = createTokenExchange({ profile, fetch, clock, random: () => 0 });
    expect(await exchange('refresh-1', signal())).toEqual(expected);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.has('Authorization')).toBe(false);
    expect(requests[0]?.url).toBe('https://api.example.org/api/v1/auth/refresh');
    expect(await requests[0]?.json()).toEqual({ refresh_token: 'refresh-1' });
  });
});
