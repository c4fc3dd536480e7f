import { describe, expect, it } from 'vitest';
import { down, healthy, json, run } from './doctor-fixture.ts';

describe('the health stage', () => {
  it.each(['/health', '/healthz', '/api/health', '/v1/health'])(
    'names %s where health answers there',
    async (path) => {
      const { of, outcomes } = await run({
        routes: {
          ...healthy,
          '/api/v1/health': () => json(404, {}),
          [path]: () => json(200, { status: 'ok' }),
        },
      });
      expect(of('health')).toMatchObject({
        outcome: 'warned',
        note: { code: 'health-elsewhere', path, usual: '/api/v1/health' },
      });
      expect(outcomes).toContain('ping passed');
    },
  );

  it.each(['/health', '/v1/health'] as const)(
    'kept in the settings is the one that is asked: %s',
    async (healthPath) => {
      const { of, requests } = await run({
        settings: { healthPath },
        routes: {
          ...healthy,
          '/api/v1/health': () => json(404, {}),
          [healthPath]: () => json(200, { status: 'ok' }),
        },
      });
      expect(of('health')).toMatchObject({ outcome: 'passed' });
      expect(of('health')?.note).toBeUndefined();
      const asked = requests
        .map(({ url }) => new URL(url).pathname)
        .filter((path) => path.includes('health'));
      expect(new Set(asked)).toEqual(new Set([healthPath]));
    },
  );

  it('kept in the settings, and gone since, is found at the usual path again', async () => {
    const { of } = await run({ settings: { healthPath: '/health' } });
    expect(of('health')).toMatchObject({
      outcome: 'warned',
      note: { code: 'health-elsewhere', path: '/api/v1/health', usual: '/health' },
    });
  });

  it('is not taken in by a web site that answers everything', async () => {
    const page = (): Response =>
      new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });
    const routes = Object.fromEntries(
      ['/api/v1/health', '/health', '/healthz', '/api/health', '/v1/health'].map((path) => [path, page]),
    );
    const { of } = await run({ routes: { ...healthy, ...routes } });
    expect(of('health')).toMatchObject({
      outcome: 'failed',
      problem: { code: 'unexpected-reply', subject: 'api.example.org' },
    });
  });

  it('fails with a wrong path where no path answers, and goes on', async () => {
    const { of, outcomes } = await run({ routes: { '/api/v1/auth/tenant/acme': () => json(200, {}) } });
    expect(of('health')).toMatchObject({ outcome: 'failed', problem: { code: 'wrong-path' } });
    expect(outcomes).toContain('websocket passed');
  });

  it.each([
    [200, { outcome: 'warned', note: { code: 'health-elsewhere', path: '/readyz' } }],
    [503, { outcome: 'warned', problem: { code: 'platform-starting' } }],
    [404, { outcome: 'failed', problem: { code: 'wrong-path' } }],
  ])('where no health is to be had, asks whether it is ready: %i', async (status, finding) => {
    const { of, requests } = await run({
      routes: {
        ...healthy,
        '/api/v1/health': () => json(404, {}),
        '/readyz': () => json(status, { message: 'Loading' }),
      },
    });
    expect(of('health')).toMatchObject(finding);
    const asked = requests.filter(({ url }) => url.endsWith('/readyz')).map(({ method }) => method);
    // Only a GET has words for what it waits for.
    expect(asked).toEqual(status === 503 ? ['HEAD', 'GET'] : ['HEAD']);
  });

  it('fails at once with a server error, without asking five times', async () => {
    const { of, requests } = await run({
      routes: { ...healthy, '/api/v1/health': () => json(503, { message: 'Wait' }) },
    });
    expect(of('health')).toMatchObject({
      outcome: 'failed',
      problem: { code: 'server-error', detail: 'Wait' },
    });
    expect(requests.filter(({ url }) => url.endsWith('/health'))).toHaveLength(2); // one of them was the server stage's
  });

  it('names the headers where the server refuses only requests that carry them', async () => {
    const preflighted = (request: Request) => (request.headers.has('X-Tenant-ID') ? down() : json(200, {}));
    const { of } = await run({ routes: { ...healthy, '/api/v1/health': preflighted } });
    expect(of('health')?.note).toEqual({ code: 'headers-refused' });
  });

  const loading = (checks: number) => {
    let asked = 0;
    return (request: Request) =>
      json(200, {
        status: 'healthy',
        ai_services_ready: request.headers.has('X-Tenant-ID') && ++asked > checks,
      });
  };

  it('R23: waits while AI services load: 1.7 s, up to five times', async () => {
    const { of } = await run({ routes: { ...healthy, '/api/v1/health': loading(5) } });
    expect(of('health')).toMatchObject({ outcome: 'passed', duration: 8500 });
  });

  it('R23: warns where they still load after that', async () => {
    const { of, outcomes } = await run({ routes: { ...healthy, '/api/v1/health': loading(6) } });
    expect(of('health')).toMatchObject({
      outcome: 'warned',
      problem: { code: 'platform-starting' },
      note: { code: 'still-loading' },
      duration: 8500,
    });
    expect(outcomes).toContain('tenant passed');
  });

  it('warns where the server says that it is not well', async () => {
    const { of } = await run({
      routes: { ...healthy, '/api/v1/health': () => json(200, { status: 'degraded' }) },
    });
    expect(of('health')).toMatchObject({
      outcome: 'warned',
      problem: { code: 'server-error' },
      note: { code: 'unhealthy' },
    });
  });
});
