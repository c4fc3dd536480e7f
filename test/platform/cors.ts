import type { IncomingMessage } from 'node:http';

export type CorsOrigins = 'extensions' | 'localhost:3000' | 'none';

const isExtension = (origin: string): boolean => /^(?:chrome|moz)-extension:\/\/[\w-]+$/.test(origin);
const isLoopback = (origin: string): boolean =>
  /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin);

/** May pages of this origin read the platform's answers? */
export const isAllowedOrigin = (origin: string, allowed: CorsOrigins): boolean => {
  switch (allowed) {
    case 'extensions':
      return isExtension(origin) || isLoopback(origin);
    case 'localhost:3000':
      return origin === 'http://localhost:3000';
    case 'none':
      return false;
    default:
      return allowed satisfies never;
  }
};

/** On every answer. */
export const corsHeaders = (request: IncomingMessage, allowed: CorsOrigins): Record<string, string> => {
  if (allowed === 'none') return {};
  const { origin } = request.headers;
  if (origin === undefined || !isAllowedOrigin(origin, allowed)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    // Without this a page can't read them, and can't count down a rate limit.
    'Access-Control-Expose-Headers':
      'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
  };
};

export const isPreflight = (request: IncomingMessage): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.origin !== undefined &&
  request.headers['access-control-request-method'] !== undefined;

/** The answer to a preflight; `Access-Control-Allow-Origin` is already among corsHeaders. */
export const preflightReply = (
  request: IncomingMessage,
  allowed: CorsOrigins,
): { readonly status: number; readonly headers: Record<string, string>; readonly text: string } => {
  if (!isAllowedOrigin(request.headers.origin ?? '', allowed)) {
    return { status: 400, headers: {}, text: 'Disallowed CORS origin' };
  }
  const privateNetwork = request.headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Tenant-ID, X-Tenant, Tenant-ID, tenant',
      'Access-Control-Max-Age': '600',
      ...(privateNetwork ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
    },
    text: '',
  };
};
