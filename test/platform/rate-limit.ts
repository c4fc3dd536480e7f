/** §3: 60 requests a minute in bursts of 10, 60 WebSocket messages a minute. */
export const documentedLimits = { restPerMinute: 60, restBurst: 10, messagesPerMinute: 60 };

export interface Budget {
  readonly allowed: boolean;
  /** Whole requests left. */
  readonly remaining: number;
  /** Epoch s at which the whole burst is there again. */
  readonly resetAt: number;
  /** Whole seconds until the next is allowed; 0 if it is. */
  readonly retryAfter: number;
}

export interface RateLimit {
  spend(key: string): Budget;
}

export interface RateLimitOptions {
  readonly perMinute: number;
  readonly burst: number;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** Keys are addresses and users; more than this many at once are not a desk's. */
const keptBuckets = 1_000;

/** A token bucket per key: holds `burst`, refills evenly at `perMinute`. */
export const createRateLimit = ({ perMinute, burst, now = Date.now }: RateLimitOptions): RateLimit => {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { level: number; at: number }>();

  return {
    spend: (key) => {
      const at = now();
      const bucket = buckets.get(key) ?? { level: burst, at };
      const level = Math.min(burst, bucket.level + (at - bucket.at) * perMs);
      const allowed = level >= 1;
      const left = allowed ? level - 1 : level;
      buckets.delete(key);
      buckets.set(key, { level: left, at });
      const [oldest] = buckets.keys();
      if (buckets.size > keptBuckets && oldest !== undefined) buckets.delete(oldest);
      return {
        allowed,
        remaining: Math.floor(left),
        resetAt: Math.ceil((at + (burst - left) / perMs) / 1000),
        retryAfter: allowed ? 0 : Math.ceil((1 - left) / perMs / 1000),
      };
    },
  };
};
