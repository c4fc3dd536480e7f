import type { Definitions, Inline } from './tree.ts';
import { leaveOpen, pairDelimiters } from './inline-delimiters.ts';
import { settledText } from './inline-open.ts';
import { scanInline } from './inline-scan.ts';
import { inlineTree } from './inline-tree.ts';

export interface InlineOptions {
  readonly definitions: Definitions;
  /** The text is still being written at its end: what is open there is shown as what it is about to be. */
  readonly isOpen: boolean;
  /** Of a table: `<br>` breaks the line. */
  readonly isCell?: boolean;
}

/** Characters. What has not closed within so many is taken for text until it does. */
const longestOpen = 400;

/**
 * Inline markdown as a tree: CommonMark 0.31.2 without HTML, GFM's `~~` and bare addresses, emphasis beside CJK as
 * markdown-cjk-friendly has it, and math. Takes time in proportion to the text. Beyond 20,000 nodes, and nested deeper
 * than 16, the text stands as it is written.
 */
export function parseInline(
  text: string,
  { definitions, isOpen, isCell = false }: InlineOptions,
): readonly Inline[] {
  const source = isOpen ? settledText(text, isCell) : text;
  const { pieces, delimiters, brackets } = scanInline(source, { definitions, isOpen, isCell });
  const openers = pairDelimiters(delimiters, 0);
  if (isOpen) {
    for (const opener of openers) if (source.length - opener.end <= longestOpen) leaveOpen(opener);
    for (const { piece, end } of brackets) if (source.length - end <= longestOpen) piece.text = '';
  }
  return inlineTree(pieces);
}
