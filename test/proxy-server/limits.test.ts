import { describe, expect, it } from 'vitest';
import { createHeldAssistant } from '../flows/held-assistant.ts';
import { proxyFixture, type ProxyUnderTest } from './proxy-fixture.ts';

const open = proxyFixture();

interface Limited {
  readonly details: string;
  readonly retry_after: number;
}

const create = async ({ ask }: ProxyUnderTest, from: string, forwarded?: string): Promise<number> =>
  (
    await ask({
      url: '/api/chat/create',
      body: { title: 'x' },
      remoteAddress: from,
      headers: { 'x-forwarded-for': forwarded },
    })
  ).statusCode;

describe('the limit of a client', () => {
  it('is so many requests a minute; then it is told when to come back, readable for a browser', async () => {
    const proxy = await open({ requestsPerMinute: 3 });
    for (let n = 0; n < 3; n += 1) expect(await create(proxy, '203.0.113.7')).toBe(200);
    const asked = proxy.platform.received.rest.length;
    const refused = await proxy.ask({
      url: '/api/chat/create',
      body: { title: 'x' },
      remoteAddress: '203.0.113.7',
    });
    expect(refused.statusCode).toBe(429);
    const { details, retry_after: wait } = refused.json<Limited>();
    expect(details).toMatch(/^API Error: 429/);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.headers['retry-after']).toBe(String(wait));
    expect(refused.headers).toHaveProperty('access-control-allow-origin');
    expect(proxy.platform.received.rest).toHaveLength(asked);
  });

  it('is nobody else’s', async () => {
    const proxy = await open({ requestsPerMinute: 1 });
    expect(await create(proxy, '203.0.113.7')).toBe(200);
    expect(await create(proxy, '203.0.113.8')).toBe(200);
    expect(await create(proxy, '203.0.113.7')).toBe(429);
  });

  it('counts what is refused, too: nobody tries origins, chats or paths without end', async () => {
    const proxy = await open({ requestsPerMinute: 2 });
    const { ask } = proxy;
    expect((await ask({ url: '/api/chat/a.b/message', body: {} })).statusCode).toBe(404);
    expect((await ask({ url: '/nowhere', body: {} })).statusCode).toBe(404);
    for (const url of ['/api/chat/create', '/api/chat/a.b/message', '/nowhere'])
      expect((await ask({ url, body: {} })).statusCode).toBe(429);
    expect(
      (await ask({ url: '/api/chat/create', headers: { origin: 'https://evil.example' } })).statusCode,
    ).toBe(429);
  });

  it('is not got around by saying that one is somebody else', async () => {
    const proxy = await open({ requestsPerMinute: 1 });
    expect(await create(proxy, '203.0.113.7', '198.51.100.1')).toBe(200);
    expect(await create(proxy, '203.0.113.7', '198.51.100.2')).toBe(429);
  });

  it('is that of whom a trusted proxy names, and of the last that it did not take from anybody', async () => {
    const proxy = await open({ requestsPerMinute: 1, trustProxy: ['10.0.0.0/8'] });
    expect(await create(proxy, '10.1.2.3', '198.51.100.1')).toBe(200);
    expect(await create(proxy, '10.1.2.3', '198.51.100.2')).toBe(200);
    expect(await create(proxy, '10.1.2.3', '198.51.100.1')).toBe(429);
    // Put in front by the client itself.
    expect(await create(proxy, '10.1.2.3', '192.0.2.9, 198.51.100.2')).toBe(429);
    // Nobody trusted says so.
    expect(await create(proxy, '203.0.113.7', '198.51.100.3')).toBe(200);
    expect(await create(proxy, '203.0.113.7', '198.51.100.4')).toBe(429);
  });

  it('is that of a whole network of IPv6, of which one client has as many addresses as it likes', async () => {
    const proxy = await open({ requestsPerMinute: 1 });
    expect(await create(proxy, '2001:db8:1:2::1')).toBe(200);
    expect(await create(proxy, '2001:db8:1:2:ffff::9')).toBe(429);
    expect(await create(proxy, '2001:db8:1:3::1')).toBe(200);
  });
});

describe('the limit of all together', () => {
  it('lets no more than so many at the platform, has some wait, and turns the others away until later', async () => {
    const assistant = createHeldAssistant(['Because.']);
    const proxy = await open({ concurrent: 2, waiting: 1 }, { assistant });
    const { platform, say } = proxy;
    platform.answerWith(null);
    const ids = await Promise.all([proxy.createChat(), proxy.createChat()]);
    ids.push(await proxy.createChat(), await proxy.createChat());
    const said = ids.map((id) => say(id));
    const refused = await Promise.race(said);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('5');
    while (platform.received.userMessages.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(platform.received.userMessages).toHaveLength(2);
    assistant.release();
    const statuses = (await Promise.all(said)).map(({ statusCode }) => statusCode);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 429]);
    expect(platform.received.userMessages).toHaveLength(3);
  });
});
