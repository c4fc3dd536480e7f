import type { FenceStart, MathStart } from './block-starts.ts';
import type { Alignment, List, ListItem, MarkdownBlock } from './tree.ts';

/* What is still open while a text is read: the blocks around the line that comes, and the leaf that it may belong to. */

interface OpenContainer {
  /** The last line, counted, that belongs to it and is not blank. */
  contentLine: number;
}

export interface OpenDocument extends OpenContainer {
  readonly type: 'document';
  readonly blocks: MarkdownBlock[];
}

export interface OpenQuote extends OpenContainer {
  readonly type: 'quote';
  readonly blocks: MarkdownBlock[];
}

export interface OpenList extends OpenContainer {
  readonly type: 'list';
  readonly items: ListItem[];
  readonly kind: string;
  readonly start: number | null;
  isTight: boolean;
}

export interface OpenItem extends OpenContainer {
  readonly type: 'item';
  readonly blocks: MarkdownBlock[];
  /** Columns that a line must be indented by to belong to it. */
  readonly indent: number;
  /** Something has begun in it. */
  hasContent: boolean;
}

export type Container = OpenDocument | OpenQuote | OpenList | OpenItem;

export type Leaf =
  | {
      readonly type: 'paragraph';
      text: string;
      /** Where its last line begins. */
      lastLine: number;
      /** It belongs to it without the marks of what is around. */
      isLastLazy: boolean;
    }
  | { readonly type: 'fence'; readonly start: FenceStart; readonly indent: number; text: string }
  /** `blanks`: lines that belong to it only where more follows. */
  | { readonly type: 'indented'; text: string; blanks: string }
  /** As written, and without what stands around it. `before`: the paragraph that it came after. */
  | { readonly type: 'math'; readonly start: MathStart; readonly before: string; text: string; tex: string }
  | {
      readonly type: 'table';
      readonly align: readonly Alignment[];
      readonly head: readonly string[];
      readonly rows: string[][];
    }
  /** `isTable`: ends where the table would have ended; else never. */
  | { readonly type: 'rest'; text: string; readonly isTable: boolean };

/** The open containers from the outside in, and what is open in the last of them. */
export interface OpenPath {
  readonly containers: Container[];
  leaf: Leaf | null;
  /** Lines taken so far. */
  lines: number;
  cost: number;
  /** Of its tables. */
  cells: number;
}

export function listOf({ start, isTight, items }: OpenList): List {
  return { type: 'list', start, isTight, items: [...items] };
}

/** What the blocks of an item say of a task stands in front of its first words. */
export function itemOf(blocks: readonly MarkdownBlock[]): ListItem {
  const [first, ...others] = blocks;
  const [mark, state] =
    (first?.type === 'paragraph' && /^\[([ \txX\n])\][ \t\n]+(?=[^ \t\n])/.exec(first.text)) || [];
  if (first?.type !== 'paragraph' || mark === undefined) return { blocks: [...blocks], isDone: null };
  const text = first.text.slice(mark.length);
  return { blocks: [{ type: 'paragraph', text }, ...others], isDone: state === 'x' || state === 'X' };
}
