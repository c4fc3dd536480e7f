import { fail, ok, type Result } from '../shared/result.ts';
import { apiPrefix, webSocketPath } from './platform-paths.ts';

/**
 * The rules for the three things a user types (A1–A4). Each takes any text and returns what is to
 * be kept, or one sentence that says what is wrong and what to type instead. A sentence quotes nothing
 * but the host: a pasted password or token must not be shown again, nor stored with a problem.
 */
export type AddressResult = Result<string, string>;

/** Longer than any address a person means; keeps what is stored and shown within bounds. */
const addressLimit = 2048;

const tenantPattern = /^[A-Za-z0-9_-]{1,64}$/;

interface AddressKind {
  /** The setting's name, as the options page shows it. */
  readonly label: string;
  readonly secure: 'https:' | 'wss:';
  /** For loopback hosts only. */
  readonly plain: 'http:' | 'ws:';
}

const apiKind: AddressKind = { label: 'API URL', secure: 'https:', plain: 'http:' };
/** Of an OpenID provider. */
export const issuerKind: AddressKind = { label: 'SSO issuer', secure: 'https:', plain: 'http:' };
const webSocketKind: AddressKind = { label: 'WebSocket URL', secure: 'wss:', plain: 'ws:' };

/** `hostname` as the URL parser gives it: lower case, IPv4 in four decimal parts, IPv6 in brackets. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);

const parseUrl = (text: string): URL | null => {
  try {
    return new URL(text);
  } catch {
    // No address: whoever typed it is told so, by what is asked of this.
    return null;
  }
};

/** The address that was probably meant: `kind`'s scheme and the typed host, nothing else of what was typed. */
const suggestion = (kind: AddressKind, url: URL): string =>
  `${isLoopback(url.hostname) ? kind.plain : kind.secure}//${url.host}`;

const withoutScheme = (kind: AddressKind, text: string): string => {
  // Parsed as https, since only a scheme that the URL parser knows gives it a host.
  const guess = parseUrl(`https://${text.replace(/^\/+/, '')}`);
  const example = guess === null || guess.host === '' ? `${kind.secure}//…` : suggestion(kind, guess);
  return `The ${kind.label} has to begin with ${kind.secure}//. Type it like ${example}.`;
};

export const readAddress = (kind: AddressKind, typed: string): Result<URL, string> => {
  const text = typed.trim();
  if (text === '') return fail(`The ${kind.label} is empty. Type it like ${kind.secure}//….`);
  if (text.length > addressLimit) {
    return fail(
      `The ${kind.label} is longer than ${addressLimit} characters. Type the server's address alone.`,
    );
  }
  // The URL parser drops tabs and line breaks silently, so "exam⏎ple.com" would become another host.
  if (/[\s\p{Cc}]/u.test(text)) return fail(`The ${kind.label} has a space or line break in it. Remove it.`);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return fail(withoutScheme(kind, text));

  const url = parseUrl(text);
  if (url === null || (url.host === '' && url.protocol !== 'file:')) {
    return fail(`The ${kind.label} is not a web address. Type it like ${kind.secure}//….`);
  }
  if (url.protocol !== kind.secure && url.protocol !== kind.plain) {
    const known = ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);
    const example = known ? suggestion(kind, url) : `${kind.secure}//…`;
    return fail(
      `The ${kind.label} begins with ${url.protocol}//, and has to begin with ${kind.secure}//. Type it like ${example}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    return fail(`The ${kind.label} holds a user name or password. Remove it: type ${suggestion(kind, url)}.`);
  }
  if (url.search !== '') {
    return fail(
      `The ${kind.label} must not have anything from the “?” on. Remove it: type ${suggestion(kind, url)}.`,
    );
  }
  if (url.hash !== '') {
    return fail(
      `The ${kind.label} must not have anything from the “#” on. Remove it: type ${suggestion(kind, url)}.`,
    );
  }
  if (url.protocol === kind.plain && !isLoopback(url.hostname)) {
    return fail(
      `Only this computer may be reached by ${kind.plain}//, without encryption. Type ${suggestion(kind, url)}.`,
    );
  }
  return ok(url);
};

/** An origin without a trailing slash, such as `https://api.example.org`. A pasted `/api/v1` is trimmed. */
export const readApiUrl = (typed: string): AddressResult => {
  const read = readAddress(apiKind, typed);
  if (!read.ok) return read;
  const path = read.value.pathname.replace(/\/+$/, '');
  if (path !== '' && path !== apiPrefix) {
    return fail(`The API URL is the server's address without a path. Type ${read.value.origin}.`);
  }
  return ok(read.value.origin);
};

/** Scheme, host and path. An origin alone, or one with `/api/v1`, gets the platform's path added. */
export const readWebSocketUrl = (typed: string): AddressResult => {
  const read = readAddress(webSocketKind, typed);
  if (!read.ok) return read;
  const { protocol, host, pathname } = read.value;
  const path = pathname.replace(/\/+$/, '');
  return ok(`${protocol}//${host}${path === '' || path === apiPrefix ? webSocketPath : pathname}`);
};

/** The WebSocket URL that an accepted API URL stands for. */
export const deriveWebSocketUrl = (apiUrl: string): string =>
  `${apiUrl.replace(/^http/, 'ws')}${webSocketPath}`;

export const readTenantId = (typed: string): AddressResult => {
  const text = typed.trim();
  if (tenantPattern.test(text)) return ok(text);
  if (text === '') return fail('The Tenant ID is empty. Type the one your organisation gave you.');
  if (text.length > 64) return fail('The Tenant ID is longer than 64 characters. Type the ID alone.');
  return fail(
    'The Tenant ID may hold only the letters A–Z, digits, “-” and “_”. Type it without other characters.',
  );
};
