import { isCjkCharacter } from './character-class.ts';

/** Characters. A longer `$…$` is two prices. */
const longestInDollars = 400;

export interface MathMarks {
  /** Offset of the `\)` or `\]` that ends what was opened before `from`; -1: there is none. */
  readonly closingBracket: (mark: ')' | ']', from: number) => number;
  /** Offset of the next run of exactly `length` dollar signs; -1: another run or none comes next. */
  readonly closingDollars: (length: number, from: number) => number;
}

/** Where math of this text could end: found once, each asked for in order, so that any number of openers costs one look. */
export function createMathMarks(text: string): MathMarks {
  const brackets: Record<')' | ']', number[]> = { ')': [], ']': [] };
  const dollars: { readonly at: number; readonly length: number }[] = [];
  for (const { 0: mark, index } of text.matchAll(/\\[\s\S]|\$+/g)) {
    if (mark.startsWith('$')) dollars.push({ at: index, length: mark.length });
    else if (mark === '\\)') brackets[')'].push(index);
    else if (mark === '\\]') brackets[']'].push(index);
  }
  const next = { ')': 0, ']': 0, dollar: 0 };
  return {
    closingBracket(mark, from) {
      const places = brackets[mark];
      while ((places[next[mark]] ?? Infinity) < from) next[mark] += 1;
      return places[next[mark]] ?? -1;
    },
    closingDollars(length, from) {
      while ((dollars[next.dollar]?.at ?? Infinity) < from) next.dollar += 1;
      const run = dollars[next.dollar];
      return run?.length === length ? run.at : -1;
    },
  };
}

/**
 * Whether what stands between two single dollar signs can be nothing but math: pandoc's rule (no space inside them, no
 * digit behind), and a sign that prose and prices have not. `$5 to $3`, `$HOME and $PATH` are no math.
 */
export function isDollarMath(text: string, open: number, close: number): boolean {
  const tex = text.slice(open + 1, close);
  if (tex === '' || tex.length > longestInDollars || /^\s|\s$/.test(tex)) return false;
  if (/[\p{L}\p{N}\\]/u.test(text[open - 1] ?? '')) return false;
  // `$A=$B`: one variable after the other; `the $n$th` is one.
  if (/^(?!(?:th|st|nd|rd|s)\b)[\p{L}\p{N}]/u.test(text.slice(close + 1, close + 4))) return false;
  if (/^[=,;:&|)\]}>]|(?:^|[^\\])[=,;:&|([{<^_]$/.test(tex)) return false;
  return isTex(tex);
}

function isTex(tex: string): boolean {
  const bare = tex.replace(/\\[a-z]+\s*(?:\{[^{}]*\})?/gi, ' ');
  // Words in a row are prose, whatever stands between them.
  if (/\p{L}{3,}[,.]?\s+\p{L}{2,}/u.test(bare)) return false;
  if (!tex.includes('\\') && Array.from(tex).some(isCjkCharacter)) return false;
  if (/[\\^_{}=]/.test(tex)) return true;
  // A lone letter, or an expression of numbers and single letters.
  return /\p{L}/u.test(tex) && !/\p{L}{2,}|\s\p{L}\s+\p{L}/u.test(tex);
}

/** Whether `$…`, at the end of a text that is still being written, looks like math: a price does not. */
export function isOpenDollarMath(text: string, open: number): boolean {
  const tex = text.slice(open + 1);
  if (tex.length > longestInDollars || /^[\s\d]|^[=,;:&|)\]}>]/.test(tex)) return false;
  if (/[\p{L}\p{N}\\]/u.test(text[open - 1] ?? '')) return false;
  const bare = tex.replace(/\\[a-z]*\s*(?:\{[^{}]*\}?)?/gi, ' ');
  if (/\p{L}{3,}[,.]?\s+\p{L}{2,}/u.test(bare)) return false;
  if (/[\\^_{}=]/.test(tex)) return true;
  return !/\p{L}{3,}/u.test(tex) && tex.length < 24;
}
