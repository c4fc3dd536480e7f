import { describe, expect, it } from 'vitest';
import { healthy, json, run, type Routes } from './doctor-fixture.ts';

describe('the tenant stage', () => {
  const tenant = (status: number, body: unknown): Routes => ({
    ...healthy,
    '/api/v1/auth/tenant/acme': () => json(status, body),
  });

  it('fails for an unknown tenant, and opens no socket that would be refused for it', async () => {
    const { of, outcomes, sockets } = await run({ routes: tenant(404, { error_code: 'TENANT_NOT_FOUND' }) });
    expect(of('tenant')).toMatchObject({
      outcome: 'failed',
      problem: { code: 'tenant-unknown', subject: 'acme' },
    });
    expect(outcomes.slice(-4)).toEqual([
      ...['websocket', 'ready', 'join', 'ping'].map((name) => `${name} skipped`),
    ]);
    expect(sockets).toHaveLength(0);
  });

  it.each([
    [401, { code: 'auth_required' }, 'failed', 'sign-in-needed'],
    [403, { code: 'tenant_mismatch' }, 'failed', 'tenant-mismatch'],
    [404, { detail: 'Not Found' }, 'warned', 'wrong-path'],
    [429, {}, 'failed', 'rate-limited'],
  ])('%i %j has %s with %s, and the socket is tried', async (status, body, outcome, code) => {
    const { of, sockets } = await run({ routes: tenant(status, body) });
    expect(of('tenant')).toMatchObject({ outcome, problem: { code } });
    expect(of('tenant')?.note).toEqual(outcome === 'warned' ? { code: 'tenants-untold' } : undefined);
    expect(sockets).toHaveLength(1);
  });

  it.each([503, 400])('P40: warns of a platform that starts up (%i), and is no fault', async (status) => {
    const starting: Routes[string] = () => json(status, { code: 'db_not_ready' });
    const routes = { '/api/v1/health': starting, '/api/v1/auth/tenant/acme': starting };
    const { of } = await run({ routes });
    const warned = { outcome: 'warned', problem: { code: 'platform-starting' } };
    expect(of('health')).toMatchObject(warned);
    expect(of('tenant')).toMatchObject(warned);
  });
});
