import { addressLimit, isLoopback, parseUrl, schemeAsHost, slippedSchemes, trimmed } from './address.ts';
import {
  apiPrefix,
  healthPaths,
  proxyChatPath,
  readinessPath,
  webSocketAliases,
  webSocketPath,
} from './platform-paths.ts';
import type { SettingsInput } from './settings-record.ts';

/*
 * What was meant by an address as people type and paste it: one without its scheme, with a slip in it, or one that a manual
 * or a log prints. Only what can mean nothing else is completed, and never to less than was typed: `http:` stays refused
 * elsewhere than on this computer (A8). What comes of it is held to the rules (A1, A2, A6) like all that is typed.
 */

interface CompletedAddress {
  /** As the field's rule wants it: of the API URL an origin, of the WebSocket URL scheme, host and path. */
  readonly address: string;
  /** Named in it. null: none that could be one (A3). */
  readonly tenantId: string | null;
  /** Of an API URL: a socket's address that is another than the one it stands for, as a deployment may have it (A5). */
  readonly wsUrl: string | null;
}

/** Whether the host is written in full: a URL parser makes an address of any number. */
function isHostMeant({ hostname }: URL, text: string): boolean {
  return !/^[\d.]+$/.test(hostname) || text.includes(hostname);
}

/** An address of the web or of a socket; null: nothing that could be made one. */
function readMeant(typed: string): URL | null {
  const text = trimmed(typed);
  if (text === '' || text.length > addressLimit || /[\s\p{Cc}]/u.test(text)) return null;
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? parseUrl(text) : null;
  const isWhole = written !== null && !schemeAsHost.test(written.hostname);
  // The scheme that goes without saying: none but this computer is reached without encryption.
  const url = isWhole ? written : withScheme(text.replace(slippedSchemes, ''));
  if (url === null || !/^(?:https?|wss?):$/.test(url.protocol) || url.host === '') return null;
  // A path alone says nothing of its host.
  if (schemeAsHost.test(url.hostname) || /^[\\/](?![\\/])/.test(text)) return null;
  if (url.username !== '' || url.password !== '' || url.hash !== '' || !isHostMeant(url, text)) return null;
  return isLoopback(url.hostname) || /^(?:https|wss):$/.test(url.protocol) ? url : null;
}

function withScheme(rest: string): URL | null {
  const secure = parseUrl(`https://${rest}`);
  return secure !== null && isLoopback(secure.hostname) ? parseUrl(`http://${rest}`) : secure;
}

const tenantIn = (query: URLSearchParams): string | null => {
  const tenant = query.get('tenant_id') ?? '';
  return /^[\w-]{1,64}$/.test(tenant) ? tenant : null;
};

const withoutSlashes = (path: string): string => path.replace(/\/+$/, '');
const isIn = (paths: readonly string[], path: string): boolean => paths.map(withoutSlashes).includes(path);
const isUnder = (parent: string, path: string): boolean => path === parent || path.startsWith(`${parent}/`);

/** Whether nothing but a platform, or a secure proxy, has that path. */
function isOfPlatform(path: string): boolean {
  return (
    isUnder(apiPrefix, path) ||
    isUnder(proxyChatPath, path) ||
    isIn([...webSocketAliases, ...healthPaths, readinessPath], path)
  );
}

/** Of whatever address of a platform: its origin. null: not to be completed. */
export function completeApiUrl(typed: string): CompletedAddress | null {
  const url = readMeant(typed);
  if (url === null) return null;
  const path = withoutSlashes(url.pathname);
  const tenantId = tenantIn(url.searchParams);
  if (path !== '' && !isOfPlatform(path)) return null;
  // Behind a path of a platform a query is a platform's; alone it may be anything.
  if (url.search !== '' && path === '' && !url.searchParams.has('tenant_id')) return null;
  return {
    address: `${url.protocol.replace(/^ws/, 'http')}//${url.host}`,
    tenantId,
    wsUrl: isIn(webSocketAliases, path)
      ? `${url.protocol.replace(/^http/, 'ws')}//${url.host}${url.pathname}`
      : null,
  };
}

/** null: not to be completed. */
export function completeWebSocketUrl(typed: string): CompletedAddress | null {
  const url = readMeant(typed);
  if (url === null) return null;
  if (url.search !== '' && !url.searchParams.has('tenant_id')) return null;
  const path = withoutSlashes(url.pathname);
  // Written as a socket's, an address obeys the rule as it stands, wherever it leads (A2).
  const isSocket = /^wss?:/i.test(trimmed(typed)) && path !== '' && path !== apiPrefix;
  const isOther = isOfPlatform(path) && !isIn([webSocketPath, ...webSocketAliases], path);
  const isAnother = path === '' || (isOther && !isSocket);
  return {
    address: `${url.protocol.replace(/^http/, 'ws')}//${url.host}${isAnother ? webSocketPath : url.pathname}`,
    tenantId: tenantIn(url.searchParams),
    wsUrl: null,
  };
}

/** Its scheme, where that is missing: all else is left as its provider writes it (A6). null: not to be completed. */
export function completeIssuer(typed: string): string | null {
  const url = readMeant(typed);
  if (url === null || url.search !== '' || /^[a-z]+:\/\//i.test(trimmed(typed))) return null;
  return `${url.protocol}//${trimmed(typed).replace(slippedSchemes, '')}`;
}

/** The settings as meant: what is typed of them, with what it says completed. What breaks a rule stays as it is, to be refused. */
export function completeSettings(typed: SettingsInput): SettingsInput {
  const api = completeApiUrl(typed.apiUrl);
  const hasSocket = typed.wsUrl.trim() !== '';
  const socket = hasSocket ? completeWebSocketUrl(typed.wsUrl) : null;
  const named = socket?.tenantId ?? api?.tenantId ?? null;
  return {
    ...typed,
    apiUrl: api?.address ?? typed.apiUrl,
    wsUrl: (hasSocket ? socket?.address : api?.wsUrl) ?? typed.wsUrl,
    ssoIssuer: completeIssuer(typed.ssoIssuer) ?? typed.ssoIssuer,
    // What stands there already is not another's to replace.
    tenantId: typed.tenantId.trim() === '' && named !== null ? named : typed.tenantId,
  };
}
