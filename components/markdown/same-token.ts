import type { Token } from 'marked';

/**
 * Whether two tokens render alike. Equal source does, save where it may name a link (`[`): a definition
 * that arrived elsewhere changes what such a text means.
 */
export function sameToken(before: Token, after: Token): boolean {
  if (before === after) return true;
  return before.type === after.type && before.raw === after.raw && !after.raw.includes('[');
}
