import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import type { PlatformCredentials } from '../../../lib/transport/transport.ts';
import { createRestTransport } from '../../../lib/transport/rest/rest-transport.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { clientFor, json, profile, unreachable, type Answer } from '../http/fake-platform.ts';

const healthy = json(200, { status: 'healthy' });
const message = { text: 'Why?', clientMessageId: 'c0ffee' };
const answered = { id: 'a1', role: 'assistant', content: 'Because.' };
const admitted: PlatformCredentials = { admit: async () => ok('token'), renew: async () => 'refreshed' };

function connect(answers: readonly Answer[], credentials: PlatformCredentials = admitted) {
  const told: TransportEvent[] = [];
  const { client, requests } = clientFor(answers, { attempts: 1 });
  const clock = createVirtualClock();
  const transport = createRestTransport({ profile, rest: client, credentials, clock, log: () => undefined });
  let ended = 0;
  const connection = transport.connect(
    'chat',
    (event) => void told.push(event),
    () => (ended += 1),
    'session',
  );
  return { connection, told, requests, clock, ended: () => ended };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const posts = (requests: readonly Request[]): string[] =>
  requests.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).pathname);

afterEach(() => vi.useRealTimers());

describe('a connection over REST', () => {
  it('tells nothing before the call that opens it has returned', () => {
    expect(connect([healthy]).told).toEqual([]);
  });

  it('P38: is ready once the platform answers, and not where it would not let us in', async () => {
    const { told } = connect([healthy]);
    await settle();
    expect(told).toEqual([{ type: 'ready' }]);
    const problem = { code: 'scope-missing', subject: 'chat:send' } as const;
    const refused = connect([healthy], { ...admitted, admit: async () => fail(problem) });
    await settle();
    expect(refused.told).toEqual([{ type: 'closed', end: { kind: 'halt', problem } }]);
    expect(refused.requests).toEqual([]);
  });

  it.each<[string, Answer, string | null]>([
    ['is down', unreachable(), 'back-off'],
    ['fails', json(503, {}), 'back-off'],
    ['has had enough', json(429, { details: { retry_after: 7 } }), 'wait'],
    ['has its health elsewhere', json(404, { detail: 'Not Found' }), null],
    ['wants nobody to see its health', json(401, {}), null],
  ])('of a platform that %s ends as it should', async (_, answer, kind) => {
    const { told } = connect([answer]);
    await settle();
    expect(told).toMatchObject(kind === null ? [{ type: 'ready' }] : [{ type: 'closed', end: { kind } }]);
  });

  it('renews the token that it went by', async () => {
    const stale: unknown[] = [];
    const { connection } = connect([healthy], {
      ...admitted,
      renew: async (token) => {
        stale.push(token);
        return 'refreshed';
      },
    });
    await settle();
    expect(await connection.renewToken()).toBe('refreshed');
    expect(stale).toEqual(['token']);
  });

  it('tells nothing any more once it is closed, and breaks off what it had asked', async () => {
    const { connection, told, requests } = connect([healthy, json(201, answered)]);
    await settle();
    connection.send(message);
    connection.close();
    await settle();
    expect(told).toEqual([{ type: 'ready' }]);
    expect(requests.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('says once that it is over', async () => {
    const { connection, told } = connect([healthy, unreachable()]);
    await settle();
    connection.send(message);
    connection.send(message);
    connection.check();
    await settle();
    expect(told.filter(({ type }) => type === 'closed')).toHaveLength(1);
    expect(told.at(-1)?.type).toBe('closed');
  });
});

describe('R32: a message over REST', () => {
  it('is answered whole', async () => {
    const metadata = { sources: [{ title: 'A', url: 'https://a.example' }], total_tokens: 7 };
    const { connection, told } = connect([healthy, json(201, { ...answered, metadata })]);
    await settle();
    connection.send(message);
    await settle();
    expect(told.at(-1)).toEqual({
      type: 'completed',
      messageId: 'a1',
      content: 'Because.',
      sources: [{ title: 'A', url: 'https://a.example' }],
      totalTokens: 7,
      totalChunks: null,
    });
  });

  it('is asked once, whatever is answered', async () => {
    const { connection, told, requests } = connect([healthy, json(503, {})]);
    await settle();
    connection.send(message);
    await settle();
    expect(posts(requests)).toEqual(['/api/v1/chat/chat/messages']);
    expect(told.at(-1)).toMatchObject({ type: 'closed', end: { kind: 'back-off' } });
  });

  it('goes to the older path where the newer is not there', async () => {
    const { connection, told, requests } = connect([
      healthy,
      json(404, { detail: 'Not Found' }),
      json(200, answered),
    ]);
    await settle();
    connection.send(message);
    await settle();
    expect(posts(requests)).toEqual(['/api/v1/chat/chat/messages', '/api/v1/chat/chat/message']);
    expect(await requests[2]?.json()).toEqual({ message: 'Why?' });
    expect(told.at(-1)).toMatchObject({ type: 'completed', content: 'Because.' });
  });

  it.each<[string, Answer, TransportEvent['type'], object]>([
    [
      'is refused for what it says',
      json(422, { detail: [{ loc: ['body', 'content'], msg: 'too long', type: 'x' }] }),
      'refused',
      { detail: 'content: too long' },
    ],
    ['meets a limit', json(429, { details: { retry_after: 7 } }), 'limited', { retryAfterMs: 7000 }],
    [
      'meets a chat that is gone',
      json(404, { code: 'CHAT_NOT_FOUND' }),
      'closed',
      { end: { kind: 'chat-gone' } },
    ],
    ['is sent as nobody', json(401, {}), 'closed', { end: { kind: 'authenticate' } }],
    [
      'may not be sent',
      json(403, { code: 'insufficient_scope' }),
      'refused',
      { problem: { code: 'scope-missing' } },
    ],
    [
      'is of another tenant',
      json(403, { code: 'tenant_mismatch' }),
      'refused',
      { problem: { code: 'tenant-mismatch' } },
    ],
    ['is answered unreadably', json(200, { what: 'ever' }), 'closed', { end: { kind: 'back-off' } }],
  ])('that %s', async (_, answer, type, event) => {
    const { connection, told } = connect([healthy, answer]);
    await settle();
    connection.send(message);
    await settle();
    expect(told.at(-1)).toMatchObject({ type, ...event });
  });

  it('may take two minutes, and is given up after three', async () => {
    vi.useFakeTimers();
    const slow = (ms: number) => (): Promise<Response> =>
      new Promise((resolve) => setTimeout(() => resolve(json(201, answered)), ms));
    const patient = connect([healthy, slow(120_000)]);
    await vi.advanceTimersByTimeAsync(10);
    patient.connection.send(message);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(patient.told).toEqual([{ type: 'ready' }]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(patient.told.at(-1)).toMatchObject({ type: 'completed', content: 'Because.' });

    const lost = connect([healthy, slow(600_000)]);
    await vi.advanceTimersByTimeAsync(10);
    lost.connection.send(message);
    await vi.advanceTimersByTimeAsync(179_000);
    expect(lost.told).toEqual([{ type: 'ready' }]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(lost.told.at(-1)).toMatchObject({
      type: 'closed',
      end: { kind: 'back-off', problem: { code: 'server-unreachable' } },
    });
  });
});
