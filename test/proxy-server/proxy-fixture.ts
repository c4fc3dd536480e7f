import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { createProxyServer } from '../../lib/proxy-server/proxy-server.ts';
import type { ProxySettings } from '../../lib/proxy-server/proxy-settings.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../platform/platform.ts';
import { chromiumOrigin, plantedKey, proxySettings } from './proxy-settings-fixture.ts';

type App = Awaited<ReturnType<typeof createProxyServer>>;
type Injected = Awaited<ReturnType<App['inject']>>;

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly remoteAddress?: string;
}

/** The proxy in front of a platform that wants its key. */
export interface ProxyUnderTest {
  readonly app: App;
  readonly platform: Platform;
  readonly log: readonly string[];
  /** Without a network; as the extension asks, unless it is said otherwise. `undefined` leaves a header out. */
  ask(asked: Asked): Promise<Injected>;
  createChat(headers?: Asked['headers']): Promise<string>;
  say(chatId: string, body?: unknown, headers?: Asked['headers']): Promise<Injected>;
  /** On a port of its own. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
}

export async function openProxy(
  change: Partial<ProxySettings> = {},
  platformOptions: PlatformOptions = {},
): Promise<ProxyUnderTest & { close(): Promise<void> }> {
  const platform = await createPlatform({
    auth: 'required',
    apiKeys: [plantedKey],
    tokensPerSecond: Infinity,
    ...platformOptions,
  });
  platform.answerWith('Because.');
  const log: string[] = [];
  const settings = proxySettings({ platformUrl: platform.apiUrl, ...change });
  const app = await createProxyServer({ settings, logTo: { write: (line) => void log.push(line) } });

  const ask = ({ method = 'POST', url, headers = {}, body, remoteAddress }: Asked): Promise<Injected> => {
    const isRaw = typeof body === 'string';
    const all = {
      origin: chromiumOrigin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    return app.inject({
      method,
      url,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    });
  };

  return {
    app,
    platform,
    log,
    ask,
    async createChat(headers = {}) {
      const created = await ask({ url: '/api/chat/create', body: { title: 'New chat' }, headers });
      return created.json<{ id: string }>().id;
    },
    say: (chatId, body = { content: 'Why?' }, headers = {}) =>
      ask({ url: `/api/chat/${chatId}/message`, body, headers }),
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = app.server.address() as AddressInfo;
      return { url: `http://127.0.0.1:${port}`, port };
    },
    async close() {
      app.server.closeAllConnections();
      await Promise.all([app.close(), platform.close()]);
    },
  };
}

/** Proxies of one test file, closed after each test. */
export function proxyFixture(): (...of: Parameters<typeof openProxy>) => Promise<ProxyUnderTest> {
  const open: Awaited<ReturnType<typeof openProxy>>[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((proxy) => proxy.close()));
  });
  return async (...of) => {
    const proxy = await openProxy(...of);
    open.push(proxy);
    return proxy;
  };
}
