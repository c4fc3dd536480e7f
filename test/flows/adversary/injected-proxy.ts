import { createProxyServer } from '../../../lib/proxy-server/proxy-server.ts';
import { chromiumOrigin, proxySettings } from '../../proxy-server/proxy-settings-fixture.ts';

/** Our own secure proxy in front of a platform, reached without a network. */
export interface InjectedProxy {
  readonly fetch: typeof globalThis.fetch;
  /** Requests under way. */
  pending(): number;
  close(): Promise<void>;
}

export async function createInjectedProxy(
  platformUrl: string,
  upstream: typeof globalThis.fetch,
): Promise<InjectedProxy> {
  const app = await createProxyServer({
    settings: proxySettings({
      platformUrl,
      allowedOrigins: [chromiumOrigin],
      requestsPerMinute: 1_000_000,
      logLevel: 'silent',
    }),
    fetch: upstream,
  });
  let asked = 0;

  async function inject(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const payload = await request.text();
    const answer = await app.inject({
      method: request.method === 'POST' ? 'POST' : 'GET',
      url: pathname,
      headers: Object.fromEntries(request.headers),
      ...(payload !== '' && { payload }),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
    return new Response(answer.body, { status: answer.statusCode, headers });
  }

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      asked += 1;
      try {
        return await new Promise<Response>((resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
          // What has arrived goes on there, whether its sender still waits or not.
          inject(new Request(request, { signal: null })).then(resolve, reject);
        });
      } finally {
        asked -= 1;
      }
    },
    pending: () => asked,
    close: () => app.close(),
  };
}
