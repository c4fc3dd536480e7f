import { describe, expect, it } from 'vitest';
import { loginBody, meReply, registrationBody, signedInReply } from '../../../lib/protocol/rest/account.ts';
import { chatReply, newChatBody } from '../../../lib/protocol/rest/chat.ts';
import { saysFailure, unwrap } from '../../../lib/protocol/rest/envelope.ts';
import { healthReply } from '../../../lib/protocol/rest/health.ts';
import { historyReply, mostMessages } from '../../../lib/protocol/rest/history.ts';
import { tenantReply } from '../../../lib/protocol/rest/tenant.ts';
import { tokensReply } from '../../../lib/protocol/rest/tokens.ts';

describe('R10: a success', () => {
  it.each([
    ['the bare body', { id: 'c1' }, { id: 'c1' }],
    ['the data of an envelope', { success: true, data: { id: 'c1' }, message: 'ok', meta: {} }, { id: 'c1' }],
    ['an envelope without data', { success: true }, { success: true }],
    ['a bare body with a field named data', { data: 1 }, { data: 1 }],
    ['a bare array', [1], [1]],
    ['nothing', null, null],
  ])('is %s', (_, body, expected) => {
    expect(unwrap(body)).toEqual(expected);
  });

  it('R8: is none where the envelope denies it', () => {
    expect([saysFailure({ success: false }), saysFailure({ success: 0 }), saysFailure([])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('R20: a new chat', () => {
  it('is asked for with exactly the fields of the contract', () => {
    expect(newChatBody({ title: 'T', sessionId: 's' }, 'acme')).toEqual({
      title: 'T',
      tenant_id: 'acme',
      session_id: 's',
    });
  });
  it('names the page only where one is attached', () => {
    expect(
      newChatBody({ title: 'T', sessionId: 's', context: { pageUrl: 'https://x.org/' } }, 'acme'),
    ).toEqual({
      title: 'T',
      tenant_id: 'acme',
      session_id: 's',
      context: { page_url: 'https://x.org/', tenant_id: 'acme' },
    });
  });
  it.each([
    [{ id: 'c1', extra: 1 }, 'c1'],
    [{ chat_id: 'c1' }, 'c1'],
    [{ id: 7 }, '7'],
    [{ id: null, chat_id: 'c1' }, 'c1'],
  ])('%j is known by %s', (body, expected) => {
    expect(chatReply.parse(body)).toBe(expected);
  });
  it.each([{}, null, 'c1', { id: '' }, { id: '..' }, { id: 'a\nb' }, { id: 1.5 }, { id: 'x'.repeat(201) }])(
    '%j is no answer',
    (body) => {
      expect(chatReply.safeParse(body).success).toBe(false);
    },
  );
});

describe('R21: a history', () => {
  const item = { id: 'm1', role: 'user', content: 'Hi', created_at: '2026-01-31T09:00:00Z', extra: {} };
  const read = { id: 'm1', role: 'user', content: 'Hi', createdAt: Date.parse('2026-01-31T09:00:00Z') };

  const parse = (body: unknown) => historyReply.parse(body).messages;

  it('is a bare array or its items', () => {
    expect(parse([item])).toEqual([read]);
    expect(parse({ items: [item], total: 1 })).toEqual([read]);
  });
  it('keeps our own id, where the platform echoes it', () => {
    const ids = parse([
      { ...item, client_message_id: 'u1' },
      { ...item, metadata: { client_message_id: 'u2' } },
      { ...item, client_message_id: null, metadata: null },
    ]);
    expect(ids.map(({ clientMessageId }) => clientMessageId)).toEqual(['u1', 'u2', undefined]);
  });
  it.each([
    ['2026-01-31T09:00:00.123456', Date.parse('2026-01-31T09:00:00.123Z')],
    ['2026-01-31 09:00:00', Date.parse('2026-01-31T09:00:00Z')],
    ['2026-01-31T10:00:00+01:00', Date.parse('2026-01-31T09:00:00Z')],
    [1_769_850_000, 1_769_850_000_000],
    [1_769_850_000_000, 1_769_850_000_000],
    ['yesterday', null],
    [undefined, null],
  ])('takes %j for %s', (created_at, expected) => {
    expect(parse([{ ...item, created_at }])[0]?.createdAt).toBe(expected);
  });
  it('skips what nobody in the chat said', () => {
    expect(parse([{ role: 'system', content: 1 }, item, { role: 'tool', id: 't', content: 'x' }])).toEqual([
      read,
    ]);
  });
  it.each([{ ...item, content: null }, { ...item, id: undefined }, { content: 'x' }, 'x', null])(
    'is spoiled by %j',
    (broken) => {
      expect(historyReply.safeParse([item, broken]).success).toBe(false);
    },
  );
});

describe('R21: a history of millions', () => {
  const item = { id: 'm1', role: 'user', content: 'Hi' };
  const millions = 2_000_000;

  it.each<[string, unknown]>([
    ['nothing', null],
    ['numbers', 7],
    ['objects', {}],
    ['messages without an id', { role: 'user', content: 'x' }],
  ])('of %s is refused at the first, with nothing kept of the others', (_name, bad) => {
    let looks = 0;
    const body = new Proxy([item, ...Array.from({ length: millions }, () => bad)], {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const parsed = historyReply.safeParse(body);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.length).toBeLessThan(5);
    expect(looks).toBeLessThan(10);
  });

  it('that nobody said keeps those that somebody did', () => {
    const system = Array.from({ length: millions }, () => ({ role: 'system' }));
    expect(historyReply.parse([...system, item]).messages).toHaveLength(1);
  });

  it('that are readable is as long as a chat can be, and no longer', () => {
    const many = Array.from({ length: mostMessages }, () => item);
    expect(historyReply.parse(many).messages).toHaveLength(mostMessages);
    expect(historyReply.safeParse([...many, item]).success).toBe(false);
  });
});

describe('R22: a tenant', () => {
  it.each([
    [{ exists: true }, true],
    [{ exists: false }, false],
    [{ tenant_id: 'acme', name: 'Acme' }, true],
    [null, true],
    ['ok', true],
  ])('for %j exists: %s', (body, expected) => {
    expect(tenantReply.parse(body)).toBe(expected);
  });
});

describe('R23: health', () => {
  it.each([
    [{ status: 'healthy' }, { isHealthy: true, isAiReady: true }],
    [
      { status: 'OK', version: '3.2', ai_services_ready: true },
      { isHealthy: true, isAiReady: true, version: '3.2' },
    ],
    [
      { status: 'healthy', ai_services_ready: false, version: 3 },
      { isHealthy: true, isAiReady: false },
    ],
    [{ status: 'degraded' }, { isHealthy: false, isAiReady: true }],
  ])('of %j is %j', (body, expected) => {
    expect(healthReply.parse(body)).toEqual(expected);
  });
  it('needs a status', () => expect(healthReply.safeParse({ version: '3' }).success).toBe(false));
});

describe('R25: tokens', () => {
  const pair = { access_token: 'a', refresh_token: 'r' };
  const read = { accessToken: 'a', refreshToken: 'r', lifetime: null };

  it.each<[object, object]>([
    [pair, read],
    [{ access_token: 'a' }, { ...read, refreshToken: null }],
    [
      { ...pair, refresh_token: null },
      { ...read, refreshToken: null },
    ],
    [
      { ...pair, refresh_token: '' },
      { ...read, refreshToken: null },
    ],
    [
      { ...pair, expires_in: 900 },
      { ...read, lifetime: 900_000 },
    ],
    [{ ...pair, expires_in: 'soon' }, read],
    [{ ...pair, expires_in: 0 }, read],
  ])('are read from %j', (body, expected) => {
    expect(tokensReply.parse(body)).toEqual(expected);
  });

  it.each([
    { refresh_token: 'r' },
    { access_token: '', refresh_token: 'r' },
    { access_token: 'a\r\nX: y', refresh_token: 'r' },
    { access_token: 'a', refresh_token: 'r r' },
    { access_token: 'a', refresh_token: 7 },
  ])('are not read from %j', (body) => {
    expect(tokensReply.safeParse(body).success).toBe(false);
  });
});

describe('R26, R27: sign-in and registration', () => {
  const registration = { email: 'a@b.example', password: 'pass phrase', fullName: 'Ada' };
  const body = { email: 'a@b.example', password: 'pass phrase', tenant_id: 'acme' };

  it('are asked for with exactly the fields of the contract', () => {
    expect(loginBody(registration, 'acme')).toEqual(body);
    expect(registrationBody(registration, 'acme')).toEqual({ ...body, full_name: 'Ada' });
  });

  it('are answered with tokens, and as much of the person as can be read', () => {
    const nobody = { id: null, email: null, name: null };
    const userOf = (user: unknown) => signedInReply.parse({ access_token: 'a', user }).user;
    expect(userOf(undefined)).toEqual(nobody);
    expect(userOf([])).toEqual(nobody);
    expect(userOf({ id: 7, name: ' Ada ', full_name: null })).toEqual({ ...nobody, id: '7', name: 'Ada' });
    expect(userOf({ id: '..', email: 7, full_name: 'Ada', name: 'ada' })).toEqual({ ...nobody, name: 'Ada' });
  });
});

describe('R28: a person', () => {
  const ada = { id: 'u1', email: null, name: 'Ada' };
  it.each([
    [{ id: 'u1', full_name: 'Ada' }, ada],
    [{ user: { id: 'u1', full_name: 'Ada' } }, ada],
    [{}, { id: null, email: null, name: null }],
  ])('is read from %j', (body, expected) => expect(meReply.parse(body)).toEqual(expected));
  it.each([null, 'Ada', 7])('is not read from %j', (body) =>
    expect(meReply.safeParse(body).success).toBe(false),
  );
});
