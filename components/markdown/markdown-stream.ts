import type { Links, Token } from 'marked';
import { detached } from '../../lib/markdown/detached.ts';
import { freezePoint } from './freeze-point.ts';
import { createTailReader } from './growing-block.ts';
import { lexBlocks } from './lex-blocks.ts';
import { createOpenFence, type OpenFence } from './open-fence.ts';

/** Blocks per group. Measured: groups of 24 under `content-visibility:auto` cost as little as bare text nodes. */
export const groupSize = 24;

/** Visible blocks in order, cut into groups. Tokens and groups that did not change keep their identity. */
export type BlockGroups = readonly (readonly Token[])[];

export interface MarkdownStream {
  /**
   * Takes the text so far and returns its blocks. Only the open tail is lexed again; once `complete`, the
   * result is the same as for the whole text at once. A text that does not continue the last one starts over.
   */
  update(text: string, complete: boolean): BlockGroups;
}

export function createMarkdownStream(): MarkdownStream {
  let seen = '';
  let closed = false;
  /** Offset in the normalised text up to which blocks are final. */
  let frozenEnd = 0;
  let frozen: Token[] = [];
  let links: Links = {};
  let fence: OpenFence | null = null;
  const reader = createTailReader();
  /** Groups of final blocks only: never built again, so React passes over them. */
  let full: (readonly Token[])[] = [];
  let groups: (readonly Token[])[] = [];

  function reset(): void {
    frozenEnd = 0;
    frozen = [];
    links = {};
    fence = null;
    reader.reset();
    full = [];
    groups = [];
  }

  /** `tokens` are those of `source`, and final. */
  function freeze(source: string, tokens: readonly Token[], defined: Links): void {
    const isNew = Object.keys(defined).length > Object.keys(links).length;
    links = defined;
    // `[name]` above its definition was text until now.
    if (isNew) {
      frozen = frozen.map((token) => (token.raw.includes('[') ? again(token) : token));
      full = [];
    }
    frozen.push(...tokens.filter(isVisible));
    frozenEnd += source.length;
    reader.reset();
  }

  function again(token: Token): Token {
    return lexBlocks(token.raw, links).tokens.find(isVisible) ?? token;
  }

  /** What is still open, freezing on the way what has become final. */
  function openTail(text: string): readonly Token[] {
    const source = detached(text.slice(frozenEnd));
    fence = fence?.grow(source) ?? null;
    if (fence) return [fence.token()];
    const { tokens } = reader.read(source, links);
    const { index, offset } = freezePoint(source, tokens);
    if (index > 0) freezeFront(source.slice(0, offset), tokens.slice(0, index));
    const open = tokens.slice(index);
    fence = open.length === 1 ? createOpenFence(source.slice(offset)) : null;
    return fence ? [fence.token()] : open.filter(isVisible);
  }

  function freezeFront(source: string, tokens: readonly Token[]): void {
    if (!source.includes('[')) return freeze(source, tokens, links);
    // Read without what follows: a definition there, of which only "[name]: h" has come, must not end up in final blocks.
    const front = lexBlocks(source, links);
    freeze(source, front.tokens, front.links);
  }

  function closeTail(text: string): void {
    const source = detached(text.slice(frozenEnd));
    const { tokens, links: defined } = reader.read(source, links);
    freeze(source, tokens, defined);
    fence = null;
  }

  function regroup(tail: readonly Token[]): void {
    for (let end = (full.length + 1) * groupSize; end <= frozen.length; end += groupSize) {
      full.push(frozen.slice(end - groupSize, end));
    }
    const open = [...frozen.slice(full.length * groupSize), ...tail];
    groups = [...full];
    for (let start = 0; start < open.length; start += groupSize)
      groups.push(open.slice(start, start + groupSize));
  }

  return {
    update(text, complete) {
      if (text === seen && complete === closed) return groups;
      if (closed || !text.startsWith(seen)) reset();
      seen = text;
      closed = complete;
      const source = normalised(text, complete);
      if (complete) closeTail(source);
      regroup(complete ? [] : openTail(source));
      return groups;
    },
  };
}

/** As marked does. A last CR may be half of a CRLF: it waits, so that the pair does not count as two lines. */
function normalised(text: string, complete: boolean): string {
  if (!text.includes('\r')) return text;
  return (complete ? text : text.replace(/\r$/, '')).replace(/\r\n|\r/g, '\n');
}

const isVisible = (token: Token): boolean => token.type !== 'space' && token.type !== 'def';
