import { isLoopback } from '../config/address.ts';
import { hostOf } from '../shared/host-of.ts';
import { readText } from '../shared/read-text.ts';
import { withTimeout, type TimeLimit } from '../shared/with-timeout.ts';
import { OpenIdError, untrusted } from './openid-failure.ts';

/** ms until the head of an answer, and again until the end of its body: as for any other request (rule R13). */
const timeLimit = 15_000;

/** Bytes. Discovery documents have about 5 kB, token answers with many group claims 20. */
const bodyLimit = 256 * 1024;

/** https, or plain http where it does not leave this computer: codes and tokens travel on these. */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** What oauth4webapi hands over: it writes the requests, we send them. */
interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body: URLSearchParams | undefined;
}

/** The way to a provider. */
export interface ProviderAccess {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: TimeLimit['clock'];
}

/**
 * Sends one request to a provider within our limits. Rejects with an OpenIdError, so that whatever else is thrown
 * while an answer is read is about what it says.
 */
export function createProviderFetch({ fetch, clock }: ProviderAccess, signal: AbortSignal) {
  return async (address: string, { method, headers, body }: ProviderRequest): Promise<Response> => {
    if (!isTrustworthy(address)) throw new OpenIdError(untrusted('address'));
    const host = hostOf(address);
    const aborted = (): boolean => signal.aborted;
    if (aborted()) throw new OpenIdError({ kind: 'cancelled' });
    let response: Response;
    try {
      response = await withTimeout({ clock, ms: timeLimit, signal }, (limited) =>
        fetch(address, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
          // A redirect would carry the code or the refresh token to where nobody configured it to go.
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal: limited,
        }),
      );
    } catch {
      throw new OpenIdError(aborted() ? { kind: 'cancelled' } : { kind: 'network', host });
    }

    const { status } = response;
    const read = await readText(response, { limit: bodyLimit, timeout: timeLimit, clock, signal });
    if (status >= 500 || status === 429) throw new OpenIdError({ kind: 'unavailable', host });
    // A redirect that the browser hides has status 0.
    if (status < 200 || (status >= 300 && status < 400)) throw new OpenIdError({ kind: 'no-provider', host });
    if (!read.ok && read.failure === 'aborted') throw new OpenIdError({ kind: 'cancelled' });
    if (!read.ok) {
      throw new OpenIdError({ kind: read.failure === 'too-long' ? 'no-provider' : 'network', host });
    }
    // Built anew, since oauth4webapi reads bodies without a limit. Of the headers it gets the one that says what the
    // body is, and when it was sent: given `WWW-Authenticate`, it would not look for the error code in the body.
    const kept = new Headers();
    for (const name of ['Content-Type', 'Date']) {
      const value = response.headers.get(name);
      if (value !== null) kept.set(name, value);
    }
    return new Response(read.value === '' ? null : read.value, { status, headers: kept });
  };
}
