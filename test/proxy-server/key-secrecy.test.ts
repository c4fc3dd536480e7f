import { describe, expect, it } from 'vitest';
import { failsRest, wrongShape } from '../platform/behaviours.ts';
import { openProxy, type Asked } from './proxy-fixture.ts';
import { chromiumOrigin, plantedKey } from './proxy-settings-fixture.ts';

/* The key, and what people write, are looked for in every byte that leaves: replies, their headers, and the log. */

const planted = 'words of a person 4c1f';
const signingKey = 'a key by which the tests sign their chats';
const routes = (chatId: string): readonly Asked[] => [
  { method: 'GET', url: `/healthz?key=${encodeURIComponent(plantedKey)}` },
  { method: 'GET', url: `/api/chat/create?q=${encodeURIComponent(planted)}` },
  { method: 'OPTIONS', url: '/api/chat/create' },
  { url: '/api/chat/create', body: { title: planted } },
  { url: '/api/chat/create', body: { title: planted }, headers: { origin: `https://${plantedKey}.example` } },
  { url: `/api/chat/${chatId}/message`, body: { content: planted } },
  { url: `/api/chat/${chatId}/message?${encodeURIComponent(planted)}`, body: { content: planted } },
  { url: `/api/chat/${plantedKey}/message`, body: { content: planted } },
  { url: `/api/chat/${chatId}/message`, body: `{"content":"${planted}` },
  { url: `/api/chat/${chatId}/message`, body: `{"content":"${planted}","__proto__":{}}` },
  { url: `/api/chat/${chatId}/message`, body: planted, headers: { 'content-type': 'text/plain' } },
  { url: `/api/chat/${chatId}/message`, body: { content: planted, more: 'x'.repeat(20_000) } },
  { url: `/nowhere/${plantedKey}`, body: { content: planted } },
  { url: `/api/chat/%zz${plantedKey}/message`, body: { content: planted } },
  {
    url: '/api/chat/create',
    body: { title: planted },
    headers: { authorization: `Bearer ${plantedKey}`, cookie: planted },
  },
];

/** A platform that repeats the key wherever it can. */
const words = `Key ${plantedKey} of ${planted} is not known`;
const faults = [
  [],
  ...[400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map((status) =>
    ['/api/v1/chat', '/api/v1/chat/', '/api/v1/chat/{id}/messages', '/api/v1/chat/{id}/message'].map((path) =>
      failsRest({
        method: 'POST',
        path,
        status,
        body: { success: false, message: words, error_code: plantedKey, details: { key: plantedKey } },
        headers: { 'X-Request-ID': plantedKey, 'X-Echo': plantedKey, 'Set-Cookie': `key=${plantedKey}` },
        times: 100,
      }),
    ),
  ),
  [wrongShape({ method: 'POST', path: '/api/v1/chat/{id}/messages' })],
];

describe('the key of a proxy', () => {
  it('is in no reply, no header and no line of the log, and neither are the words of people: any route, any fault', async () => {
    const proxy = await openProxy({ bodyLimit: 16 * 1024, requestsPerMinute: 100_000 });
    const { platform } = proxy;
    const said: string[] = [];
    try {
      platform.answerWith('Because.');
      const chatId = await proxy.createChat();
      let asked = 0;
      for (const fault of faults) {
        platform.clearScript();
        platform.script(...fault);
        for (const route of routes(chatId)) {
          const answer = await proxy.ask(route);
          said.push(`${answer.statusCode} ${JSON.stringify(answer.headers)} ${answer.body}`);
          asked += 1;
        }
      }
      await platform.stop();
      for (const route of routes(chatId)) said.push((await proxy.ask(route)).body);
      expect(asked).toBe(faults.length * routes('').length);
      // Both were on their way, or their absence would prove nothing.
      const sent = JSON.stringify(platform.received.rest);
      expect(sent).toContain(plantedKey);
      expect(sent).toContain(planted);
    } finally {
      await proxy.close();
    }
    for (const bytes of [...said, ...proxy.log])
      for (const secret of [plantedKey, planted, signingKey, encodeURIComponent(planted), 'Set-Cookie'])
        expect(bytes).not.toContain(secret);
    expect(proxy.log.length).toBeGreaterThan(100);
  });

  it('is in nothing that is logged of who asks: no address, no path, no query, no header', async () => {
    const proxy = await openProxy();
    await proxy.ask({
      url: '/api/chat/create?secret=query',
      body: { title: 'x' },
      headers: { 'user-agent': 'agent', referer: 'https://referrer.example' },
      remoteAddress: '203.0.113.7',
    });
    await proxy.close();
    const lines = proxy.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        reqId: expect.any(String),
        event: 'request',
        method: 'POST',
        route: '/api/chat/create',
        origin: chromiumOrigin,
        status: 200,
        ms: expect.any(Number),
      },
    ]);
  });
});
