import { unescapedMarkdown } from './character-reference.ts';

/** What was read, and where it ends; `null` is none; 'open' is none yet: the text ends within it. */
export type LinkPart<T> = { readonly value: T; readonly end: number } | 'open' | null;

/** Deeper brackets in an address make it none. */
const mostParentheses = 32;
/** Characters of a name between brackets, CommonMark 4.7. */
const longestLabel = 999;

const inAngles = /<((?:\\.|[^\\<>\n])*)(>?)/y;
const quoted = {
  '"': /"((?:\\[\s\S]|[^"\\])*)("?)/y,
  "'": /'((?:\\[\s\S]|[^'\\])*)('?)/y,
  '(': /\(((?:\\[\s\S]|[^()\\])*)(\)?)/y,
};
const label = /\[((?:\\[\s\S]|[^[\]\\]){0,999})(\]?)/y;

/** By what a definition is found: case and the amount of space do not matter. */
export function linkName(text: string): string {
  return text
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase();
}

/** The address at `at`, in angle brackets or bare (CommonMark 6.3), escapes and references resolved. */
export function readDestination(text: string, at: number): LinkPart<string> {
  if (text[at] !== '<') return readBareDestination(text, at);
  inAngles.lastIndex = at;
  const [, inside = '', close = ''] = inAngles.exec(text) ?? [];
  const end = inAngles.lastIndex;
  if (close === '') return end >= text.length - 1 && text[end] !== '<' && text[end] !== '\n' ? 'open' : null;
  return { value: unescapedMarkdown(inside), end };
}

function readBareDestination(text: string, from: number): LinkPart<string> {
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A space or a line's end ends it; other control characters make it none.
    if (code <= 32 || code === 127) break;
    if (code === 92 && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) at += 1;
    else if (code === 40 && ++depth > mostParentheses) return null;
    else if (code === 41 && --depth < 0) break;
  }
  if (at >= text.length) return 'open';
  if (depth > 0 || !/[ \t\n)]/.test(text[at] ?? '')) return null;
  return { value: unescapedMarkdown(text.slice(from, at)), end: at };
}

/** The title at `at`, in one of three kinds of quotes. */
export function readTitle(text: string, at: number): LinkPart<string> {
  const mark = text[at];
  if (mark !== '"' && mark !== "'" && mark !== '(') return null;
  const pattern = quoted[mark];
  pattern.lastIndex = at;
  const [, inside = '', close = ''] = pattern.exec(text) ?? [];
  if (close === '') return pattern.lastIndex >= text.length - 1 ? 'open' : null;
  return { value: unescapedMarkdown(inside), end: pattern.lastIndex };
}

/** `[name]` at `at`, as it is written. An empty one is read, too: `[text][]`. */
export function readLabel(text: string, at: number): LinkPart<string> {
  label.lastIndex = at;
  const [, inside = '', close = ''] = label.exec(text) ?? [];
  if (close !== '') return { value: inside, end: label.lastIndex };
  return label.lastIndex >= text.length - 1 && inside.length < longestLabel ? 'open' : null;
}

/** Offset of the first character that is neither space nor a line's end. */
export function afterSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[ \t\n]/.test(text[end] ?? '')) end += 1;
  return end;
}

export interface LinkTarget {
  readonly href: string;
  readonly title: string;
}

/** `(address "title")` at `at`. */
export function readResource(text: string, at: number): LinkPart<LinkTarget> {
  const start = afterSpace(text, at + 1);
  if (start >= text.length) return 'open';
  if (text[start] === ')') return { value: { href: '', title: '' }, end: start + 1 };
  const destination = readDestination(text, start);
  if (destination === null || destination === 'open') return destination;
  const next = afterSpace(text, destination.end);
  if (next >= text.length) return 'open';
  const title = next > destination.end && text[next] !== ')' ? readTitle(text, next) : undefined;
  if (title === null || title === 'open') return title;
  const end = title ? afterSpace(text, title.end) : next;
  if (end >= text.length) return 'open';
  if (text[end] !== ')') return null;
  return { value: { href: destination.value, title: title?.value ?? '' }, end: end + 1 };
}
