import { Server, WebSocket as MockSocket } from 'mock-socket';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatSocket } from '../../../lib/transport/websocket-v3/chat-socket.ts';
import type { WebSocketConstructor } from '../../../lib/transport/websocket/text-socket.ts';
import { createRecordingListener, type RecordingListener } from './recording-listener.ts';

const wsUrl = 'wss://api.example.com/api/v1/ws/chat';
const socketAddress = `${wsUrl}?tenant_id=acme`;

let server: Server;
let made: MockSocket | undefined;
let closedWith: unknown[];
let received: unknown[];
let listener: RecordingListener;

/** Lets the network's next events arrive; mock-socket delays each by a few ms. */
const arrive = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50);

function connect(WebSocket: unknown = MockSocket) {
  return createChatSocket(
    { wsUrl, tenantId: 'acme', WebSocket: WebSocket as WebSocketConstructor },
    listener,
  );
}

/** A socket that the test can look at, and that notes how it is closed. */
const keeping = class extends MockSocket {
  constructor(url: string) {
    super(url);
    // oxlint-disable-next-line typescript/no-this-alias -- the code under test keeps its socket to itself
    made = this;
  }

  override close(code?: number, reason?: string): void {
    closedWith.push(code);
    super.close(code, reason);
  }
};

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server(socketAddress, { mock: false });
  received = [];
  listener = createRecordingListener();
  closedWith = [];
  server.on('connection', (socket) => socket.on('message', (data) => void received.push(data)));
});

afterEach(() => {
  server.stop();
  vi.useRealTimers();
});

describe('a socket', () => {
  it('P1: opens at the address of the tenant, and nothing more', () => {
    connect(keeping);
    expect(made?.url).toBe(socketAddress);
  });

  it('tells that it opened, then each frame and fault in its order, then the close with code and reason', async () => {
    connect();
    expect(listener.heard).toEqual([]);
    await arrive();
    server.emit('message', '{"type":"connection_ready"}');
    server.emit('message', '{"type":"response_chunk","content":"Hi"}');
    server.emit('message', 'no frame');
    server.emit('message', '{"type":"pong"}');
    await arrive();
    server.close({ code: 4403, reason: 'tenant_mismatch', wasClean: true });
    await arrive();
    expect(listener.heard).toEqual([
      ['opened'],
      ['frame', { type: 'ready' }],
      ['frame', { type: 'chunk', messageId: null, content: 'Hi' }],
      ['faulty', 'not-json'],
      ['frame', { type: 'pong' }],
      ['closed', 4403, 'tenant_mismatch'],
    ]);
  });

  it('P3: takes a binary message for a fault, and asks for it as a buffer', async () => {
    connect(keeping);
    await arrive();
    server.emit('message', new TextEncoder().encode('{"type":"ping"}').buffer);
    await arrive();
    expect(listener.heard).toEqual([['opened'], ['faulty', 'not-text']]);
    expect(made?.binaryType).toBe('arraybuffer');
  });

  it('sends frames in the form of the wire', async () => {
    const socket = connect();
    await arrive();
    expect(socket.send({ type: 'ping' })).toBe(true);
    expect(socket.send({ type: 'message', chatId: 'c', text: 'Why?', clientMessageId: 'q1' })).toBe(true);
    await arrive();
    expect(received.map((data) => JSON.parse(String(data)) as unknown)).toEqual([
      { type: 'ping', data: {} },
      { type: 'user_message', data: { chatId: 'c', chat_id: 'c', text: 'Why?', client_message_id: 'q1' } },
    ]);
  });

  it('says of a frame that found it not open that it is still ours', async () => {
    const socket = connect();
    expect(socket.send({ type: 'ping' }), 'while it opens').toBe(false);
    await arrive();
    server.close({ code: 1001, reason: '', wasClean: true });
    await arrive();
    expect(socket.send({ type: 'ping' }), 'after it closed').toBe(false);
    expect(received).toEqual([]);
  });
});

describe('a socket that is let go', () => {
  it('tells nothing from then on, not even what was on its way', async () => {
    const socket = connect(keeping);
    await arrive();
    socket.close();
    for (const late of ['open', 'message', 'close'])
      made?.dispatchEvent(new MessageEvent(late, { data: 'late' }));
    expect(socket.send({ type: 'ping' })).toBe(false);
    await arrive();
    expect(listener.heard).toEqual([['opened']]);
    expect(received).toEqual([]);
  });

  it('P24: closes normally, once, however often it is let go', async () => {
    const socket = connect(keeping);
    await arrive();
    socket.close();
    socket.close();
    await arrive();
    expect(closedWith).toEqual([1000]);
    expect(listener.heard).toEqual([['opened']]);
  });

  it('before it opened never tells that it did', async () => {
    connect().close();
    await arrive();
    expect(listener.heard).toEqual([]);
  });
});

describe('a socket that never opens', () => {
  it('P26: refused by the server, tells of one close, and of no opening', async () => {
    server.stop();
    connect();
    await arrive();
    // The code is mock-socket's own; a browser says 1006.
    expect(listener.heard).toEqual([['closed', expect.any(Number), '']]);
  });

  function throws(): never {
    throw new SyntaxError('The URL is invalid');
  }

  it('P26: refused by the browser, closes like one that nobody serves, but not while it is still being made', async () => {
    const socket = connect(throws);
    expect(listener.heard).toEqual([]);
    expect(socket.send({ type: 'ping' })).toBe(false);
    await arrive();
    expect(listener.heard).toEqual([['closed', 1006, '']]);
  });

  it('refused by the browser and let go at once, tells nothing', async () => {
    connect(throws).close();
    await arrive();
    expect(listener.heard).toEqual([]);
  });
});
