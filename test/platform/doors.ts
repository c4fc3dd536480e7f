import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { SocketLine } from './socket-line.ts';
import type { SocketServer } from './socket-server.ts';

/** What the line between a client and the platform does with a frame: it passes or is lost, and the line may end with it. */
export type Fate = 'passes' | 'passes-and-cut' | 'lost-and-cut';

/** Asked of each frame as it sets out. `type` is the frame's. */
export type Weather = (direction: 'up' | 'down', type: string) => Fate;

/**
 * The way into a platform without a network: its REST as a `fetch`, its WebSocket as a constructor. Everything takes a turn
 * of the event loop and no time, so that thousands of conversations take seconds.
 */
export interface Doors {
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: typeof globalThis.WebSocket;
  /** Requests, openings and frames under way. */
  pending(): number;
  /** The network ends all lines: both sides see theirs broken, and what was under way is lost. */
  cut(): void;
}

export interface DoorsOptions {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly sockets: Pick<SocketServer, 'admit' | 'serve'>;
  readonly weather: Weather;
}

const address = '127.0.0.1';
const abnormalClosure = 1006;
const normalClosure = 1000;

export const createDoors = ({ handle, sockets, weather }: DoorsOptions): Doors => {
  let pending = 0;
  const open = new Set<{ cut(): void }>();

  /** In the next turn, in order. */
  const soon = (job: () => void): void => {
    pending += 1;
    setImmediate(() => {
      pending -= 1;
      job();
    });
  };

  const fetch: typeof globalThis.fetch = async (input, init) => {
    pending += 1;
    try {
      const request = new Request(input, init);
      const incoming = await incomingOf(request);
      return await new Promise<Response>((resolve, reject) => {
        const failed = (error: unknown): void => reject(error);
        const gone = (): void => failed(request.signal.reason);
        if (request.signal.aborted) return gone();
        request.signal.addEventListener('abort', gone);
        handle(
          incoming,
          responseTo(resolve, () => failed(new TypeError('fetch failed'))),
        ).catch(failed);
      });
    } finally {
      pending -= 1;
    }
  };

  class DoorSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readyState = 0;
    binaryType = 'blob';
    readonly url: string;
    private served = { receive: (_text: string): void => undefined, end: (): void => undefined };

    constructor(target: string | URL) {
      super();
      this.url = String(target);
      soon(() => this.enter(new URL(this.url)));
    }

    private enter(url: URL): void {
      if (this.readyState !== this.CONNECTING) return;
      const { status, isSwallowed, isDropped, connection } = sockets.admit({ url, origin: undefined });
      if (isSwallowed) return;
      if (status !== null) return this.over(abnormalClosure, '');
      this.readyState = this.OPEN;
      open.add(this);
      this.dispatchEvent(new Event('open'));
      if (isDropped) return this.cut();
      this.served = sockets.serve(this.line(), { url, address }, connection);
    }

    /** The platform's end. */
    private line(): SocketLine {
      const isOpen = (): boolean => this.readyState === this.OPEN || this.readyState === this.CLOSING;
      const sendRaw = (payload: string | Buffer): void => {
        if (!isOpen()) return;
        const fate = weather('down', typeOf(payload));
        if (fate !== 'lost-and-cut') {
          soon(() => {
            if (isOpen()) this.dispatchEvent(new MessageEvent('message', { data: payload }));
          });
        }
        if (fate !== 'passes') soon(() => this.cut());
      };
      return {
        get isOpen() {
          return isOpen();
        },
        send: (type, data = {}) => sendRaw(JSON.stringify({ type, data })),
        sendRaw,
        close: (code, reason = '') => soon(() => this.over(code, reason)),
        cut: () => soon(() => this.cut()),
        drained: () => Promise.resolve(),
      };
    }

    cut(): void {
      this.over(abnormalClosure, '');
    }

    private over(code: number, reason: string): void {
      if (this.readyState === this.CLOSED) return;
      this.readyState = this.CLOSED;
      open.delete(this);
      this.served.end();
      soon(() => this.dispatchEvent(new CloseEvent('close', { code, reason })));
    }

    send(data: string): void {
      if (this.readyState !== this.OPEN) return;
      const fate = weather('up', typeOf(data));
      if (fate !== 'lost-and-cut') {
        soon(() => {
          if (open.has(this)) this.served.receive(data);
        });
      }
      if (fate !== 'passes') soon(() => this.cut());
    }

    /** What was sent before arrives before. */
    close(code = normalClosure, reason = ''): void {
      if (this.readyState >= this.CLOSING) return;
      this.readyState = this.CLOSING;
      soon(() => this.over(code, reason));
    }
  }

  return {
    fetch,
    WebSocket: DoorSocket as unknown as typeof globalThis.WebSocket,
    pending: () => pending,
    cut: () => {
      for (const socket of open) socket.cut();
    },
  };
};

const typeOf = (payload: string | Buffer): string =>
  typeof payload === 'string' ? (/"type":"(\w+)"/.exec(payload)?.[1] ?? '') : '';

const incomingOf = async (request: Request): Promise<IncomingMessage> => {
  const body = await request.text();
  const { pathname, search } = new URL(request.url);
  return Object.assign(Readable.from(body === '' ? [] : [Buffer.from(body)]), {
    method: request.method,
    url: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    socket: { remoteAddress: address },
  }) as unknown as IncomingMessage;
};

/** As much of a response as the platform uses. */
const responseTo = (resolve: (response: Response) => void, cut: () => void): ServerResponse => {
  let status = 200;
  let headers: Record<string, string> = {};
  const response = {
    destroyed: false,
    on: () => response,
    writeHead: (code: number, fields: Record<string, string>) => {
      status = code;
      headers = fields;
      return response;
    },
    end: (text: string) => resolve(new Response(text === '' ? null : text, { status, headers })),
    destroy: cut,
  };
  return response as unknown as ServerResponse;
};
