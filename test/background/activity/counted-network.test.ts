import { describe, expect, it } from 'vitest';
import type { Left } from '../../../lib/background/activity/activity-list.ts';
import { createCountedNetwork } from '../../../lib/background/activity/counted-network.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';

class FakeSocket extends EventTarget {
  static made: FakeSocket[] = [];
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: unknown[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    if (url === 'ws://refused.test/') throw new DOMException('refused', 'SyntaxError');
    this.url = url;
    FakeSocket.made.push(this);
    order.push('opened');
  }
  send(data: unknown): void {
    order.push('sent');
    this.sent.push(data);
  }
}

/** What happened, in order: handed to the browser, or counted. */
let order: string[] = [];

function open(answer: () => Promise<Response> = () => Promise.resolve(new Response('', { status: 202 }))) {
  order = [];
  FakeSocket.made = [];
  const counted: Left[] = [];
  const logged: LogEntry[] = [];
  const asked: unknown[][] = [];
  let now = 1_000;
  const network = createCountedNetwork({
    fetch(...given) {
      order.push('asked');
      asked.push(given);
      now += 30;
      return answer();
    },
    WebSocket: FakeSocket as never,
    webAuth: {
      redirectUrl: () => 'https://redirect.test/sso',
      launch: () => Promise.resolve(order.push('launched') > 0 ? 'closed' : 'failed'),
    },
    now: () => now,
    left(left) {
      order.push('counted');
      counted.push(left);
    },
    log: (entry) => void logged.push(entry),
  });
  return { network, counted, logged, asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const address = 'https://api.example.test:8443/api/v1/chat/6f/messages';
const bytes = (text: string): number => Buffer.byteLength(text);

describe('a request', () => {
  it('is handed on as it is, and counted after that: its body in bytes, its address, the headers that we set', async () => {
    const { network, counted, asked } = open();
    const body = JSON.stringify({ content: 'naïve 😀 \u0000' });
    const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json', tenant: 'a' } };
    const answer = network.fetch(address, init);
    expect(order).toEqual(['asked', 'counted']);
    expect(asked).toEqual([[address, init]]);
    expect((await answer).status).toBe(202);
    const head = address.length + 'Content-Typeapplication/jsontenanta'.length;
    expect(counted).toEqual([
      { kind: 'message', host: 'api.example.test:8443', at: 1_030, body: bytes(body), head, pages: [] },
    ]);
  });

  it('of a form is counted by its fields, as they are written', () => {
    const { network, counted } = open();
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'ä b' });
    void network.fetch('https://login.test/oauth/token', { method: 'POST', body });
    expect(counted).toMatchObject([{ kind: 'sso-tokens', host: 'login.test', body: bytes(String(body)) }]);
  });

  it('without a body is counted, too, by any form of address, with any form of headers', () => {
    const { network, counted } = open();
    void network.fetch(new URL('https://api.example.test/api/v1/health?q=1'), { headers: [['a', 'bc']] });
    void network.fetch('https://api.example.test/api/v1/health', { headers: new Headers({ a: 'bc' }) });
    void network.fetch('https://api.example.test/api/v1/health');
    const head = 'https://api.example.test/api/v1/health'.length;
    expect(counted.map(({ kind, body, head: size }) => [kind, body, size])).toEqual([
      ['health', 0, head + 4 + 3],
      ['health', 0, head + 3],
      ['health', 0, head],
    ]);
  });

  it.each<[string, () => [RequestInfo, RequestInit?]]>([
    ['a stream', () => [address, { method: 'POST', body: new Blob(['x']).stream() }]],
    ['a blob', () => [address, { method: 'POST', body: new Blob(['x']) }]],
    ['bytes', () => [address, { method: 'POST', body: new Uint8Array(3) }]],
    ['a form with files', () => [address, { method: 'POST', body: new FormData() }]],
    ['a finished request', () => [new Request(address, { method: 'POST', body: 'x' })]],
  ])('whose body can’t be counted does not leave: %s', async (_what, given) => {
    const { network, counted, asked } = open();
    await expect(network.fetch(...given())).rejects.toThrow(TypeError);
    expect([asked, counted]).toEqual([[], []]);
  });

  it('that nobody answers is counted and logged, and fails as it did; one that the browser refuses is neither', async () => {
    const failure = new TypeError('Failed to fetch');
    const { network, counted, logged } = open(() => Promise.reject(failure));
    await expect(network.fetch(address)).rejects.toBe(failure);
    await expect(network.fetch('no address')).rejects.toThrow(TypeError);
    await settle();
    expect(counted).toHaveLength(1);
    expect(logged).toEqual([{ event: 'call', call: 'history', status: 0, ms: 30 }]);
  });

  it('is logged with its status and what it took, and nothing of what it said', async () => {
    const { network, logged } = open(() => Promise.resolve(new Response('secret', { status: 503 })));
    await network.fetch(`${address}?token=secret`, { headers: { authorization: 'secret' } });
    await settle();
    expect(logged).toEqual([{ event: 'call', call: 'history', status: 503, ms: 30 }]);
  });
});

describe('a socket', () => {
  const socketAddress = 'wss://api.example.test/api/v1/ws/chat?tenant_id=a';

  it('is counted when it is opened, and each frame as it is handed over', () => {
    const { network, counted } = open();
    const socket = new network.WebSocket(socketAddress);
    const frames = [
      '{"type":"join_chat","data":{"token":"x"}}',
      '{"type":"user_message","data":{"text":"ü"}}',
    ];
    for (const frame of frames) socket.send(frame);
    expect(order).toEqual(['opened', 'counted', 'sent', 'counted', 'sent', 'counted']);
    expect(FakeSocket.made[0]?.sent).toEqual(frames);
    expect(counted.map(({ kind, host, body, head }) => [kind, host, body, head])).toEqual([
      ['socket', 'api.example.test', 0, socketAddress.length],
      ['join', 'api.example.test', bytes(frames[0]!), 0],
      ['message', 'api.example.test', bytes(frames[1]!), 0],
    ]);
  });

  it('that has closed takes nothing, and nothing is counted', () => {
    const { network, counted } = open();
    const socket = new network.WebSocket(socketAddress);
    FakeSocket.made[0]!.readyState = 2;
    socket.send('{"type":"ping","data":{}}');
    expect(counted).toHaveLength(1);
  });

  it('sends nothing that can’t be counted', () => {
    const { network } = open();
    const socket = new network.WebSocket(socketAddress);
    expect(() => socket.send(new Uint8Array(3))).toThrow(TypeError);
    expect(FakeSocket.made[0]?.sent).toEqual([]);
  });

  it('that the browser refuses is not counted, and fails as it did', () => {
    const { network, counted } = open();
    expect(() => new network.WebSocket('ws://refused.test/')).toThrow(DOMException);
    expect(counted).toEqual([]);
  });

  it('is logged by the code that it closes with, and none of the words', () => {
    const { network, logged } = open();
    void new network.WebSocket(socketAddress);
    FakeSocket.made[0]?.dispatchEvent(
      Object.assign(new Event('close'), { code: 4403, reason: 'secret words' }),
    );
    expect(logged).toEqual([{ event: 'socket-closed', code: 4403, ms: 0 }]);
  });
});

it('the window of a provider is counted by its address, and told by its host alone', async () => {
  const { network, counted } = open();
  const url = 'https://login.test/authorize?client_id=panel&nonce=secret';
  expect(await network.webAuth.launch(url)).toBe('closed');
  expect(network.webAuth.redirectUrl()).toBe('https://redirect.test/sso');
  expect(order).toEqual(['launched', 'counted']);
  expect(counted).toMatchObject([{ kind: 'sso-window', host: 'login.test', body: 0, head: url.length }]);
  expect(JSON.stringify(counted)).not.toContain('secret');
});
