import type { Token } from 'marked';

/** Index of the first token that is still open, and its offset in the source. Everything before it is final. */
export interface FreezePoint {
  readonly index: number;
  readonly offset: number;
}

const nothing: FreezePoint = { index: 0, offset: 0 };

/**
 * How much of `tokens` no later text can change.
 *
 * A block is final once a blank line follows it *and* the first line after the blank is complete. The blank line alone
 * is not enough: `- a⏎⏎` may go on with `  b` (same item) or `- b` (same list, now loose), and half a line may still turn
 * into anything (`-` is a list marker, a rule, an underline). Blocks without a blank line between them stay open together.
 */
export function freezePoint(source: string, tokens: readonly Token[]): FreezePoint {
  let offset = 0;
  let found = nothing;
  for (const [index, token] of tokens.entries()) {
    if (index > 0 && token.type !== 'space' && followsBlankLine(source, offset)) {
      if (source.indexOf('\n', offset) === -1) return found;
      found = { index, offset };
    }
    offset += token.raw.length;
  }
  // marked pads `raw` in rare merges; offsets that don't add up are not trusted.
  return offset === source.length ? found : nothing;
}

function followsBlankLine(source: string, offset: number): boolean {
  if (source[offset - 1] !== '\n') return false;
  const lineStart = source.lastIndexOf('\n', offset - 2) + 1;
  return lineStart > 0 && source.slice(lineStart, offset - 1).trim() === '';
}
