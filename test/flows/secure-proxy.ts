import type { AddressInfo } from 'node:net';
import { createProxyServer } from '../../lib/proxy-server/proxy-server.ts';
import { chromiumOrigin, proxySettings } from '../proxy-server/proxy-settings-fixture.ts';

/** Our own proxy, in front of a platform. */
export interface SecureProxy {
  readonly url: string;
  /** Lines of its log. */
  readonly log: readonly string[];
  /** Cuts every line, also those over which it would still answer. */
  stop(): Promise<void>;
  /** Up again, at the same address, and with the same key for its chats. */
  start(): Promise<void>;
}

export async function startSecureProxy(platformUrl: string): Promise<SecureProxy> {
  const log: string[] = [];
  const settings = proxySettings({
    platformUrl,
    allowedOrigins: [chromiumOrigin],
    requestsPerMinute: 100_000,
  });
  let port = 0;
  let running: Awaited<ReturnType<typeof createProxyServer>> | null = null;

  async function start(): Promise<void> {
    running = await createProxyServer({ settings, logTo: { write: (line) => void log.push(line) } });
    await running.listen({ host: '127.0.0.1', port });
    ({ port } = running.server.address() as AddressInfo);
  }

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    start,
    async stop() {
      const closing = running?.close();
      running?.server.closeAllConnections();
      running = null;
      await closing;
    },
  };
}
