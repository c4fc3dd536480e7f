import { english } from '../../lib/view/words/grammar.ts';
import { readableHost } from '../../lib/markdown/readable-host.ts';

/** Where a link of an answer may lead. */
export interface SafeUrl {
  readonly href: string;
  /** What the address really points at, to be read from the left to the right: a host with its port, or the mailboxes of a mailto. */
  readonly host: string;
}

/** Characters. Longer ones only hide where they lead. */
const longestAddress = 4_096;

const allowed = new Set(['http:', 'https:', 'mailto:']);

/**
 * An absolute http, https or mailto address; anything else (javascript:, data:, blob:, extension pages, relative
 * paths, which would resolve against our own pages) is null and shown as text. So is one with a name or password in front
 * of its host: they are there to mislead.
 */
export function safeUrl(address: string): SafeUrl | null {
  const trimmed = address.trim();
  // `new URL` drops tabs and newlines: "java\nscript:" must not be judged by what is left of it.
  if (trimmed.length > longestAddress || /\p{Cc}/u.test(trimmed) || !/^[a-z]+:/i.test(trimmed)) return null;
  const url = parsed(trimmed);
  if (!url || !allowed.has(url.protocol)) return null;
  if (url.protocol === 'mailto:') return { href: url.href, host: mailboxes(url) };
  if (url.host === '' || url.username !== '' || url.password !== '') return null;
  return { href: url.href, host: readableHost(trimmed, url) };
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    // No address: what looks like a link is shown as text.
    return null;
  }
}

/** All that a letter would go to, those that its other fields name, too. */
function mailboxes(url: URL): string {
  const more = [...url.searchParams].filter(([field]) => /^(?:to|b?cc)$/i.test(field)).map(([, box]) => box);
  return english.list([url.pathname, ...more].filter(Boolean).map(decoded));
}

/** In letters of ASCII only: others may look like these, or turn what stands beside them around. */
function decoded(path: string): string {
  try {
    const plain = decodeURIComponent(path);
    return /^[ -~]*$/.test(plain) ? plain : encodeURI(path);
  } catch {
    // A stray percent sign is shown as it stands.
    return path;
  }
}
