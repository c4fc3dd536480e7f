/** Which pages and extensions may use the proxy, by the `Origin` that a browser sends for them. */
export interface AllowedOrigins {
  has(origin: string | undefined): boolean;
}

/** What an entry of `ALLOWED_ORIGINS` may be; null: nothing of the kind. */
export type OriginRule = string;

/** Each installation of Firefox gives an extension another UUID: its origin can't be known beforehand. */
const anyFirefox = 'moz-extension://*';

/** Chromium and Edge name an extension by 32 letters from a to p, the same everywhere; Firefox by a UUID of its own. */
const chromium = /^chrome-extension:\/\/[a-p]{32}$/;
const firefox = /^moz-extension:\/\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** An entry as it is compared; null: it is none. */
export function readOriginRule(written: string): OriginRule | null {
  const rule = written.trim();
  if (rule === anyFirefox || chromium.test(rule) || firefox.test(rule)) return rule;
  if (!/^https?:\/\/[^*]+$/.test(rule) || !URL.canParse(rule)) return null;
  // As a browser writes it: without a path, a slash at the end, a name, or the port that goes without saying.
  return new URL(rule).origin === rule ? rule : null;
}

export function createAllowedOrigins(rules: readonly OriginRule[]): AllowedOrigins {
  const exact = new Set(rules);
  return {
    has: (origin) =>
      origin !== undefined && (exact.has(origin) || (exact.has(anyFirefox) && firefox.test(origin))),
  };
}
