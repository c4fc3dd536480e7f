import { soundText } from './sound-text.ts';

/*
 * Words of a message in a Markdown file: still Markdown, and still theirs alone. They stand in a quotation, which ends
 * whatever they left open, and hold no HTML, which would not heed it; nor an image, which a reader's program would fetch.
 */

/** Whatever some program takes for the end of a line. */
const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;
const opening = /^( {0,3})(`{3,}(?!.*`)|~{3,})(.*)$/;

/** Each line begins with `>`. */
export function quotedMarkdown(text: string): string {
  return harmless(linesOf(text))
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** Lines in a fence that none of them can end. @param info what kind of text it is */
export function fencedText(lines: readonly string[], info: string, indent = ''): string[] {
  let longest = 2;
  for (const line of lines) for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = indent + '`'.repeat(longest + 1);
  // Less indented than its fence, a line would end the list that both are in.
  const inside = lines.map((line) =>
    line === '' || line.startsWith(indent) ? line : indent + line.trimStart(),
  );
  return [fence + info.replaceAll(/[^\w+#.-]/g, ''), ...inside, fence];
}

export function linesOf(text: string): string[] {
  return soundText(text).split(lineEnd);
}

function harmless(lines: readonly string[]): string[] {
  // A fence that begins behind a bullet or deep in a list: where it ends is for a parser to say, and so where code is.
  const mayFence = !lines.some(
    (line) => /`{3}|~{3}/.test(line) && !opening.test(line) && !/^ {0,3}[`~]+[ \t]*$/.test(line),
  );
  const safe: string[] = [];
  let chunk: string[] = [];
  const endChunk = (): void => {
    safe.push(...harmlessChunk(chunk));
    chunk = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = mayFence ? opening.exec(line) : null;
    if (fence !== null) {
      const [, indent = '', marks = '', info = ''] = fence;
      endChunk();
      let last = at + 1;
      while (last < lines.length && !closes(lines[last] ?? '', marks)) last += 1;
      safe.push(...fencedText(lines.slice(at + 1, last), info, indent));
      at = last;
    } else if (line.trim() === '') {
      endChunk();
      safe.push('');
    } else chunk.push(line);
  }
  endChunk();
  return safe;
}

function closes(line: string, marks: string): boolean {
  const [, found = ''] = /^ {0,3}([`~]+)[ \t]*$/.exec(line) ?? [];
  return found.length >= marks.length && found === (marks[0] ?? '').repeat(found.length);
}

/** Lines without a blank one between them: code that one of them begins, and does not end, may end in another. */
function harmlessChunk(lines: readonly string[]): string[] {
  const parts = lines.map(codeAndWords);
  if (parts.includes(null)) return lines.map(disarmed);
  // Words and code by turns.
  return parts.map((line) => (line ?? []).map((part, at) => (at % 2 === 0 ? disarmed(part) : part)).join(''));
}

/**
 * A line's words and its code, by turns; null: where its code ends is not for this line alone to say, or programs differ
 * about it, as they do about backslashes, the cells of a table, and the end of an address.
 */
function codeAndWords(line: string): string[] | null {
  if (/[\\|@]|:\/\/|www\./i.test(line)) return null;
  const runs = Array.from(line.matchAll(/`+/g), ({ 0: run, index }) => ({ length: run.length, index }));
  const parts: string[] = [];
  let end = 0;
  for (let at = 0; at < runs.length;) {
    const { length = 0, index = 0 } = runs[at] ?? {};
    let closing = at + 1;
    while (closing < runs.length && runs[closing]?.length !== length) closing += 1;
    const other = runs[closing];
    if (other === undefined) return null;
    parts.push(line.slice(end, index), line.slice(index, other.index + length));
    end = other.index + length;
    at = closing + 1;
  }
  return [...parts, line.slice(end)];
}

/** By its number: a backslash before it may be taken for the end of an address, and leave the sign as it is. */
function disarmed(text: string): string {
  return text.replaceAll(/<(?=[a-z/!?])/gi, '&lt;').replaceAll(/!(?=\[)/g, '&#33;');
}

/** Text in one line that is no Markdown, whatever it holds. */
export function plainInMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]|~#$]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('!', '&#33;');
}
