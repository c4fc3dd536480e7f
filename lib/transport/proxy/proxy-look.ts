import { proxyCreatePath } from '../../config/platform-paths.ts';
import { isProxiedError } from '../../protocol/rest/proxied.ts';
import { readText } from '../../shared/read-text.ts';
import type { Clock } from '../../shared/clock.ts';
import { knockTimeout, look, type Knock, type KnockOptions } from '../http/knock.ts';

export interface ProxyLookOptions extends KnockOptions {
  readonly clock: Clock;
}

/** An error of a proxy has a line or two. */
const errorLimit = 4096;

/**
 * Asks a secure proxy for what it refuses to everybody: `GET /api/chat/create` is 405 there (rule R43). It changes nothing,
 * costs no preflight, and carries nothing of ours. Never rejects.
 */
export function lookAtProxy(
  apiUrl: string,
  options: ProxyLookOptions,
): Promise<Response | Exclude<Knock, 'answered'>> {
  return look(`${apiUrl}${proxyCreatePath}`, options);
}

/** Whether a secure proxy answers at this address. Has no side effect there, and never rejects. */
export async function isProxyAt(apiUrl: string, options: ProxyLookOptions): Promise<boolean> {
  const seen = await look(`${apiUrl}${proxyCreatePath}`, options, true);
  if (typeof seen === 'string') return false;
  const read = await readText(seen, { ...options, limit: errorLimit, timeout: knockTimeout });
  if (seen.status !== 405 || !read.ok) return false;
  try {
    return isProxiedError(JSON.parse(read.value));
  } catch {
    // Words, or a page: not a proxy's error.
    return false;
  }
}
