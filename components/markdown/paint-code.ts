import { tokenKinds, type CodeTokens } from '../../lib/highlight/token-kinds.ts';

/*
 * Code is coloured by the browser's custom highlights: ranges over the text that stands there, and not one element more.
 * Spans would be 20,000 nodes for 64 kB of `a=1;`, and would take away the text that somebody has selected.
 */

/** What a colour is registered under, for `::highlight(code-string)`. */
function highlightOf(kind: number): Highlight | null {
  const name = tokenKinds[kind];
  if (name === undefined) return null;
  const found = CSS.highlights.get(`code-${name}`);
  if (found) return found;
  const made = new Highlight();
  CSS.highlights.set(`code-${name}`, made);
  return made;
}

/**
 * Colours the code that stands in `code`, as far as it is in view: a browser looks at every range again after each change
 * of the page. Asks for its tokens when it first comes into view. Firefox before 140 knows no highlights: there it stays plain.
 * @param code its children hold its text in pieces, one text node each. @returns takes the colours away
 */
export function paintCode(code: HTMLElement, ask: (text: string) => Promise<CodeTokens | null>): () => void {
  if (typeof Highlight !== 'function' || typeof IntersectionObserver !== 'function') return () => undefined;
  const painted = new Map<Element, readonly (readonly [Highlight, StaticRange])[]>();
  const inView = new Set<Element>();
  const starts = new Map<Element, number>();
  let tokens: CodeTokens | null = null;
  let isAsked = false;
  let isOver = false;
  let length = 0;
  for (const piece of code.children) {
    starts.set(piece, length);
    length += piece.textContent.length;
  }

  function unpaint(piece: Element): void {
    for (const [highlight, range] of painted.get(piece) ?? []) highlight.delete(range);
    painted.delete(piece);
  }

  function paint(piece: Element): void {
    const start = starts.get(piece);
    const text = piece.firstChild;
    if (tokens === null || start === undefined || !(text instanceof Text) || painted.has(piece)) return;
    const ranges: (readonly [Highlight, StaticRange])[] = [];
    for (let at = firstAfter(tokens, start); at < tokens.length; at += 3) {
      const from = (tokens[at] ?? 0) - start;
      const end = from + (tokens[at + 1] ?? 0);
      if (from >= text.length) break;
      const highlight = highlightOf(tokens[at + 2] ?? -1);
      if (highlight === null) continue;
      const range = new StaticRange({
        startContainer: text,
        startOffset: Math.max(0, from),
        endContainer: text,
        endOffset: Math.min(text.length, end),
      });
      highlight.add(range);
      ranges.push([highlight, range]);
    }
    painted.set(piece, ranges);
  }

  async function read(): Promise<void> {
    isAsked = true;
    const found = await ask(code.textContent);
    if (isOver || found === null) return;
    tokens = found;
    inView.forEach(paint);
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
      if (isIntersecting) paint(target);
      else unpaint(target);
    }
    if (inView.size > 0 && !isAsked) void read();
  });
  for (const piece of code.children) seen.observe(piece);

  return () => {
    isOver = true;
    seen.disconnect();
    for (const piece of painted.keys()) unpaint(piece);
  };
}

/** The place of the first token that ends behind `start`: of 15,000, only those of the piece are looked at. */
function firstAfter(tokens: CodeTokens, start: number): number {
  let low = 0;
  let high = tokens.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle * 3] ?? 0) + (tokens[middle * 3 + 1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}
