import { z } from 'zod/mini';

/** Control characters, and the marks that turn the reading direction of what follows. Line breaks may stay. */
const invisible = /(?!\n)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Counted and cut by code points: no half of a surrogate pair is left over. */
export function clip(text: string, limit: number): string {
  return Array.from(
    text
      .slice(0, 2 * limit)
      .replace(invisible, '')
      .trim(),
  )
    .slice(0, limit)
    .join('');
}

/** What stands in the middle of a line of ours. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** A text that is shown as it is, cut to `limit` characters; undefined for an empty one, and for what is none. */
export function shownText(limit: number) {
  return z.catch(
    z.optional(
      z.pipe(
        z.string(),
        z.transform((value: string) => clip(value, limit) || undefined),
      ),
    ),
    undefined,
  );
}
