import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createHeldAssistant } from '../flows/held-assistant.ts';
import { settled } from '../doubles/pass-time.ts';
import { proxyFixture } from './proxy-fixture.ts';
import { chromiumOrigin } from './proxy-settings-fixture.ts';

const open = proxyFixture();
const head = (more: string): string =>
  `POST /api/chat/create HTTP/1.1\r\nHost: proxy\r\nOrigin: ${chromiumOrigin}\r\n${more}`;

/** What comes back until the other side closes. */
async function exchange(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  // A reset is an answer, too.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(bytes);
  await closed;
  return text;
}

const headers = { Origin: chromiumOrigin, 'Content-Type': 'application/json' };
const create = (url: string): Promise<Response> =>
  fetch(`${url}/api/chat/create`, {
    method: 'POST',
    headers,
    body: '{"title":"x"}',
  });
const say = (url: string, chatId: string, body: object = { content: 'Why?' }): Promise<Response> =>
  fetch(`${url}/api/chat/${chatId}/message`, { method: 'POST', headers, body: JSON.stringify(body) });

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a client that is slow', () => {
  it.each([
    ['with its headers', 'POST /api/chat/create HTTP/1.1\r\nHost: proxy\r\nX-Slow: '],
    ['with its body', head('Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"title"')],
  ])('%s is given up, and others are answered meanwhile', async (_, bytes) => {
    const proxy = await open({ requestMs: 300 });
    const { url, port } = await proxy.listen();
    const slow = exchange(port, bytes);
    expect((await create(url)).status).toBe(200);
    expect(await slow).toMatch(/^HTTP\/1\.1 (408|400) /);
    expect(proxy.platform.received.rest).toHaveLength(1);
  });
});

describe('more sockets than may be', () => {
  it('are closed as they come, and those before them served', async () => {
    const proxy = await open({ connections: 1, requestMs: 1000 });
    const { port } = await proxy.listen();
    const first = connect(port, '127.0.0.1');
    await new Promise<void>((resolve) => first.once('connect', () => resolve()));
    expect(await exchange(port, 'GET /healthz HTTP/1.1\r\nHost: proxy\r\n\r\n')).toBe('');
    let answer = '';
    first.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
    first.write('GET /healthz HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n\r\n');
    await new Promise<void>((resolve) => first.once('close', () => resolve()));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('bytes that are no request', () => {
  it.each<[string, string | Buffer]>([
    ['noise', Buffer.from([0, 255, 1, 254, 13, 10, 13, 10])],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex')],
    ['a header without an end', `POST /api/chat/create HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`],
    [
      'two lengths',
      head('Content-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345'),
    ],
    ['a length and chunks', head('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')],
    [
      'a chunk of no size',
      head('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n'),
    ],
    ['a header with a line in it', head('X: a\nb c\r\n\r\n')],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('(%s) are answered with 4xx, and the line is closed; the next client is served', async (_, bytes) => {
    const proxy = await open();
    const { url, port } = await proxy.listen();
    expect(await exchange(port, bytes)).toMatch(/^HTTP\/1\.1 4\d\d |^$/);
    expect((await create(url)).status).toBe(200);
    expect(proxy.platform.received.rest).toHaveLength(1);
  });

  it('a body beyond the limit is not read to its end', async () => {
    const proxy = await open({ bodyLimit: 4096 });
    const { port } = await proxy.listen();
    const answer = await exchange(
      port,
      head(
        'Content-Type: application/json\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n{"title":"',
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('of an origin that is not listed are not even read', async () => {
    const proxy = await open();
    const { port } = await proxy.listen();
    const answer = await exchange(
      port,
      'POST /api/chat/create HTTP/1.1\r\nHost: proxy\r\nOrigin: https://evil.example\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"title',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('a client that leaves', () => {
  it('before its turn has its message not asked; under way, it is asked once, also when it comes again', async () => {
    const assistant = createHeldAssistant(['Because.']);
    const proxy = await open({ concurrent: 1 }, { assistant });
    proxy.platform.answerWith(null);
    const { url, port } = await proxy.listen();
    const { id } = (await (await create(url)).json()) as { id: string };
    const message = { content: 'first', client_message_id: crypto.randomUUID() };
    const text = JSON.stringify(message);
    const request = `POST /api/chat/${id}/message HTTP/1.1\r\nHost: proxy\r\nOrigin: ${chromiumOrigin}\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
    let arrived = 0;
    let gone = 0;
    proxy.app.server.on('request', () => (arrived += 1));
    proxy.app.server.on('connection', (socket) => socket.on('close', () => (gone += 1)));
    const broken = connect(port, '127.0.0.1');
    broken.write(request);
    await until(() => proxy.platform.received.userMessages.length === 1);
    broken.destroy();
    const waiting = connect(port, '127.0.0.1');
    waiting.write(
      request.replaceAll(message.client_message_id, crypto.randomUUID()).replace('first', 'never'),
    );
    // Behind it in the queue, so that it was there.
    const other = say(url, id, { content: 'other' });
    const again = say(url, id, message);
    await until(() => arrived === 4);
    await settled();
    const before = gone;
    waiting.destroy();
    await until(() => gone > before);
    assistant.release();
    expect(await (await again).json()).toMatchObject({ content: 'Because.' });
    expect((await other).status).toBe(200);
    expect(proxy.platform.received.userMessages.map(({ text: asked }) => asked)).toEqual(['first', 'other']);
  });
});

describe('a proxy that is stopped', () => {
  it('finishes what is under way, takes nothing new, and then is gone', async () => {
    const assistant = createHeldAssistant(['Because.']);
    const proxy = await open({}, { assistant });
    proxy.platform.answerWith(null);
    const { url } = await proxy.listen();
    const { id } = (await (await create(url)).json()) as { id: string };
    const answer = say(url, id);
    await until(() => proxy.platform.received.userMessages.length === 1);
    let isClosed = false;
    const closing = proxy.app.close().then(() => (isClosed = true));
    // Refused, or told that it is stopping: not taken in any case.
    const late = await create(url).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect(['refused', 503]).toContain(late);
    expect(isClosed).toBe(false);
    assistant.release();
    expect(await (await answer).json()).toMatchObject({ content: 'Because.' });
    await closing;
    await expect(create(url)).rejects.toThrow('fetch failed');
  });
});
