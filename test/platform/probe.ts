import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { WebSocket } from 'ws';
import type { Platform } from './platform.ts';

/** A minimal client for the tests of the platform itself; knows nothing but the wire. */
export interface Frame {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export interface SocketProbe {
  /** All that came, in order; a frame that is no JSON as the text or bytes it is. */
  readonly frames: (Frame | string | Buffer)[];
  readonly closed: Promise<Closing>;
  /** The HTTP status of a refused upgrade; null once open. */
  readonly refusedWith: Promise<number | null>;
  send(type: string, data?: object): void;
  sendText(text: string): void;
  /** The next frame of this type that no earlier call has returned. Rejects when the socket closes first. */
  next(type: string): Promise<Frame>;
  /** Frames of this type so far. */
  all(type: string): Frame[];
  close(): void;
}

const parsed = (data: Buffer, isBinary: boolean): Frame | string | Buffer => {
  if (isBinary) return data;
  const text = data.toString('utf8');
  try {
    return JSON.parse(text) as Frame;
  } catch {
    return text;
  }
};

const isFrame = (frame: Frame | string | Buffer): frame is Frame =>
  typeof frame === 'object' && 'type' in frame;

export const openSocket = (url: string, options: { readonly origin?: string } = {}): SocketProbe => {
  const socket = new WebSocket(url, { ...options, maxPayload: 64 * 1024 * 1024 });
  const frames: (Frame | string | Buffer)[] = [];
  const taken = new Set<Frame>();
  const arrivals = new EventEmitter().setMaxListeners(0);
  const closed = new Promise<Closing>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const refusedWith = new Promise<number | null>((resolve) => {
    socket.on('open', () => resolve(null));
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
  });
  socket.on('error', () => undefined);
  socket.on('message', (data, isBinary) => {
    frames.push(parsed(data as Buffer, isBinary));
    arrivals.emit('frame');
  });

  const all = (type: string): Frame[] => frames.filter(isFrame).filter((frame) => frame.type === type);
  return {
    frames,
    closed,
    refusedWith,
    send: (type, data = {}) => socket.send(JSON.stringify({ type, data })),
    sendText: (text) => socket.send(text),
    next: async (type) => {
      for (;;) {
        const frame = all(type).find((candidate) => !taken.has(candidate));
        if (frame !== undefined) {
          taken.add(frame);
          return frame;
        }
        const closing = await Promise.race([once(arrivals, 'frame').then(() => null), closed]);
        if (closing !== null && all(type).every((candidate) => taken.has(candidate))) {
          throw new Error(`closed with ${closing.code} before ${type}`);
        }
      }
    },
    all,
    close: () => socket.terminate(),
  };
};

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface RestOptions {
  readonly tenant?: string | null;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const tenantId = 'miptech-company';

export const callRest = async (
  { apiUrl }: Pick<Platform, 'apiUrl'>,
  route: string,
  { tenant = tenantId, token, body, headers = {} }: RestOptions = {},
): Promise<RestAnswer> => {
  const [method = 'GET', path = '/'] = route.split(' ');
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(tenant === null ? {} : { 'X-Tenant-ID': tenant }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : readJson(text),
  };
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

export const chatBody = (sessionId: string = randomUUID()) => ({
  title: 'A chat',
  tenant_id: tenantId,
  session_id: sessionId,
});

export const createChat = async (
  platform: Pick<Platform, 'apiUrl'>,
  options: RestOptions = {},
): Promise<string> => {
  const { body } = await callRest(platform, 'POST /api/v1/chat', { body: chatBody(), ...options });
  return (body as { id: string }).id;
};

export const joinData = (chatId: string, token: string | null = null) => ({
  chatId,
  chat_id: chatId,
  tenantId,
  tenant_id: tenantId,
  token,
});

/** A socket that has joined a new chat. */
export const joinNewChat = async (platform: Platform): Promise<SocketProbe & { readonly chatId: string }> => {
  const chatId = await createChat(platform);
  const probe = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
  await probe.next('connection_established');
  probe.send('join_chat', joinData(chatId));
  await probe.next('chat_joined');
  return { ...probe, chatId };
};

export const askText = (chatId: string, text: string, clientMessageId?: string) => ({
  chatId,
  chat_id: chatId,
  text,
  ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
});
