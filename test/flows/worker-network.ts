import type { BackgroundOptions } from '../../lib/background/background.ts';
import { chromiumOrigin } from '../proxy-server/proxy-settings-fixture.ts';
import { never } from './never.ts';

/** One worker's way out: the platform's REST and its WebSocket. */
export interface WorkerNetwork {
  readonly fetch: BackgroundOptions['fetch'];
  readonly WebSocket: BackgroundOptions['WebSocket'];
  /** Requests and openings that have not ended. */
  pending(): number;
  kill(): void;
}

/** What leaves the worker, byte for byte, and what comes back. `host` with its port. */
export interface NetworkTap {
  readonly sent?: (host: string, text: string) => void;
  /** Of a request: its own body, and the answer's. */
  readonly answered?: (host: string, asked: string, text: string) => void;
}

export interface WorkerNetworkOptions {
  readonly Socket: typeof globalThis.WebSocket;
  readonly tap?: NetworkTap | undefined;
  /** Default: the browser's. */
  readonly fetch?: typeof globalThis.fetch;
  /** Before each use and each arrival; false: the worker is dead. */
  readonly cross: (what: string) => boolean;
}

export function createWorkerNetwork({
  Socket,
  cross,
  tap = {},
  fetch = globalThis.fetch,
}: WorkerNetworkOptions): WorkerNetwork {
  const sockets = new Set<WebSocket>();
  const killed = new AbortController();
  let requests = 0;

  async function request(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    if (!cross(`fetch ${method} ${url.pathname}`)) return never as Promise<Response>;
    const own = init?.signal ?? (input instanceof Request ? input.signal : null);
    requests += 1;
    try {
      const asked = await tell(url, input, init);
      const signal = AbortSignal.any([killed.signal, ...(own === null ? [] : [own])]);
      const response = await wholly(await fetch(asIfByBrowser(input, { ...init, signal })));
      if (!cross(`fetched ${response.status} ${url.pathname}`)) return await (never as Promise<Response>);
      if (tap.answered !== undefined && response.status > 0)
        tap.answered(url.host, asked, await response.clone().text());
      return response;
    } catch (error) {
      if (killed.signal.aborted) return await (never as Promise<Response>);
      throw error;
    } finally {
      requests -= 1;
    }
  }

  /** Resolves with the body. */
  async function tell(url: URL, ...[input, init]: Parameters<typeof fetch>): Promise<string> {
    if (tap.sent === undefined) return '';
    const asked = new Request(input instanceof Request ? input.clone() : input, init);
    const body = await asked.text();
    tap.sent(url.host, [url.href, ...[...asked.headers].map((pair) => pair.join(': ')), body].join('\n'));
    return body;
  }

  class WorkerSocket extends Socket {
    constructor(url: string) {
      super(url);
      tap.sent?.(new URL(url).host, url);
      if (!cross('socket opens')) super.close();
      sockets.add(this);
      super.addEventListener('close', () => sockets.delete(this));
    }

    override addEventListener(type: string, listener: unknown): void {
      super.addEventListener(type, (event: Event) => {
        if (cross(`socket: ${arrival(event)}`)) (listener as (event: Event) => void)(event);
      });
    }

    override send(data: string): void {
      if (!cross(`socket sends ${frameType(data)}`)) return;
      tap.sent?.(new URL(this.url).host, data);
      super.send(data);
    }
  }

  return {
    fetch: request,
    WebSocket: WorkerSocket,
    pending: () =>
      requests + [...sockets].filter(({ readyState }) => readyState === WebSocket.CONNECTING).length,
    kill() {
      killed.abort();
      for (const socket of sockets) socket.close();
    },
  };
}

/** Names whose request it is, which no code can do for itself: on all that may change something, a browser does. */
function asIfByBrowser(...[input, init]: Parameters<typeof fetch>): Request {
  const request = new Request(input, init);
  if (request.method === 'POST') request.headers.set('Origin', chromiumOrigin);
  return request;
}

/** With its body: one on its way is as little quiet as a request, and time must not pass over it. */
async function wholly(response: Response): Promise<Response> {
  // A redirect that is not followed, or an answer that nobody may see, has none to read.
  if (response.status === 0 || response.body === null) return response;
  return new Response(await response.arrayBuffer(), response);
}

function arrival(event: Event): string {
  return event instanceof MessageEvent ? frameType(event.data) : event.type;
}

function frameType(data: unknown): string {
  return (
    (typeof data === 'string' ? /"type":"(\w+)"/.exec(data.slice(0, 80))?.[1] : undefined) ?? 'something else'
  );
}
