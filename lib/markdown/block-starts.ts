/*
 * How the first characters of a line, behind its indent, begin a block. Each looks at one line, and a bounded number of
 * times at each of its characters.
 */

export interface FenceStart {
  readonly mark: '`' | '~';
  readonly length: number;
  /** As it is written. */
  readonly info: string;
}

export interface MathStart {
  readonly closing: '\\]' | '$$';
  /** Behind the mark. */
  readonly rest: string;
}

export interface ListMarker {
  /** Lists of one kind go on: `-`, `+`, `*`, `.` or `)`. */
  readonly kind: string;
  /** null: a bullet. */
  readonly number: number | null;
  /** Characters. */
  readonly width: number;
}

export function fenceStart(line: string): FenceStart | null {
  const [, marks = '', info = ''] = /^(`{3,}|~{3,})(.*)$/s.exec(line) ?? [];
  if (marks === '' || (marks.startsWith('`') && info.includes('`'))) return null;
  return {
    mark: marks.startsWith('`') ? '`' : '~',
    length: marks.length,
    info: info.replace(/^[ \t]+|[ \t]+$/g, ''),
  };
}

export function isFenceEnd(line: string, mark: string, length: number): boolean {
  let end = 0;
  while (line[end] === mark) end += 1;
  return end >= length && isBlankFrom(line, end);
}

const levels = [1, 2, 3, 4, 5, 6] as const;

export function headingStart(
  line: string,
): { readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly text: string } | null {
  const [whole, marks = ''] = /^(#{1,6})(?:[ \t]|$)/.exec(line) ?? [];
  if (whole === undefined) return null;
  const text = trimmedEnd(line.slice(whole.length));
  const closing = endOfRun(text, '#');
  const isClosed = closing === 0 || text[closing - 1] === ' ' || text[closing - 1] === '\t';
  return {
    level: levels[marks.length - 1] ?? 6,
    text: trimmedEnd(isClosed ? text.slice(0, closing) : text).replace(/^[ \t]+/, ''),
  };
}

/** 1 or 2 where the line underlines the paragraph above it. */
export function underlineLevel(line: string): 1 | 2 | null {
  const [, marks] = /^(=+|-+)[ \t]*$/.exec(line) ?? [];
  if (marks === undefined) return null;
  return marks.startsWith('=') ? 1 : 2;
}

export function isRule(line: string): boolean {
  const [mark = ''] = line;
  if (!'*-_'.includes(mark) || mark === '') return false;
  let marks = 0;
  for (const character of line) {
    if (character === mark) marks += 1;
    else if (character !== ' ' && character !== '\t') return false;
  }
  return marks >= 3;
}

export function listMarker(line: string): ListMarker | null {
  const [marker, digits, end] = /^(?:[-+*]|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(line) ?? [];
  if (marker === undefined) return null;
  return { kind: end ?? marker, number: digits === undefined ? null : Number(digits), width: marker.length };
}

/** Alone on its line, closed on it, or followed by an environment: in prose the same marks are prose. */
export function mathStart(line: string): MathStart | null {
  if (!line.startsWith('\\[') && !line.startsWith('$$')) return null;
  const closing = line.startsWith('$$') ? '$$' : '\\]';
  const rest = trimmedEnd(line.slice(2));
  const isBegun =
    rest === '' || /^[ \t]*\\begin\{/.test(rest) || (rest.endsWith(closing) && rest.trim() !== closing);
  return isBegun ? { closing, rest } : null;
}

export function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}

function endOfRun(text: string, mark: string): number {
  let start = text.length;
  while (start > 0 && text[start - 1] === mark) start -= 1;
  return start;
}

function isBlankFrom(line: string, start: number): boolean {
  for (let index = start; index < line.length; index += 1) {
    if (line[index] !== ' ' && line[index] !== '\t') return false;
  }
  return true;
}
