import { unescapedMarkdown } from './character-reference.ts';
import { linkName } from './link-parts.ts';

export interface Definition {
  /** Normalised: how it is looked up. */
  readonly name: string;
  readonly href: string;
  readonly title: string;
  /** Where the text goes on behind it. */
  readonly end: number;
}

/** CommonMark's own limit, in characters. */
const longestLabel = 999;

/** `[name]: address "title"` at the beginning of a paragraph's text, or null. */
export function definitionAt(text: string, start: number): Definition | null {
  const labelEnd = endOfLabel(text, start);
  if (labelEnd === null || text[labelEnd] !== ':') return null;
  const name = linkName(text.slice(start + 1, labelEnd - 1));
  if (name === '') return null;
  const address = addressAt(text, afterOneLineEnd(text, labelEnd + 1));
  if (!address) return null;
  const plainEnd = endOfLine(text, address.end);
  const titleStart = afterOneLineEnd(text, address.end);
  const title = titleStart > address.end ? titleAt(text, titleStart) : null;
  const titledEnd = title ? endOfLine(text, title.end) : null;
  const end = titledEnd ?? plainEnd;
  if (end === null) return null;
  return {
    name,
    href: unescapedMarkdown(address.value),
    title: titledEnd !== null && title ? unescapedMarkdown(title.value) : '',
    end,
  };
}

/** Behind the closing bracket. */
function endOfLabel(text: string, start: number): number | null {
  if (text[start] !== '[') return null;
  const limit = Math.min(text.length, start + longestLabel + 2);
  for (let index = start + 1; index < limit; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === ']') return index + 1;
    else if (text[index] === '[') return null;
  }
  return null;
}

interface Part {
  readonly value: string;
  readonly end: number;
}

function addressAt(text: string, start: number): Part | null {
  if (text[start] === '<') {
    const end = endOfQuoted(text, start + 1, '>');
    const value = end === null ? '' : text.slice(start + 1, end - 1);
    return end === null || value.includes('\n') ? null : { value, end };
  }
  let depth = 0;
  let end = start;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character <= ' ' || character === '\u007f') break;
    if (character === '\\' && end + 1 < text.length && text.charAt(end + 1) > ' ') end += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth < 0 || depth > 32) return null;
  }
  return end === start || depth !== 0 ? null : { value: text.slice(start, end), end };
}

function titleAt(text: string, start: number): Part | null {
  const mark = text.charAt(start);
  const closing = mark === '(' ? ')' : mark;
  if (mark === '' || !`"'(`.includes(mark)) return null;
  const end = endOfQuoted(text, start + 1, closing, mark === '(' ? '(' : undefined);
  return end === null ? null : { value: text.slice(start + 1, end - 1), end };
}

/** Behind the mark that closes; null where one that opens again comes first, or none. */
function endOfQuoted(
  text: string,
  start: number,
  closing: string,
  opening = closing === '>' ? '<' : '',
): number | null {
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === closing) return index + 1;
    else if (text[index] === opening) return null;
  }
  return null;
}

/** Over spaces, tabs and one line's end. */
function afterOneLineEnd(text: string, start: number): number {
  const spaces = afterBlanks(text, start);
  return text[spaces] === '\n' ? afterBlanks(text, spaces + 1) : spaces;
}

function afterBlanks(text: string, start: number): number {
  let index = start;
  while (text[index] === ' ' || text[index] === '\t') index += 1;
  return index;
}

/** Behind the line's end, where nothing else stands before it. */
function endOfLine(text: string, start: number): number | null {
  const end = afterBlanks(text, start);
  if (end >= text.length) return text.length;
  return text[end] === '\n' ? end + 1 : null;
}
