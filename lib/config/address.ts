import { fail, ok, type Result } from '../shared/result.ts';
import { apiPrefix, webSocketAliases, webSocketPath } from './platform-paths.ts';
import type { SettingRefusal } from './setting-refusal.ts';

/** The rules for the three things a user types (A1–A4): any text → what is to be kept of it, or why not. */

/** Longer than any address a person means; keeps what is stored and shown within bounds. */
export const addressLimit = 2048;

const tenantLimit = 64;
const tenantPattern = /^[A-Za-z0-9_-]+$/;

interface AddressKind {
  readonly secure: 'https:' | 'wss:';
  /** For loopback hosts only. */
  readonly plain: 'http:' | 'ws:';
}

/** Of a platform's API, and of an OpenID provider. */
export const webAddress: AddressKind = { secure: 'https:', plain: 'http:' };
const webSocketAddress: AddressKind = { secure: 'wss:', plain: 'ws:' };

/** `hostname` as the URL parser gives it: lower case, IPv4 in four decimal parts, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    // No address: whoever typed it is told so, by what is asked of this.
    return null;
  }
}

/** The address that was probably meant: `kind`'s scheme and the typed host, nothing else of what was typed. */
function suggestion(kind: AddressKind, url: URL): string {
  return `${isLoopback(url.hostname) ? kind.plain : kind.secure}//${url.host}`;
}

/** What to type where no host can be made out. */
const anyAddress = ({ secure }: AddressKind): string => `${secure}//…`;

/** As a hand slips: `https:/`, `https:\\`, `https//`, and one pasted behind another. */
export const slippedSchemes = /^(?:(?:https?|wss?)(?::[\\/]*|[\\/]{2,})|[\\/]+)+/i;
/** What a scheme that was typed twice leaves for a host. */
export const schemeAsHost = /^(?:https?|wss?)$/;

/** The same, of a text that is no address. */
function guessed(kind: AddressKind, text: string): string {
  // Parsed as https, since only a scheme that the URL parser knows gives it a host.
  const guess = parseUrl(`https://${text.replace(slippedSchemes, '')}`);
  return guess === null || guess.host === '' ? anyAddress(kind) : suggestion(kind, guess);
}

/** Spaces, and what nobody sees in a text that was copied: no hand puts them there. */
const invisibleEnds = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** Of no more than could still be one: a pattern for ends is slow on megabytes of spaces. */
export function trimmed(typed: string): string {
  return typed.slice(0, 2 * addressLimit).replaceAll(invisibleEnds, '');
}

/** @param isTaken whether a query of it is one that may be cut off; by default none is */
export function readAddress(
  kind: AddressKind,
  typed: string,
  isTaken: (query: URLSearchParams) => boolean = () => false,
): Result<URL, SettingRefusal> {
  const text = trimmed(typed);
  if (text === '') return fail({ code: 'address-empty', example: anyAddress(kind) });
  if (text.length > addressLimit) return fail({ code: 'address-too-long', limit: addressLimit });
  // The URL parser drops tabs and line breaks silently, so "exam⏎ple.com" would become another host.
  if (/[\s\p{Cc}]/u.test(text)) return fail({ code: 'address-spaced' });
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return fail({ code: 'address-unschemed', scheme: kind.secure, example: guessed(kind, text) });
  }

  const url = parseUrl(text);
  if (url === null || (url.host === '' && url.protocol !== 'file:')) {
    return fail({ code: 'address-malformed', example: anyAddress(kind) });
  }
  if (url.protocol !== kind.secure && url.protocol !== kind.plain) {
    const known = ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);
    const example = known ? suggestion(kind, url) : anyAddress(kind);
    return fail({ code: 'address-scheme', typed: url.protocol, scheme: kind.secure, example });
  }
  if (schemeAsHost.test(url.hostname)) {
    return fail({ code: 'address-malformed', example: guessed(kind, text) });
  }
  const example = suggestion(kind, url);
  if (url.username !== '' || url.password !== '') return fail({ code: 'address-user', example });
  if (url.search !== '' && !isTaken(url.searchParams)) return fail({ code: 'address-query', example });
  if (url.hash !== '') return fail({ code: 'address-fragment', example });
  if (url.protocol === kind.plain && !isLoopback(url.hostname)) {
    return fail({ code: 'address-unencrypted', scheme: kind.plain, example });
  }
  return ok(url);
}

const namesTenant = (query: URLSearchParams): boolean => query.has('tenant_id');
const withoutSlashes = (path: string): string => path.replace(/\/+$/, '');

const socketPaths: ReadonlySet<string> = new Set([webSocketPath, ...webSocketAliases].map(withoutSlashes));

/** The origin of a platform whose socket's address was pasted; null: it is no such address. */
function originOfSocket(typed: string): string | null {
  const read = readAddress(webSocketAddress, typed, namesTenant);
  if (!read.ok) return null;
  const { pathname, searchParams, origin } = read.value;
  const path = withoutSlashes(pathname);
  const isPlain = path === '' || path === apiPrefix;
  if (!socketPaths.has(path) && !(isPlain && namesTenant(searchParams))) return null;
  return origin.replace(/^ws/, 'http');
}

/**
 * An origin without a trailing slash, such as `https://api.example.org`. A pasted `/api/v1` is trimmed, and of a platform's
 * socket address no more is kept than its origin.
 */
export function readApiUrl(typed: string): Result<string, SettingRefusal> {
  const ofSocket = originOfSocket(typed);
  if (ofSocket !== null) return ok(ofSocket);
  const read = readAddress(webAddress, typed);
  if (!read.ok) return read;
  const path = withoutSlashes(read.value.pathname);
  if (path !== '' && path !== apiPrefix) return fail({ code: 'address-path', example: read.value.origin });
  return ok(read.value.origin);
}

/**
 * Scheme, host and path. An origin alone, or one with `/api/v1`, gets the platform's path added. The form that documents
 * print, `?tenant_id=…`, is cut off with all that stands beside it: a token has no place in an address.
 */
export function readWebSocketUrl(typed: string): Result<string, SettingRefusal> {
  const read = readAddress(webSocketAddress, typed, namesTenant);
  if (!read.ok) return read;
  const { protocol, host, pathname } = read.value;
  const path = withoutSlashes(pathname);
  return ok(`${protocol}//${host}${path === '' || path === apiPrefix ? webSocketPath : pathname}`);
}

/**
 * A page that is opened in a tab; with its path and its query, which may say which tenant asks. Encrypted wherever it is: a
 * password is typed there.
 */
export function readPasswordPage(typed: string): Result<string, SettingRefusal> {
  const read = readAddress(webAddress, typed, () => true);
  if (!read.ok) return read;
  const { protocol, host, href } = read.value;
  if (protocol === webAddress.secure) return ok(href);
  return fail({
    code: 'address-unschemed',
    scheme: webAddress.secure,
    example: `${webAddress.secure}//${host}`,
  });
}

/** The WebSocket URL that an accepted API URL stands for. */
export function deriveWebSocketUrl(apiUrl: string): string {
  return `${apiUrl.replace(/^http/, 'ws')}${webSocketPath}`;
}

export function readTenantId(typed: string): Result<string, SettingRefusal> {
  const text = trimmed(typed);
  if (text === '') return fail({ code: 'tenant-empty' });
  if (text.length > tenantLimit) return fail({ code: 'tenant-too-long', limit: tenantLimit });
  return tenantPattern.test(text) ? ok(text) : fail({ code: 'tenant-characters' });
}
