import { isIP } from 'node:net';
import { z } from 'zod';
import { fail, ok, type Result } from '../shared/result.ts';
import { readOriginRule } from './allowed-origins.ts';

/** All that a proxy is told, from its environment. README.md has the table. */
export interface ProxySettings {
  readonly host: string;
  readonly port: number;
  /** An origin. The one place that is ever asked for anything. */
  readonly platformUrl: string;
  readonly apiKey: string;
  readonly tenantId: string;
  readonly allowedOrigins: readonly string[];
  /** By which chat ids are signed; null: one of this process's own. */
  readonly signingKey: string | null;
  /** Addresses and networks whose word on where a request comes from is taken. */
  readonly trustProxy: readonly string[];
  /** Requests a minute of one client. */
  readonly requestsPerMinute: number;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Requests to the platform at once, and how many more may wait for their turn. */
  readonly concurrent: number;
  readonly waiting: number;
  /** Sockets of clients at once. */
  readonly connections: number;
  /** ms for an answer to be written. */
  readonly answerMs: number;
  /** ms for a request to arrive wholly. */
  readonly requestMs: number;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One per variable that is wrong: its name, and what it should be. Never what it is. */
export type SettingsFault = string;

const loopback = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `http:` only where nobody else can listen. */
function isPlatformUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, origin } = new URL(value);
  if (origin !== value.replace(/\/$/, '')) return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}

const whole = (least: number, most: number, byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a whole number from ${least} to ${most}`)
    .default(byDefault);

const list = z.string().transform((value) =>
  value
    .split(/[\s,]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** What goes into a header as it is. */
const printable = /^[\x21-\x7e]{1,512}$/;

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const family = isIP(address);
  if (entry === 'loopback') return true;
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const environment = z.object({
  PROXY_HOST: z
    .string()
    .regex(/^[\w.:-]{1,255}$/, 'an address or a name')
    .default('127.0.0.1'),
  PROXY_PORT: whole(0, 65_535, 8080),
  PLATFORM_URL: z
    .string('the platform’s address, such as https://api.example.com')
    .refine(isPlatformUrl, 'https:// and a host, without a path (http:// for this computer only)')
    .transform((value) => value.replace(/\/$/, '')),
  PLATFORM_API_KEY: z
    .string('the key, or PLATFORM_API_KEY_FILE with the file that holds it')
    .regex(printable, 'printable characters without spaces, at most 512'),
  TENANT_ID: z
    .string('the tenant that the key belongs to')
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, _ and -, at most 64'),
  ALLOWED_ORIGINS: list
    .refine((entries) => entries.length > 0, 'at least one origin')
    .refine(
      (entries) => entries.every((entry) => readOriginRule(entry) !== null),
      'origins with commas between them: chrome-extension://<id>, moz-extension://<uuid>, moz-extension://*, https://<host>',
    ),
  SIGNING_KEY: z.string().min(32, 'at least 32 characters').max(1024, 'at most 1024 characters').optional(),
  TRUST_PROXY: list
    .refine(
      (entries) => entries.every(isAddressOrNetwork),
      'addresses or networks with commas between them, or loopback',
    )
    .default([]),
  RATE_LIMIT: whole(1, 100_000, 60),
  BODY_LIMIT_KB: whole(1, 10_240, 1024),
  MAX_CONCURRENT: whole(1, 10_000, 100),
  MAX_WAITING: whole(0, 100_000, 1000),
  MAX_CONNECTIONS: whole(1, 1_000_000, 10_000),
  ANSWER_SECONDS: whole(120, 600, 180),
  REQUEST_SECONDS: whole(1, 120, 20),
  LOG_LEVEL: z.enum(['info', 'warn', 'error', 'silent'], 'info, warn, error or silent').default('info'),
});

const names = new Set<string>(Object.keys(environment.shape));
/** May stand in a file, as secrets of containers do. */
const secrets = ['PLATFORM_API_KEY', 'SIGNING_KEY'] as const;

/**
 * Reads the environment. An empty variable is one that is not set.
 * @param readFile rejects where there is none; what it gives loses its line end
 */
export async function readProxySettings(
  env: Environment,
  readFile: (path: string) => Promise<string>,
): Promise<Result<ProxySettings, readonly SettingsFault[]>> {
  const given: Record<string, string> = {};
  const faults: SettingsFault[] = [];
  for (const [name, value] of Object.entries(env)) if (value && names.has(name)) given[name] = value;
  for (const name of secrets) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (given[name] !== undefined) faults.push(`${name}: set here or by ${name}_FILE, not both`);
    try {
      given[name] = (await readFile(path)).replace(/\r?\n$/, '');
    } catch {
      // Why it can't be read may name what is in it; which variable it is says enough.
      faults.push(`${name}_FILE: names a file that can't be read`);
      given[name] = '';
    }
  }
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0]);
      if (!faults.some((fault) => fault.startsWith(name))) faults.push(`${name}: ${message}`);
    }
  }
  if (!parsed.success || faults.length > 0) return fail(faults);
  const read = parsed.data;
  return ok({
    host: read.PROXY_HOST,
    port: read.PROXY_PORT,
    platformUrl: read.PLATFORM_URL,
    apiKey: read.PLATFORM_API_KEY,
    tenantId: read.TENANT_ID,
    allowedOrigins: read.ALLOWED_ORIGINS,
    signingKey: read.SIGNING_KEY ?? null,
    trustProxy: read.TRUST_PROXY,
    requestsPerMinute: read.RATE_LIMIT,
    bodyLimit: read.BODY_LIMIT_KB * 1024,
    concurrent: read.MAX_CONCURRENT,
    waiting: read.MAX_WAITING,
    connections: read.MAX_CONNECTIONS,
    answerMs: read.ANSWER_SECONDS * 1000,
    requestMs: read.REQUEST_SECONDS * 1000,
    logLevel: read.LOG_LEVEL,
  });
}
