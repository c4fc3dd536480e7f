import type { RestFailure } from '../transport/http/failure.ts';

/** What a client is told of a failure, in words of ours alone: the platform's may say what is none of a client's business. */
export interface ProxyRefusal {
  readonly status: number;
  readonly body: {
    readonly error: string;
    readonly details: string;
    /** s */
    readonly retry_after?: number;
  };
}

export const originRefused: ProxyRefusal = refusal(
  403,
  'Origin not allowed',
  'This proxy answers only to the origins on its list.',
);
export const methodRefused: ProxyRefusal = refusal(405, 'Method not allowed', 'Only POST is served here.');
export const nothingHere: ProxyRefusal = refusal(404, 'Not found', 'Nothing is served at this path.');
export const chatUnknown: ProxyRefusal = refusal(
  404,
  'Chat not found',
  'This chat is not yours, or is gone.',
);
export const faultOfOurs: ProxyRefusal = refusal(500, 'Internal error', 'The proxy has a fault of its own.');

/** What is wrong with a request, by status. */
const ofRequest: ReadonlyMap<number, ProxyRefusal> = new Map(
  [
    refusal(400, 'Bad request', 'The body is not what this path takes.'),
    refusal(408, 'Request timeout', 'The request took too long to arrive.'),
    refusal(413, 'Too large', 'The body is larger than this proxy takes.'),
    refusal(414, 'Too long', 'The address is longer than this proxy takes.'),
    refusal(415, 'Unsupported media type', 'Only application/json is taken.'),
    refusal(431, 'Headers too large', 'The headers are larger than this proxy takes.'),
  ].map((known) => [known.status, known]),
);

function refusal(status: number, error: string, details: string): ProxyRefusal {
  return { status, body: { error, details } };
}

/** Of a request that could not be read. */
export function requestRefused(status: number | undefined): ProxyRefusal {
  if (status === undefined || status < 400 || status >= 500) return faultOfOurs;
  return ofRequest.get(status) ?? refusal(status, 'Bad request', 'The request could not be read.');
}

/** @param seconds until it makes sense to ask again */
export function limitReached(seconds: number): ProxyRefusal {
  return {
    status: 429,
    body: {
      error: 'Too many requests',
      details: 'API Error: 429 - Too many requests.',
      retry_after: seconds,
    },
  };
}

interface Told {
  readonly status: number;
  readonly words: string;
}

function told(failure: RestFailure): Told {
  switch (failure.kind) {
    case 'network':
      return { status: 502, words: 'The platform does not answer.' };
    case 'timeout':
    case 'aborted':
      return { status: 504, words: 'The platform did not answer in time.' };
    case 'unexpected-body':
      return { status: 502, words: 'The platform’s answer makes no sense here.' };
    case 'unavailable':
      return { status: 503, words: 'The platform has a fault of its own.' };
    case 'starting':
      return { status: 503, words: 'The platform is starting up (db_not_ready).' };
    case 'unauthorised':
      return { status: 401, words: 'The platform refused the key of this proxy.' };
    case 'scope':
    case 'tenant-mismatch':
      return { status: 403, words: 'The key of this proxy may not do this.' };
    case 'locked':
      return { status: 423, words: 'The account of this proxy is locked.' };
    case 'tenant-unknown':
    case 'tenant-setting':
      return { status: 404, words: 'The platform does not know the tenant of this proxy.' };
    case 'not-found':
      return { status: 404, words: 'Chat not found.' };
    case 'wrong-path':
      return { status: 404, words: 'The platform is not at the address of this proxy.' };
    case 'bad-request':
      return { status: 400, words: 'The platform refused this.' };
    case 'conflict':
      return { status: 409, words: 'The platform refused this.' };
    case 'validation':
      return { status: 422, words: 'The platform refused what was sent.' };
    case 'rate-limited':
      return { status: 429, words: 'Too many requests.' };
    default:
      return failure satisfies never;
  }
}

/**
 * A failure of the platform: status 500, with the platform's own in the text, as clients of such proxies expect it. A limit is
 * passed on as the limit it is.
 * @param seen the status as it came; null: none did
 */
export function platformFailed(failure: RestFailure, seen: number | null): ProxyRefusal {
  if (failure.kind === 'rate-limited') return limitReached(Math.ceil(failure.retryAfterMs / 1000));
  const { status, words } = told(failure);
  // What was refused inside a success has a status that says nothing.
  const real = seen !== null && seen >= 400 && failure.kind !== 'unexpected-body' ? seen : status;
  return refusal(500, 'The platform could not be used', `API Error: ${real} - ${words}`);
}
