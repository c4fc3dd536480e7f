/** Where a link of an answer may lead. */
export interface SafeUrl {
  readonly href: string;
  /** What the address really points at: a host, or the mailbox of a mailto. */
  readonly host: string;
}

/** Characters. Longer ones only hide where they lead. */
const longestAddress = 4_096;

const allowed = new Set(['http:', 'https:', 'mailto:']);

/**
 * An absolute http, https or mailto address; anything else (javascript:, data:, blob:, extension pages, relative
 * paths, which would resolve against our own pages) is null and shown as text.
 */
export function safeUrl(address: string): SafeUrl | null {
  const trimmed = address.trim();
  // `new URL` drops tabs and newlines: "java\nscript:" must not be judged by what is left of it.
  if (trimmed.length > longestAddress || /\p{Cc}/u.test(trimmed) || !/^[a-z]+:/i.test(trimmed)) return null;
  const url = parsed(trimmed);
  if (!url || !allowed.has(url.protocol)) return null;
  if (url.protocol === 'mailto:') return { href: url.href, host: decoded(url.pathname) };
  if (url.host === '') return null;
  // A name and password in front of the host are there to mislead.
  url.username = '';
  url.password = '';
  return { href: url.href, host: url.host };
}

/** The host a text claims to be, where it looks like an address; null otherwise. Emphasis, code marks and characters without a shape hide nothing. */
export function claimedHost(text: string): string | null {
  const shown = text.replaceAll(/[\p{Cf}*_`~]/gu, '');
  const match = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?::\d+)?(?=[/?#\s]|$)/iu.exec(shown);
  return match?.[1]?.toLowerCase() ?? null;
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    // No address: what looks like a link is shown as text.
    return null;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign is shown as it stands.
    return path;
  }
}
