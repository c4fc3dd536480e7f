import type { Token } from 'marked';

/** A fenced code block whose end has not arrived. Costs only its new lines, not the whole code, per update. */
export interface OpenFence {
  /** The source so far; null as soon as a line closes the fence: then marked reads the block once more. */
  grow(source: string): OpenFence | null;
  token(): Token;
}

/** Unindented fences only; the rest is rare and stays with marked. */
const opening = /^(`{3,}(?=[^`\n]*\n)|~{3,})([^\n]*)\n/;

/** For a source that starts with a fence and has nothing after it; null where that is not so. */
export function createOpenFence(source: string): OpenFence | null {
  const match = opening.exec(source);
  const [line, marker, info] = match ?? [];
  if (line === undefined || marker === undefined || info === undefined) return null;
  const mark = marker[0] === '~' ? '~' : '`';
  const closing = new RegExp(`^ {0,3}${mark}{${marker.length},} *$`);
  let scanned = line.length;
  let current = source;

  const fence: OpenFence = {
    grow(next) {
      current = next;
      // Complete lines only: "``" may become "```".
      for (let end = next.indexOf('\n', scanned); end !== -1; end = next.indexOf('\n', scanned)) {
        if (closing.test(next.slice(scanned, end))) return null;
        scanned = end + 1;
      }
      return closing.test(next.slice(scanned)) ? null : fence;
    },
    token: () => ({
      type: 'code',
      raw: current,
      text: codeOf(current.slice(line.length)),
      lang: info.trim().replace(/\\([!-/:-@[-`{-~])/g, '$1'),
    }),
  };
  return fence.grow(source);
}

/** As marked has it: the newline of the last line is left out, unless that line is empty. */
function codeOf(body: string): string {
  const text = body.replace(/\n$/, '');
  return body !== text && (text === '' || text.endsWith('\n')) ? body : text;
}
