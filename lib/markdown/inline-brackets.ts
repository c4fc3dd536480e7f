import type { Definitions } from './tree.ts';
import { pairDelimiters, type InlineDelimiter } from './inline-delimiters.ts';
import { closeSpan, openSpan, textPiece, type InlinePiece, type InlineSpan } from './inline-piece.ts';
import { linkName, readLabel, readResource, type LinkPart, type LinkTarget } from './link-parts.ts';

/** `[` or `![` that may begin a link or an image. */
export interface InlineBracket {
  readonly piece: InlinePiece;
  /** Offsets of the mark, and behind it. */
  readonly start: number;
  readonly end: number;
  readonly isImage: boolean;
  /** Runs of `*` before it: what is within a link pairs within it. */
  readonly bottom: number;
  /** Another one was opened behind it: no name has brackets in it. */
  hasInner: boolean;
}

export interface BracketOptions {
  readonly text: string;
  readonly definitions: Definitions;
  readonly isOpen: boolean;
  readonly pieces: InlinePiece[];
  readonly delimiters: InlineDelimiter[];
}

export interface Brackets {
  /** Both take the mark at `at`, and return the offset behind all that belongs to it. */
  readonly open: (mark: string, at: number) => number;
  readonly close: (at: number) => number;
  /** That were never closed, and may still become something. */
  readonly left: () => readonly InlineBracket[];
}

/** Characters of an address and title that may be open. */
const longestOpenTail = 2_000;

/** CommonMark's *look for link or image*: brackets in a stack, and each `]` looks at the last of them only. */
export function createBrackets({ text, definitions, isOpen, pieces, delimiters }: BracketOptions): Brackets {
  const stack: InlineBracket[] = [];
  /** Links below this height of the stack would hold another link. */
  let idleHeight = 0;

  /** Where the label that ends at `at` leads, by what stands behind it. */
  function targetBehind(bracket: InlineBracket, at: number): LinkPart<LinkTarget> {
    const next = text[at + 1];
    const resource = next === '(' ? readResource(text, at + 1) : null;
    if (resource !== null && resource !== 'open') return resource;
    const reference = definitions.size > 0 && next === '[' ? readLabel(text, at + 1) : null;
    const isFull = reference !== null && reference !== 'open';
    const own =
      isFull && reference.value !== ''
        ? reference.value
        : bracket.hasInner
          ? ''
          : text.slice(bracket.end, at);
    const defined = own.length < 1_000 ? definitions.get(linkName(own)) : undefined;
    if (defined) return { value: defined, end: isFull ? reference.end : at + 1 };
    return resource ?? (reference === 'open' ? 'open' : null);
  }

  function take(
    bracket: InlineBracket,
    at: number,
    { value, end }: { value: LinkTarget; end: number },
  ): void {
    const raw = text.slice(bracket.start, end);
    const span: InlineSpan = { type: bracket.isImage ? 'image' : 'link', ...value, raw, tail: end - at };
    bracket.piece.text = '';
    openSpan(bracket.piece, span);
    const close = textPiece('');
    closeSpan(close, span);
    pieces.push(close);
    settle(bracket);
    if (!bracket.isImage) idleHeight = stack.length;
  }

  /** What is between its marks pairs there, or not at all. */
  function settle(bracket: InlineBracket): void {
    pairDelimiters(delimiters, bracket.bottom);
    delimiters.length = bracket.bottom;
  }

  return {
    open(mark, start) {
      const piece = textPiece(mark);
      const end = start + mark.length;
      pieces.push(piece);
      const last = stack.at(-1);
      if (last) last.hasInner = true;
      stack.push({
        piece,
        start,
        end,
        isImage: mark.length > 1,
        bottom: delimiters.length,
        hasInner: false,
      });
      return end;
    },
    close(at) {
      const bracket = stack.pop();
      const isIdle = stack.length < idleHeight && bracket?.isImage === false;
      idleHeight = Math.min(idleHeight, stack.length);
      const target = bracket && !isIdle ? targetBehind(bracket, at) : null;
      if (bracket && target === 'open' && isOpen && text.length - at <= longestOpenTail) {
        bracket.piece.text = '';
        settle(bracket);
        return text.length;
      }
      if (bracket && target !== null && target !== 'open') {
        take(bracket, at, target);
        return target.end;
      }
      pieces.push(textPiece(']'));
      return at + 1;
    },
    left: () => stack.filter(({ isImage }, height) => isImage || height >= idleHeight),
  };
}
