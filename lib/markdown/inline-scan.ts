import type { Definitions, Inline } from './tree.ts';
import { bareAddresses, bracketedAddress, openBracketedAddress } from './bare-address.ts';
import { characterReference } from './character-reference.ts';
import { createCodeMarks } from './code-marks.ts';
import { createBrackets, type InlineBracket } from './inline-brackets.ts';
import { flanksOf, type InlineDelimiter } from './inline-delimiters.ts';
import { createMathMarks, isDollarMath, isOpenDollarMath } from './inline-math.ts';
import { leafPiece, textPiece, type InlinePiece } from './inline-piece.ts';

export interface ScanOptions {
  readonly definitions: Definitions;
  readonly isOpen: boolean;
  readonly isCell: boolean;
}

export interface InlineScan {
  readonly pieces: readonly InlinePiece[];
  readonly delimiters: readonly InlineDelimiter[];
  /** That were opened and never closed. */
  readonly brackets: readonly InlineBracket[];
}

/** Nodes of the tree. What is behind so many pieces is one more, of text; a single look makes no more than a few. */
const mostPieces = 20_000 - 8;
/** Characters of code or math that may be open. */
const longestOpenLeaf = 400;

const special = /[\\`*_~[\]<&$\n]|!\[/g;
const lineBreakTag = /<br ?\/?>/iy;

/** The text in pieces, left to right: leaves are read whole, marks are noted down for those who pair them. */
export function scanInline(text: string, { definitions, isOpen, isCell }: ScanOptions): InlineScan {
  const pieces: InlinePiece[] = [];
  const delimiters: InlineDelimiter[] = [];
  const brackets = createBrackets({ text, definitions, isOpen, pieces, delimiters });
  const addresses = bareAddresses(text);
  const code = createCodeMarks(text);
  const math = createMathMarks(text);
  let nextAddress = 0;
  /** Texts within leaves. */
  let inner = 0;
  /** All before it is in `pieces`. */
  let taken = 0;
  let at = 0;

  function takeText(end: number): void {
    if (end > taken) pieces.push(textPiece(text.slice(taken, end)));
    taken = end;
  }

  /** `leaf` stands for the text from `at` to `end`. */
  function takeLeaf(leaf: Inline | null, end: number): void {
    takeText(at);
    if (leaf) pieces.push(leafPiece(leaf));
    if (leaf?.type === 'link') inner += 1;
    taken = end;
    at = end;
  }

  /** It is text, up to `end`. */
  function pass(end: number): void {
    at = end;
  }

  function readBackslash(): void {
    const next = text[at + 1] ?? '';
    if (next === '(' || next === '[') return readBracketMath(next);
    if (next === '\n') return takeBreak(at, at + 1, true);
    if (!/[!-/:-@[-`{-~]/.test(next)) return pass(at + 1);
    takeText(at);
    taken = at + 1;
    pass(at + 2);
  }

  function readBracketMath(open: '(' | '['): void {
    const close = math.closingBracket(open === '(' ? ')' : ']', at + 2);
    const tex = close === -1 ? '' : text.slice(at + 2, close);
    if (/[\p{L}\p{N}]/u.test(tex)) return takeLeaf({ type: 'math', tex, isDisplay: open === '[' }, close + 2);
    if (close === -1 && mayStayOpen(at)) return takeLeaf(null, text.length);
    takeText(at);
    taken = at + 1;
    pass(at + 2);
  }

  const mayStayOpen = (from: number): boolean => isOpen && text.length - from <= longestOpenLeaf;

  function readDollars(): void {
    const length = text[at + 1] === '$' ? (text[at + 2] === '$' ? 3 : 2) : 1;
    // Three in a row mean nothing.
    if (length === 3) {
      let end = at;
      while (text[end] === '$') end += 1;
      return pass(end);
    }
    const close = math.closingDollars(length, at + length);
    const tex = close === -1 ? '' : text.slice(at + length, close);
    const isMath = length === 2 ? tex.trim() !== '' : close !== -1 && isDollarMath(text, at, close);
    if (isMath) return takeLeaf({ type: 'math', tex, isDisplay: length === 2 }, close + length);
    const isHeldBack =
      close === -1 &&
      mayStayOpen(at) &&
      (length === 2 || isOpenDollarMath(text, at)) &&
      !text.includes('$', at + length);
    if (isHeldBack) return takeLeaf(null, text.length);
    pass(at + length);
  }

  function readCode(): void {
    const length = code.lengthAt(at);
    const close = code.closing(length, at + length);
    if (close !== -1) {
      const inside = text.slice(at + length, close);
      return takeLeaf({ type: 'code', text: codeText(inside) }, close + length);
    }
    const inside = text.slice(at + length);
    if (!mayStayOpen(at)) return pass(at + length);
    takeLeaf(inside.trim() === '' ? null : { type: 'code', text: openCodeText(inside) }, text.length);
  }

  function readDelimiter(mark: string): void {
    let end = at + 1;
    while (text[end] === mark) end += 1;
    const length = end - at;
    if (mark === '~' && length !== 2) return pass(end);
    const { canOpen, canClose } = flanksOf(text, at, end);
    if (!canOpen && !canClose) return pass(end);
    takeText(at);
    const piece = textPiece(text.slice(at, end));
    pieces.push(piece);
    delimiters.push({ piece, mark, length, count: length, canOpen, canClose, end });
    taken = end;
    at = end;
  }

  function readAngle(): void {
    lineBreakTag.lastIndex = at;
    if (isCell && lineBreakTag.test(text)) return takeBreak(at, lineBreakTag.lastIndex, true);
    const found = bracketedAddress(text, at);
    if (found) {
      const { address, href } = found;
      return takeLeaf(addressLink(address, href, `<${address}>`), at + address.length + 2);
    }
    const open = isOpen ? openBracketedAddress(text, at) : null;
    if (open === null) return pass(at + 1);
    takeLeaf({ type: 'text', text: open }, text.length);
  }

  function readReference(): void {
    const reference = characterReference(text, at);
    if (reference) takeLeaf({ type: 'text', text: reference.text }, reference.end);
    else pass(at + 1);
  }

  /** Spaces on both sides of it are none of the text; but those before a backslash are. */
  function takeBreak(from: number, end: number, isHard: boolean): void {
    const isEscaped = text[from] === '\\';
    const first = isEscaped ? from : taken;
    let last = from;
    while (last > first && /[ \t]/.test(text[last - 1] ?? '')) last -= 1;
    takeText(last);
    const isWritten = isHard || (from - last >= 2 && !text.slice(last, from).includes('\t'));
    pieces.push(leafPiece({ type: 'break', isHard: isWritten }));
    let next = isEscaped ? end + 1 : end;
    while (text[next] === ' ' || text[next] === '\t') next += 1;
    taken = next;
    at = next;
  }

  function readBracket(mark: string): void {
    takeText(at);
    at = mark === ']' ? brackets.close(at) : brackets.open(mark, at);
    taken = at;
  }

  function readSpecial(mark: string): void {
    switch (mark) {
      case '\\':
        return readBackslash();
      case '`':
        return readCode();
      case '$':
        return readDollars();
      case '<':
        return readAngle();
      case '&':
        return readReference();
      case '\n':
        return takeBreak(at, at + 1, false);
      case '*':
      case '_':
      case '~':
        return readDelimiter(mark);
      default:
        return readBracket(mark);
    }
  }

  while (pieces.length + inner < mostPieces) {
    special.lastIndex = at;
    const found = special.exec(text);
    while ((addresses[nextAddress]?.start ?? Infinity) < at) nextAddress += 1;
    const address = addresses[nextAddress];
    if (address && address.start <= (found?.index ?? text.length)) {
      at = address.start;
      const written = text.slice(address.start, address.end);
      takeLeaf(addressLink(written, address.href, written), address.end);
    } else if (found) {
      at = found.index;
      readSpecial(found[0]);
    } else break;
  }
  let end = text.length;
  while (end > taken && /[ \t\n]/.test(text[end - 1] ?? '')) end -= 1;
  takeText(end);
  return { pieces, delimiters, brackets: brackets.left() };
}

function addressLink(address: string, href: string, raw: string): Inline {
  return { type: 'link', href, title: '', children: [{ type: 'text', text: address }], raw };
}

/** Line ends are spaces; one space at either end is there to part it from its marks. */
function codeText(inside: string): string {
  const line = inside.replaceAll('\n', ' ');
  return line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '' ? line.slice(1, -1) : line;
}

function openCodeText(inside: string): string {
  return inside.replaceAll('\n', ' ').replace(/^ /, '');
}
