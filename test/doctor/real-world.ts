import { createServer as createPlainServer } from 'node:net';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signedOut } from '../../lib/auth/token-source.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { blankSettings } from '../../lib/config/settings-record.ts';
import { runConnectionTest } from '../../lib/doctor/connection-test.ts';
import type { SettingsInput } from '../../lib/messaging/settings-shapes.ts';
import type { StageName } from '../../lib/messaging/stage-name.ts';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import { wayTo } from './way-to.ts';
import { createCertificate } from './self-signed.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../platform/platform.ts';

/** The test by the real network and the real clock. @param platform for tenant `acme`; null: the settings say where */
export function runOver(
  platform: Pick<Platform, 'apiUrl'> | null,
  settings: Partial<SettingsInput> = {},
  changes: { readonly only?: StageName; readonly hasAccess?: boolean } = {},
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
    wayTo: wayTo({ fetch: globalThis.fetch, clock: systemClock, WebSocket }),
    fetch: globalThis.fetch,
    clock: systemClock,
    random: Math.random,
    report: () => ({ code: 'internal' }),
    onStage: () => undefined,
    signal: new AbortController().signal,
    ...others,
  });
}

export async function withPlatform(
  act: (platform: Platform) => Promise<void>,
  options: PlatformOptions = {},
): Promise<void> {
  const platform = await createPlatform({ tenants: ['acme'], ...options });
  try {
    await act(platform);
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
  const server = createServer(createCertificate('127.0.0.1'), (_, response) =>
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('{"status":"healthy"}'),
  );
  const port = await listen(server);
  return {
    origin: `https://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
