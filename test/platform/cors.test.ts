import { describe, expect, it } from 'vitest';
import { callRest, openSocket, tenantId } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';

const start = platformFixture();
const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const preflight = {
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'x-tenant-id',
};

describe('CORS for extensions and loopback', () => {
  it.each([
    extension,
    'moz-extension://0a1b2c3d-0000-4000-8000-1234567890ab',
    'http://localhost:5173',
    'http://127.0.0.1:80',
  ])('lets %s call and read', async (origin) => {
    const platform = await start();
    const asked = await callRest(platform, 'OPTIONS /api/v1/chat', {
      tenant: null,
      headers: { Origin: origin, ...preflight },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('X-Tenant-ID');
    expect(asked.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    const called = await callRest(platform, 'GET /api/v1/health', { headers: { Origin: origin } });
    expect(called.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(called.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
  });

  it('lets errors be read too', async () => {
    const { status, headers } = await callRest(await start(), 'GET /nowhere', {
      headers: { Origin: extension },
    });
    expect(status).toBe(404);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(extension);
  });

  it('says yes to a private network request', async () => {
    const headers = { Origin: extension, ...preflight, 'Access-Control-Request-Private-Network': 'true' };
    const asked = await callRest(await start(), 'OPTIONS /api/v1/chat', { headers });
    expect(asked.headers.get('Access-Control-Allow-Private-Network')).toBe('true');
  });

  it.each(['https://evil.example', 'http://localhost.evil.example', 'null'])(
    'keeps %s out',
    async (origin) => {
      const platform = await start();
      const asked = await callRest(platform, 'OPTIONS /api/v1/chat', {
        headers: { Origin: origin, ...preflight },
      });
      expect(asked.status).toBe(400);
      expect(asked.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(await openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`, { origin }).refusedWith).toBe(403);
    },
  );

  it('takes a WebSocket from an extension', async () => {
    const platform = await start();
    const probe = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`, { origin: extension });
    expect(await probe.refusedWith).toBeNull();
    expect(platform.received.connections).toMatchObject([{ origin: extension, accepted: true }]);
  });
});

describe('other deployments', () => {
  it('knows http://localhost:3000 only, as many are set up', async () => {
    const platform = await start({ corsOrigins: 'localhost:3000' });
    const allowed = async (origin: string) =>
      (await callRest(platform, 'GET /readyz', { headers: { Origin: origin } })).headers.get(
        'Access-Control-Allow-Origin',
      );
    expect(await allowed('http://localhost:3000')).toBe('http://localhost:3000');
    expect(await allowed(extension)).toBeNull();
  });

  it('knows nothing of CORS', async () => {
    const platform = await start({ corsOrigins: 'none' });
    const asked = await callRest(platform, 'OPTIONS /readyz', {
      headers: { Origin: extension, ...preflight },
    });
    expect(asked.status).toBe(405);
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});
