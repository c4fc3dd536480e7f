import type { Links, Token, Tokens } from 'marked';
import { detached } from '../../lib/markdown/detached.ts';
import { lexBlocks } from './lex-blocks.ts';

interface Reading {
  readonly tokens: readonly Token[];
  readonly links: Links;
}

/** Reads an answer's open tail again and again. Equal to `lexBlocks`, but what a long list or table has already is not read twice. */
export interface TailReader {
  /** `source` continues the one before, until `reset`. */
  read(source: string, known: Links): Reading;
  reset(): void;
}

type Block = Tokens.List | Tokens.Table;
type Part = Tokens.ListItem | Tokens.TableCell[];

/** Items or rows are kept in batches of this many: reading the open ones costs about as much as keeping them. */
const usualBatch = 24;

/** What is known of the tail's last list or table. */
interface Kept {
  /** As it was first seen. */
  readonly block: Block;
  /** The blocks in front of it, up to `start` in the source. */
  readonly before: readonly Token[];
  readonly start: number;
  /** Finished items or rows, up to `end` in the source. */
  readonly parts: readonly Part[];
  readonly end: number;
  readonly loose: boolean;
  /** Put before the rest of the source, it is read as the rest of this block; `headParts` of the outcome belong to it. */
  readonly head: string;
  readonly headParts: number;
}

export function createTailReader(batch = usualBatch): TailReader {
  let kept: Kept | null = null;

  function continued(source: string, known: Links): Reading | null {
    if (!kept) return null;
    const { block, before, start, parts, end, loose, head, headParts } = kept;
    const { tokens, links } = lexBlocks(head + detached(source.slice(end)), known);
    const [rest, ...after] = tokens;
    // A definition gives names in the kept parts a meaning: all has to be read.
    if (!isBlock(rest) || rest.type !== block.type || count(links) > count(known)) return null;
    // Loose by what has come since: then so are the items kept.
    if (rest.type === 'list' && rest.loose && !loose) return null;
    const raw = source.slice(start, end) + rest.raw.slice(head.length);
    const open = partsOf(rest).slice(headParts);
    kept = keepMore(kept, rest, source, known);
    return { tokens: [...before, joined(block, raw, [...parts, ...open], loose), ...after], links };
  }

  function keepFirst(tokens: readonly Token[], source: string, known: Links): Kept | null {
    const index = tokens.findLastIndex(isBlock);
    const block = tokens[index];
    if (!isBlock(block)) return null;
    const before = tokens.slice(0, index);
    const start = before.reduce((sum, { raw }) => sum + raw.length, 0);
    // marked pads `raw` in rare merges.
    if (!source.startsWith(block.raw, start)) return null;
    const none = { block, before, start, parts: [], end: start, loose: false, head: '', headParts: 0 };
    return keepMore(none, block, source, known);
  }

  /**
   * Keeps all parts but the last two. The last is half a line and may become anything; the one before it may be continued
   * by it. A part in front of those has a successor whose first line is complete: nothing can change it but the list's
   * looseness, and then all is read once more.
   */
  function keepMore(from: Kept, block: Block, source: string, known: Links): Kept | null {
    const keep = partsOf(block).length - from.headParts - 2;
    if (keep < batch) return from.parts.length === 0 ? null : from;
    const end = from.end + lengthOf(block, from, keep);
    // With the successor's first line, and without what comes after: what is tentative there must not show in these.
    const nextLine = source.slice(end, source.indexOf('\n', end) + 1);
    const [final] = lexBlocks(from.head + source.slice(from.end, end) + nextLine, known).tokens;
    if (!isBlock(final) || partsOf(final).length !== from.headParts + keep + 1) return null;
    const loose = final.type === 'list' && final.loose;
    if (from.parts.length > 0 && loose !== from.loose) return null;
    const parts = [...from.parts, ...partsOf(final).slice(from.headParts, from.headParts + keep)];
    return { ...from, parts, end, loose, ...headOf(final, nextLine) };
  }

  return {
    read(source, known) {
      const reading = continued(source, known);
      if (reading) return reading;
      const whole = lexBlocks(source, known);
      kept = count(whole.links) > count(known) ? null : keepFirst(whole.tokens, source, known);
      return whole;
    },
    reset() {
      kept = null;
    },
  };
}

/** A table's rows need its first two lines; a loose list's items a neighbour that makes them loose. */
function headOf(block: Block, nextLine: string): Pick<Kept, 'head' | 'headParts'> {
  if (block.type === 'table') return { head: linesOf(block.raw, 2), headParts: 0 };
  const [marker = ''] = /^ {0,3}(?:[*+-]|\d{1,9}[.)])/.exec(nextLine) ?? [];
  return block.loose ? { head: `${marker} x\n\n`, headParts: 1 } : { head: '', headParts: 0 };
}

/** Characters that the first `parts` take after the head, and after it the list's or table's own. */
function lengthOf(block: Block, { head, headParts, parts }: Kept, keep: number): number {
  if (block.type === 'table') {
    // Until something is kept the block is read with its own two lines in front, and no head.
    const own = parts.length === 0 ? 2 : 0;
    return linesOf(block.raw.slice(head.length), keep + own).length;
  }
  return block.items.slice(headParts, headParts + keep).reduce((sum, { raw }) => sum + raw.length, 0);
}

function linesOf(text: string, lines: number): string {
  let end = 0;
  for (let line = 0; line < lines; line += 1) end = text.indexOf('\n', end) + 1;
  return text.slice(0, end);
}

function joined(block: Block, raw: string, parts: readonly Part[], loose: boolean): Block {
  if (block.type === 'table') return { ...block, raw, rows: parts as Tokens.TableCell[][] };
  return { ...block, raw, items: parts as Tokens.ListItem[], loose };
}

const partsOf = (block: Block): readonly Part[] => (block.type === 'list' ? block.items : block.rows);

function isBlock(token: Token | undefined): token is Block {
  return token?.type === 'list' || token?.type === 'table';
}

const count = (links: Links): number => Object.keys(links).length;
