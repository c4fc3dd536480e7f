/** Rule R12: when a server wants us back. All in ms. */

/** The budget is per minute (P20). */
const unnamedDelay = 60_000;
const shortest = 1_000;
/** A server's slip (ms for s, a clock off by a year) must not silence the panel for good. */
const longest = 3_600_000;

function seconds(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,15}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** `Retry-After`, in seconds or as an HTTP date. `now` is epoch ms. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const delay = seconds(header);
  if (delay !== undefined) return delay * 1000;
  // Date.parse takes many shapes; an HTTP date begins with the name of a day.
  const date = header !== null && /^\s*[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What is left of the budget (R12). */
export interface RateLimit {
  readonly limit?: number;
  readonly remaining?: number;
  /** Epoch ms. */
  readonly resetAt?: number;
}

export function readRateLimit(headers: Headers): RateLimit {
  const limit = seconds(headers.get('X-RateLimit-Limit'));
  const remaining = seconds(headers.get('X-RateLimit-Remaining'));
  const reset = seconds(headers.get('X-RateLimit-Reset'));
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined ? {} : { resetAt: reset * 1000 }),
  };
}

/** The wait that a 429 asks for. `named` is the body's `details.retry_after`, in ms. */
export function retryDelay(headers: Headers, named: number | undefined, now: number): number {
  const { resetAt } = readRateLimit(headers);
  const delay =
    named ??
    readRetryAfter(headers.get('Retry-After'), now) ??
    (resetAt === undefined ? unnamedDelay : resetAt - now);
  return Math.min(longest, Math.max(shortest, Math.ceil(delay)));
}
