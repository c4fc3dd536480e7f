/**
 * Which pages may be attached. Patterns are `example.com`, that host alone, and `*.example.com`, it and everything below
 * it; in the form of `readHostPattern`.
 */
export interface SiteRules {
  /** False: no page at all. */
  readonly enabled: boolean;
  /** Null: every site that is not blocked. */
  readonly allow: readonly string[] | null;
  /** Wins over `allow`. */
  readonly block: readonly string[];
}

/** DNS: 253, and room for one that is written in its own script. */
const patternLimit = 300;

const below = '*.';

/** Fully qualified, `example.com.` is the same host as `example.com`, to browsers and to rules. */
const withoutRootDot = (hostname: string): string => hostname.replace(/\.$/, '');

const isAddress = (hostname: string): boolean => hostname.startsWith('[') || /^[\d.]+$/.test(hostname);

/**
 * A pattern as an administrator wrote it → as the rules compare it: lower case, other scripts than Latin in punycode. Null
 * for anything that is not a host: a scheme, a port or a path would seem to narrow the rule, and doesn't.
 */
export function readHostPattern(written: string): string | null {
  const text = written.trim();
  const wantsBelow = text.startsWith(below);
  const host = wantsBelow ? text.slice(below.length) : text;
  if (host === '' || host.length > patternLimit) return null;
  const isBracketed = /^\[[\da-f:.]+\]$/i.test(host);
  // The URL parser would take these for the end of the host, drop them, or decode them into another host.
  if (!isBracketed && /[\s\p{Cc}/\\?#@:*%[\]|<>^]/u.test(host)) return null;
  const url = `https://${host}/`;
  if (!URL.canParse(url)) return null;
  const hostname = withoutRootDot(new URL(url).hostname);
  if (hostname === '' || hostname.startsWith('.') || hostname.includes('..')) return null;
  // Nothing is below an address: `*.1` is read as `*.0.0.0.1`.
  if (wantsBelow && isAddress(hostname)) return null;
  return wantsBelow ? below + hostname : hostname;
}

function matches(pattern: string, hostname: string): boolean {
  if (!pattern.startsWith(below)) return hostname === pattern;
  const host = pattern.slice(below.length);
  // With the dot: `notexample.com` is not below `example.com`.
  return hostname === host || hostname.endsWith(`.${host}`);
}

/** Empty where there is none: `about:`, `file:`, what can't be parsed, what the browser keeps from us. */
function hostOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? withoutRootDot(new URL(url).hostname) : '';
}

/**
 * May the page at this URL be attached? Scheme, port and path don't matter. A page without a host is not readable where
 * there is any list: no list can allow it, and a list of blocked hosts can't say that it is none of them.
 */
export function mayReadPage({ enabled, allow, block }: SiteRules, url: string | undefined): boolean {
  if (!enabled) return false;
  if (allow === null && block.length === 0) return true;
  const hostname = hostOf(url);
  if (hostname === '' || block.some((pattern) => matches(pattern, hostname))) return false;
  return allow === null || allow.some((pattern) => matches(pattern, hostname));
}

/** The first of these pages that may not be attached; undefined: all may. What was pasted is no page, and has no address. */
export function forbiddenPage<Page extends { readonly url: string }>(
  rules: SiteRules,
  pages: readonly Page[],
): Page | undefined {
  return pages.find(({ url }) => url !== '' && !mayReadPage(rules, url));
}
