import { describe, expect, it } from 'vitest';
import { askText, callRest, joinNewChat } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';
import { createRateLimit } from './rate-limit.ts';

const start = platformFixture();

describe('the bucket', () => {
  it('gives its burst at once, then one per refill', () => {
    let now = 1_000_000;
    const limit = createRateLimit({ perMinute: 60, burst: 3, now: () => now });
    expect([1, 2, 3, 4].map(() => limit.spend('a').allowed)).toEqual([true, true, true, false]);
    now += 999;
    expect(limit.spend('a')).toMatchObject({ allowed: false, retryAfter: 1 });
    now += 1;
    expect(limit.spend('a').allowed).toBe(true);
    expect(limit.spend('b')).toMatchObject({ allowed: true, remaining: 2 });
  });

  it('never holds more than its burst, and says when it is full again', () => {
    let now = 0;
    const limit = createRateLimit({ perMinute: 60, burst: 2, now: () => now });
    limit.spend('a');
    now += 3_600_000;
    expect(limit.spend('a')).toEqual({ allowed: true, remaining: 1, resetAt: 3601, retryAfter: 0 });
  });
});

describe('limits of a deployment', () => {
  it('are off by default', async () => {
    const { headers } = await callRest(await start(), 'GET /api/v1/chat/config');
    expect(headers.get('X-RateLimit-Limit')).toBeNull();
  });

  it('count REST requests down and then say when to come back', async () => {
    const platform = await start({ limits: { restBurst: 2, restPerMinute: 1 } });
    const ask = () => callRest(platform, 'GET /api/v1/chat/config');
    const [first, second, third] = [await ask(), await ask(), await ask()];
    expect([first, second, third].map(({ headers }) => headers.get('X-RateLimit-Remaining'))).toEqual([
      '1',
      '0',
      '0',
    ]);
    expect(first.headers.get('X-RateLimit-Limit')).toBe('1');
    expect(Number(first.headers.get('X-RateLimit-Reset'))).toBeGreaterThan(Date.now() / 1000);
    expect(third).toMatchObject({ status: 429, body: { error_code: 'RATE_LIMIT_EXCEEDED' } });
    const { retry_after: retryAfter } = (third.body as { details: { retry_after: number } }).details;
    expect(retryAfter).toBeGreaterThan(50);
    expect(third.headers.get('Retry-After')).toBe(String(retryAfter));
    expect((await callRest(platform, 'GET /api/v1/health')).status).toBe(200);
  });

  it('are §3’s numbers when none are given', async () => {
    const { headers } = await callRest(await start({ limits: {} }), 'GET /api/v1/chat/config');
    expect([headers.get('X-RateLimit-Limit'), headers.get('X-RateLimit-Remaining')]).toEqual(['60', '9']);
  });

  it('refuse a WebSocket message too many, unstored', async () => {
    const platform = await start({ limits: { messagesPerMinute: 1 } });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'one'));
    await probe.next('response_complete');
    probe.send('user_message', askText(probe.chatId, 'two'));
    const { data } = await probe.next('rate_limit_exceeded');
    expect(data).toMatchObject({ retry_after: 60 });
    expect(platform.chat(probe.chatId)?.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });
});
