import { parseArgs } from 'node:util';
import { createPlatform } from './platform.ts';

/** `node test/platform/main.ts [--port 8000]`: the platform by itself, until Ctrl+C. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port takes a number from 0 to 65535, not '${values.port}'.`);
  process.exit(2);
}

try {
  const platform = await createPlatform({ port });
  console.log(`API URL        ${platform.apiUrl}`);
  console.log(`WebSocket URL  ${platform.wsUrl}`);
  console.log('Tenant ID      miptech-company');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void platform.close().then(() => process.exit(0)));
  }
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(inUse ? `Port ${port} is in use; choose another with --port.` : error);
  process.exit(1);
}
