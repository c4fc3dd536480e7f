import { kindOfFrame, kindOfRequest } from '../../protocol/wire-kind.ts';
import type { ActivityKind } from '../../shared/activity.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { Log } from '../../shared/log.ts';
import type { WebAuthFlow } from '../../shared/web-auth-flow.ts';
import type { WebSocketConstructor } from '../../transport/websocket/text-socket.ts';
import type { Left } from './activity-list.ts';
import { pagesIn } from './pages-in.ts';

/** Every way out of the browser that we have. */
export interface WaysOut {
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly webAuth: WebAuthFlow;
}

export interface CountedNetworkOptions extends WaysOut {
  /** Epoch ms. */
  readonly now: () => number;
  /** After it was handed to the browser: to be counted costs nothing that leaves any time. */
  readonly left: (left: Left) => void;
  readonly log: Log;
}

/**
 * The same ways out, and all that leaves by them is told (law 10). What can't be counted does not leave: a body is a text,
 * or the fields of a form. Bytes are those that we hand over, as UTF-8: headers that the browser adds, a request that it
 * asks first (CORS) or repeats by itself, and what compression saves are not ours to see.
 */
export function createCountedNetwork({
  fetch,
  webAuth,
  now,
  left,
  log,
  ...out
}: CountedNetworkOptions): WaysOut {
  function tell(kind: ActivityKind, host: string, body: string, head: number): void {
    left({ kind, host, at: now(), body: sizeOf(body), head, ...pagesIn(body) });
  }

  class CountedSocket extends out.WebSocket {
    readonly #host: string;

    constructor(url: string) {
      super(url);
      this.#host = hostOf(url);
      const openedAt = now();
      tell('socket', this.#host, '', sizeOf(url));
      this.addEventListener('close', ({ code }) =>
        log({ event: 'socket-closed', code, ms: now() - openedAt }),
      );
    }

    override send(data: unknown): void {
      if (typeof data !== 'string') throw new TypeError('uncounted');
      const isOpen = this.readyState === this.OPEN;
      super.send(data);
      // On one that has closed meanwhile nothing goes out.
      if (isOpen) tell(kindOfFrame(data), this.#host, data, 0);
    }
  }

  return {
    WebSocket: CountedSocket,
    async fetch(input, init = {}) {
      const { body = null, method = 'GET' } = init;
      const isForm = body instanceof URLSearchParams;
      const isCounted = body === null || typeof body === 'string' || isForm;
      if (!isCounted || input instanceof Request) throw new TypeError('uncounted');
      const { href, host, pathname } = new URL(input);
      const startedAt = now();
      const answer = fetch(input, init);
      const call = isForm ? 'sso-tokens' : kindOfRequest(method, pathname);
      // Names and values.
      const headers = [...new Headers(init.headers)].flat().join('');
      tell(call, host, String(body ?? ''), sizeOf(href + headers));
      const ended = (status: number): void => log({ event: 'call', call, status, ms: now() - startedAt });
      void answer.then(
        ({ status }) => ended(status),
        // Whoever asked hears why; to be logged there is no more than that nobody answered.
        () => ended(0),
      );
      return answer;
    },
    webAuth: {
      ...webAuth,
      launch(url) {
        const outcome = webAuth.launch(url);
        tell('sso-window', hostOf(url), '', sizeOf(url));
        return outcome;
      },
    },
  };
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
