import type { Inline } from './tree.ts';

/** What opens at one piece and closes at another. */
export type InlineSpan =
  | { readonly type: 'emphasis' | 'strong' | 'strike'; readonly mark: string }
  | {
      readonly type: 'link' | 'image';
      readonly href: string;
      readonly title: string;
      /** As it is written, and how much of its end is no label: `](…)`. */
      readonly raw: string;
      readonly tail: number;
    };

/**
 * A text is cut into these before it is known what belongs together. What closes here closes before `text`, the
 * marks that belong to nothing; what opens here opens behind it, the last of `opens` outermost.
 */
export interface InlinePiece {
  text: string;
  readonly leaf: Inline | null;
  closes: InlineSpan[] | null;
  opens: InlineSpan[] | null;
}

export function textPiece(text: string): InlinePiece {
  return { text, leaf: null, closes: null, opens: null };
}

export function leafPiece(leaf: Inline): InlinePiece {
  return { text: '', leaf, closes: null, opens: null };
}

export function openSpan(piece: InlinePiece, span: InlineSpan): void {
  if (piece.opens) piece.opens.push(span);
  else piece.opens = [span];
}

export function closeSpan(piece: InlinePiece, span: InlineSpan): void {
  if (piece.closes) piece.closes.push(span);
  else piece.closes = [span];
}
