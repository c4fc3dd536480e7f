import { describe, expect, it } from 'vitest';
import { readProxySettings, type Environment } from '../../lib/proxy-server/proxy-settings.ts';
import { chromiumOrigin, firefoxOrigin, plantedKey } from './proxy-settings-fixture.ts';

const needed: Environment = {
  PLATFORM_URL: 'https://api.example.com',
  PLATFORM_API_KEY: plantedKey,
  TENANT_ID: 'acme',
  ALLOWED_ORIGINS: chromiumOrigin,
};
const files: Readonly<Record<string, string>> = {
  '/run/secrets/key': `${plantedKey}\n`,
  '/run/secrets/odd': `two words ${plantedKey}`,
};

async function readFile(path: string): Promise<string> {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT: ${path} ${plantedKey}`);
  return text;
}

const read = (change: Environment) => readProxySettings({ ...needed, ...change }, readFile);

describe('the environment of a proxy', () => {
  it('needs four variables, and has a default for all others', async () => {
    expect(await read({})).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 8080,
        platformUrl: 'https://api.example.com',
        apiKey: plantedKey,
        tenantId: 'acme',
        allowedOrigins: [chromiumOrigin],
        signingKey: null,
        trustProxy: [],
        requestsPerMinute: 60,
        bodyLimit: 1024 * 1024,
        concurrent: 100,
        waiting: 1000,
        connections: 10_000,
        answerMs: 180_000,
        requestMs: 20_000,
        logLevel: 'info',
      },
    });
  });

  it.each<[Environment, object]>([
    [
      { PROXY_HOST: '0.0.0.0', PROXY_PORT: '9000' },
      { host: '0.0.0.0', port: 9000 },
    ],
    [{ PLATFORM_URL: 'https://api.example.com/' }, { platformUrl: 'https://api.example.com' }],
    [{ PLATFORM_URL: 'http://localhost:8000' }, { platformUrl: 'http://localhost:8000' }],
    [
      { ALLOWED_ORIGINS: `${chromiumOrigin}, ${firefoxOrigin}\nmoz-extension://*` },
      { allowedOrigins: [chromiumOrigin, firefoxOrigin, 'moz-extension://*'] },
    ],
    [{ TRUST_PROXY: '10.0.0.0/8, ::1 loopback' }, { trustProxy: ['10.0.0.0/8', '::1', 'loopback'] }],
    [{ PLATFORM_API_KEY: '', PLATFORM_API_KEY_FILE: '/run/secrets/key' }, { apiKey: plantedKey }],
    [
      { RATE_LIMIT: '', LOG_LEVEL: 'silent' },
      { requestsPerMinute: 60, logLevel: 'silent' },
    ],
    [{ SIGNING_KEY: 'k'.repeat(32) }, { signingKey: 'k'.repeat(32) }],
    [
      { ANSWER_SECONDS: '120', BODY_LIMIT_KB: '64' },
      { answerMs: 120_000, bodyLimit: 65_536 },
    ],
  ])('%j is understood', async (change, expected) => {
    expect(await read(change)).toMatchObject({ ok: true, value: expected });
  });

  it.each<[string, Environment]>([
    ['PLATFORM_URL', { PLATFORM_URL: undefined }],
    ['PLATFORM_URL', { PLATFORM_URL: 'api.example.com' }],
    ['PLATFORM_URL', { PLATFORM_URL: 'http://api.example.com' }],
    ['PLATFORM_URL', { PLATFORM_URL: 'http://127.0.0.1.evil.example' }],
    ['PLATFORM_URL', { PLATFORM_URL: 'https://api.example.com/api/v1' }],
    ['PLATFORM_URL', { PLATFORM_URL: `https://user:${plantedKey}@api.example.com` }],
    ['PLATFORM_URL', { PLATFORM_URL: 'file:///etc/passwd' }],
    ['PLATFORM_API_KEY', { PLATFORM_API_KEY: undefined }],
    ['PLATFORM_API_KEY', { PLATFORM_API_KEY: `${plantedKey}\r\nX-Evil: 1` }],
    ['PLATFORM_API_KEY', { PLATFORM_API_KEY: undefined, PLATFORM_API_KEY_FILE: '/run/secrets/odd' }],
    ['PLATFORM_API_KEY_FILE', { PLATFORM_API_KEY: undefined, PLATFORM_API_KEY_FILE: '/nowhere' }],
    ['PLATFORM_API_KEY', { PLATFORM_API_KEY_FILE: '/run/secrets/key' }],
    ['TENANT_ID', { TENANT_ID: 'a tenant' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: undefined }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: ' , ' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: `${chromiumOrigin} *` }],
    ['SIGNING_KEY', { SIGNING_KEY: 'short' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'everybody' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
    ['TRUST_PROXY', { TRUST_PROXY: '300.1.1.1' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/99' }],
    ['PROXY_PORT', { PROXY_PORT: '70000' }],
    ['RATE_LIMIT', { RATE_LIMIT: '0' }],
    ['RATE_LIMIT', { RATE_LIMIT: '-5' }],
    ['RATE_LIMIT', { RATE_LIMIT: '1e3' }],
    ['ANSWER_SECONDS', { ANSWER_SECONDS: '119' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'debug' }],
  ])('%s is named where it is wrong, and nothing that was set is repeated', async (name, change) => {
    const outcome = await read(change);
    expect(outcome.ok).toBe(false);
    const faults = outcome.ok ? [] : outcome.failure;
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: \\S`));
    for (const value of Object.values({ ...needed, ...change }))
      if (value && value.trim().length > 2) expect(faults.join()).not.toContain(value);
  });

  it('says of all that is wrong at once', async () => {
    const outcome = await readProxySettings({}, readFile);
    const names = outcome.ok ? [] : outcome.failure.map((fault) => fault.split(':')[0]);
    expect(names).toEqual(['PLATFORM_URL', 'PLATFORM_API_KEY', 'TENANT_ID', 'ALLOWED_ORIGINS']);
  });
});
