import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:net';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedOut } from '../../lib/auth/token-source.ts';
import { blankSettings } from '../../lib/config/settings-record.ts';
import { runConnectionTest } from '../../lib/doctor/connection-test.ts';
import type { ConnectionTestOptions } from '../../lib/doctor/connection-test.ts';
import type { SettingsInput } from '../../lib/messaging/settings-shapes.ts';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../platform/platform.ts';

const clock: ConnectionTestOptions['clock'] = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** The test by the real network and the real clock. @param platform for tenant `acme`; null: the settings say where */
export function runOver(
  platform: Pick<Platform, 'apiUrl'> | null,
  settings: Partial<SettingsInput> = {},
  changes: Partial<Omit<ConnectionTestOptions, 'hasAccess'>> & { hasAccess?: boolean } = {},
): Promise<TestStage[]> {
  const { hasAccess = false, ...others } = changes;
  return runConnectionTest({
    settings: {
      ...blankSettings(),
      protocol: 'v3',
      apiUrl: platform?.apiUrl ?? '',
      tenantId: 'acme',
      ...settings,
    },
    tokensFor: async () => signedOut,
    forbids: async () => null,
    hasAccess: async () => hasAccess,
    isOnline: () => true,
    newId: () => crypto.randomUUID(),
    openSocket: (url) => new WebSocket(url),
    fetch: globalThis.fetch,
    clock,
    random: Math.random,
    report: () => ({ code: 'internal' }),
    onStage: () => undefined,
    signal: new AbortController().signal,
    ...others,
  });
}

export async function withPlatform(
  use: (platform: Platform) => Promise<void>,
  options: PlatformOptions = {},
): Promise<void> {
  const platform = await createPlatform({ tenants: ['acme'], ...options });
  try {
    await use(platform);
  } finally {
    await platform.close();
  }
}

interface Place {
  readonly origin: string;
  close(): Promise<void>;
}

function listen(server: Server | ReturnType<typeof createPlainServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A port that was free a moment ago. */
export async function closedPort(): Promise<Place> {
  const server = createPlainServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  return { origin: `http://127.0.0.1:${port}`, close: async () => undefined };
}

/** A server that answers everything, under a certificate that it made itself a moment ago. */
export async function selfSigned(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'self-signed-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('{"status":"healthy"}'),
  );
  const port = await listen(server);
  return {
    origin: `https://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
        rmSync(folder, { recursive: true, force: true });
      }),
  };
}
