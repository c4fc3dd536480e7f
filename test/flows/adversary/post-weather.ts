import type { Clock } from '../../../lib/shared/clock.ts';

/**
 * What becomes of the next message that leaves by POST. lost: it never arrives. reply-lost: it does, and its reply doesn't. late:
 * nothing comes of it until its sender gives it up, and so many ms later it arrives.
 */
export type PostFate = 'lost' | 'reply-lost' | { readonly late: number };

export interface PostWeather {
  readonly fetch: typeof globalThis.fetch;
  arm(fate: PostFate): void;
  /** Given up, and still to arrive. */
  pending(): number;
}

export interface PostWeatherOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Outlives whoever sent it. */
  readonly clock: Pick<Clock, 'setTimeout'>;
}

export function createPostWeather({ fetch, clock }: PostWeatherOptions): PostWeather {
  let armed: PostFate | null = null;
  let delivering = 0;

  async function deliver(request: Request): Promise<void> {
    delivering += 1;
    try {
      await fetch(request);
    } finally {
      delivering -= 1;
    }
  }

  function held(request: Request, copy: Request, ms: number): Promise<never> {
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => {
        clock.setTimeout(() => void deliver(copy), ms);
        reject(new DOMException('given up', 'AbortError'));
      });
    });
  }

  return {
    arm: (fate) => {
      armed = fate;
    },
    pending: () => delivering,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (armed === null || request.method !== 'POST' || !/\/messages?$/.test(request.url))
        return fetch(request);
      const fate = armed;
      armed = null;
      // What has left does not hear any more that its sender has given it up.
      const copy = new Request(request.url, {
        method: request.method,
        headers: request.headers,
        body: await request.text(),
      });
      if (typeof fate === 'object') return held(request, copy, fate.late);
      if (fate === 'reply-lost') await deliver(copy);
      throw new TypeError('fetch failed');
    },
  };
}
