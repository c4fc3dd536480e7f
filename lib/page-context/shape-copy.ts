import { shapeCode } from './code-blocks.ts';
import { shapeNotes, type Footnote } from './footnotes.ts';
import type { VisibleCopy } from './visible-copy.ts';

/** Writes down in a fresh copy what an extractor would lose: code in its lines, notes beside their words. */
export function shapeCopy(copy: VisibleCopy): readonly Footnote[] {
  shapeCode(copy.document.body);
  return shapeNotes(copy.document.body);
}
