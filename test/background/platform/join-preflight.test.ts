import { describe, expect, it } from 'vitest';
import { placeKey } from '../../../lib/auth/sign-in.ts';
import { createJoinPreflight } from '../../../lib/background/platform/join-preflight.ts';
import { createKnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { createItems } from '../../../lib/storage/items.ts';
import type { RestFailure } from '../../../lib/transport/http/failure.ts';
import { unsignedJwt } from '../../auth/unsigned-jwt.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const acme = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };

interface Given {
  readonly token?: string | null;
  readonly hasEnded?: boolean;
  /** What the platform says of its tenants; null: nothing, until the question is withdrawn. */
  readonly tenant?: Result<null, RestFailure> | null;
}

/** Whether one workspace after the other is let in, over the same storage. */
function open({ token = null, hasEnded = false, tenant = ok(null) }: Given = {}) {
  const areas = createMemoryAreas();
  const { knownTenants } = createItems(areas);
  const clock = createVirtualClock();
  const asked: string[] = [];
  const world = { tenant };
  const preflightOf = () =>
    createJoinPreflight({
      profile: acme,
      clock,
      knownTenants: createKnownTenants(
        knownTenants,
        createReport(() => undefined),
      ),
      tokens: {
        accessToken: () => Promise.resolve(token),
        hasEnded: () => Promise.resolve(hasEnded),
        refresh: () => Promise.reject(new Error('nobody asked for that')),
      },
      checkTenant(tenantId, signal) {
        asked.push(tenantId);
        if (world.tenant !== null) return Promise.resolve(world.tenant);
        return new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve(fail({ kind: 'aborted' }))),
        );
      },
    });
  const { signal } = new AbortController();
  return { areas, knownTenants, clock, asked, world, preflightOf, signal };
}

const ours = (claims: object): string => unsignedJwt(claims);
const opaque = 'opaque';

describe('P38: a join', () => {
  const refusals: readonly [string, Given, object][] = [
    ['after the sign-in has ended', { hasEnded: true }, { code: 'sign-in-needed' }],
    [
      'with a token of another tenant',
      { token: ours({ tenant_id: 'other', scope: 'chat:create chat:send' }) },
      { code: 'tenant-mismatch', subject: 'acme' },
    ],
    [
      'without the scope',
      { token: ours({ scope: 'chat:create' }) },
      { code: 'scope-missing', subject: 'chat:send' },
    ],
    [
      'without the scope, in a list',
      { token: ours({ scope: ['chat:create', 'admin'] }) },
      { code: 'scope-missing', subject: 'chat:send' },
    ],
    [
      'without the scope, beside those of OpenID Connect',
      { token: ours({ scope: 'openid chat:read' }) },
      { code: 'scope-missing', subject: 'chat:send' },
    ],
    [
      'to a tenant that there is not',
      { tenant: fail({ kind: 'tenant-unknown' }) },
      { code: 'tenant-unknown', subject: 'acme' },
    ],
    [
      'by somebody of another tenant is told so, before the tenant is',
      { token: ours({ tenant_id: 'other' }), tenant: fail({ kind: 'tenant-unknown' }) },
      { code: 'tenant-mismatch' },
    ],
  ];

  it.each(refusals)('%s is not asked for', async (_what, given, problem) => {
    const { preflightOf, signal } = open(given);
    const admitted = await preflightOf().toJoin(signal);
    expect(admitted).toEqual(fail(expect.objectContaining(problem)));
  });

  it.each<[string, Given]>([
    ['signed out', {}],
    ['with a token that says nothing', { token: ours({}) }],
    ['with a token that can’t be read', { token: opaque }],
    ['with a token of this tenant', { token: ours({ tenant_id: 'acme' }) }],
    ['with the scope', { token: ours({ scope: 'chat:create chat:send' }) }],
    ['with the scope alone, in a list', { token: ours({ scope: ['chat:send'] }) }],
    [
      'with the scopes of OpenID Connect alone',
      { token: ours({ scope: 'openid profile email offline_access' }) },
    ],
    ['with all the scopes of OpenID Connect', { token: ours({ scope: 'openid address phone' }) }],
    ['with no scopes', { token: ours({ scope: '' }) }],
  ])('%s is asked for, with the token there is', async (_what, given) => {
    const { preflightOf, signal } = open(given);
    expect(await preflightOf().toJoin(signal)).toEqual(ok(given.token ?? null));
  });

  it.each<[string, RestFailure]>([
    ['has no such call', { kind: 'wrong-path' }],
    ['is not there', { kind: 'network' }],
    ['is busy', { kind: 'rate-limited', retryAfterMs: 1000 }],
    ['is starting', { kind: 'unavailable' }],
    ['answers nonsense', { kind: 'unexpected-body' }],
    ['wants a sign-in for it', { kind: 'unauthorised' }],
    ['says that the tenant is another’s', { kind: 'tenant-mismatch' }],
  ])('is asked for where the platform, asked about the tenant, %s', async (_what, failure) => {
    const { preflightOf, signal, areas } = open({ tenant: fail(failure) });
    expect(await preflightOf().toJoin(signal)).toEqual(ok(null));
    expect(areas.local.stored.size, 'nothing to remember').toBe(0);
  });
});

describe('P38: a new chat', () => {
  it.each<[string, Given, object]>([
    ['after the sign-in has ended', { hasEnded: true }, { code: 'sign-in-needed' }],
    ['with a token of another tenant', { token: ours({ tenant_id: 'other' }) }, { code: 'tenant-mismatch' }],
    [
      'without the scope',
      { token: ours({ scope: 'chat:send' }) },
      { code: 'scope-missing', subject: 'chat:create' },
    ],
  ])('%s is not asked for', async (_what, given, problem) => {
    expect(await open(given).preflightOf().toCreate()).toEqual(fail(expect.objectContaining(problem)));
  });

  it.each<[string, Given]>([
    ['signed out', {}],
    ['with the scope', { token: ours({ scope: 'chat:create' }) }],
    ['with a token that can’t be read', { token: opaque }],
    [
      'of a tenant that there is not, which its own answer says',
      { tenant: fail({ kind: 'tenant-unknown' }) },
    ],
  ])('%s is asked for, and the token stays here', async (_what, given) => {
    const { preflightOf, asked } = open(given);
    expect(await preflightOf().toCreate()).toEqual(ok(null));
    expect(asked).toEqual([]);
  });
});

describe('P38: the tenant', () => {
  it('is asked about once, and known to all joins and workers after that', async () => {
    const { preflightOf, asked, signal, world, knownTenants } = open();
    const first = preflightOf();
    await first.toJoin(signal);
    await first.toJoin(signal);
    world.tenant = fail({ kind: 'tenant-unknown' });
    expect(await preflightOf().toJoin(signal)).toEqual(ok(null));
    expect(asked).toEqual(['acme']);
    expect(await knownTenants.read()).toEqual([placeKey(acme)]);
  });

  it('that was unknown is asked about again: it may have been made meanwhile', async () => {
    const { preflightOf, asked, signal, world } = open({ tenant: fail({ kind: 'tenant-unknown' }) });
    const preflight = preflightOf();
    expect(await preflight.toJoin(signal)).toMatchObject({ ok: false });
    world.tenant = ok(null);
    expect(await preflight.toJoin(signal)).toEqual(ok(null));
    expect(asked).toHaveLength(2);
  });

  it('is known of one platform, and not by that of another', async () => {
    const { preflightOf, asked, signal, knownTenants } = open();
    await knownTenants.write([
      placeKey({ ...acme, apiUrl: 'https://elsewhere.example' }),
      placeKey({ ...acme, tenantId: 'other' }),
    ]);
    await preflightOf().toJoin(signal);
    expect(asked).toEqual(['acme']);
    expect(await knownTenants.read()).toHaveLength(3);
  });

  it('is remembered among the last fifty', async () => {
    const { preflightOf, signal, knownTenants } = open();
    const many = Array.from({ length: 60 }, (_, n) => placeKey({ ...acme, tenantId: `t${n}` }));
    await knownTenants.write(many);
    await preflightOf().toJoin(signal);
    expect(await knownTenants.read()).toEqual([...many.slice(-49), placeKey(acme)]);
  });

  it.each([
    ['be read', 'get' as const],
    ['be written', 'set' as const],
  ])('is asked about by each worker, and no join fails, where storage can’t %s', async (_what, call) => {
    const { preflightOf, asked, signal, areas } = open();
    Object.assign(areas.local, { [call]: () => Promise.reject(new Error('quota')) });
    const preflight = preflightOf();
    expect(await preflight.toJoin(signal)).toEqual(ok(null));
    expect(await preflight.toJoin(signal)).toEqual(ok(null));
    expect(asked).toEqual(['acme']);
  });

  it('keeps a join waiting for 3 s at most', async () => {
    const { preflightOf, signal, clock } = open({ tenant: null });
    const started = clock.now();
    let isOver = false;
    const joined = preflightOf()
      .toJoin(signal)
      .finally(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    expect(clock.next()).toBe(started + 3000);
    clock.fireNext();
    expect(await joined).toEqual(ok(null));
    expect(clock.count()).toBe(0);
  });

  it('keeps nobody waiting who has left', async () => {
    const { preflightOf, clock } = open({ tenant: null });
    const left = new AbortController();
    const joined = preflightOf().toJoin(left.signal);
    await new Promise((resolve) => setImmediate(resolve));
    left.abort();
    expect(await joined).toEqual(ok(null));
    expect(clock.count(), 'no timer is left').toBe(0);
  });
});
