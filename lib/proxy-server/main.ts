// The secure proxy. `npm run proxy`; README.md beside this says what to set.
import { readFile } from 'node:fs/promises';
import { readProxySettings } from './proxy-settings.ts';
import { createProxyServer } from './proxy-server.ts';

const read = await readProxySettings(process.env, (path) => readFile(path, 'utf8'));
if (read.ok) {
  const settings = read.value;
  const app = await createProxyServer({ settings });
  if (settings.signingKey === null)
    app.log.warn({ event: 'no-signing-key', means: 'chats end with this process' });

  const stop = (signal: NodeJS.Signals): void => {
    app.log.info({ event: 'stopping', signal });
    // What is under way is finished. A second signal ends it all.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(1));
    void app.close().then(() => app.log.info({ event: 'stopped' }));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  await app.listen({ host: settings.host, port: settings.port });
  app.log.info({ event: 'listening', platform: settings.platformUrl, tenant: settings.tenantId });
} else {
  process.stderr.write(`The proxy can't start:\n${read.failure.map((fault) => `  ${fault}\n`).join('')}`);
  process.exitCode = 2;
}
