import { foldedText, placesOf } from '../../lib/search/places.ts';

/** In the order of `messageTexts` (lib/view/message-texts.ts), which counts what is found here. */
const read =
  '.sent-page > span, .bubble, .markdown, .sources > ol .source-title, .sources > ol .source-snippet';
/** In these, but none of what the message says. */
const beside = [
  '.true-host',
  '.citation',
  'figcaption',
  'math',
  '.math-source',
  '.rest-note',
  'button',
].join();
/** What is read as one. */
const blocks = [...['p', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th', 'pre', 'blockquote'], read].join();

interface Stretch {
  readonly root: Element | null;
  text: string;
  /** Text nodes, and where in `text` each begins. */
  readonly nodes: { readonly node: Text; readonly start: number }[];
}

/** Where a message that is drawn has these words, in order. @param query folded */
export function rangesIn(article: Element, query: string): StaticRange[] {
  return [...article.querySelectorAll(read)].flatMap((part) =>
    stretchesIn(part).flatMap((found) => rangesOf(found, query)),
  );
}

function stretchesIn(part: Element): Stretch[] {
  const found: Stretch[] = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    isBeside(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const isEnd = node instanceof Element && node.localName === 'br';
    if (!isEnd && !(node instanceof Text)) continue;
    const root = node.parentElement?.closest(blocks) ?? null;
    let last = found.at(-1);
    if (last === undefined || last.root !== root) found.push((last = { root, text: '', nodes: [] }));
    if (node instanceof Text) last.nodes.push({ node, start: last.text.length });
    last.text += node instanceof Text ? node.data : '\n';
  }
  return found;
}

function isBeside(node: Node): boolean {
  // The space before the host of a link is part of it.
  return node instanceof Element
    ? node.matches(beside)
    : node.nextSibling instanceof Element && node.nextSibling.matches('.true-host');
}

function rangesOf({ text, nodes }: Stretch, query: string): StaticRange[] {
  const { folded, originals } = foldedText(text);
  const places = placesOf(query, folded);
  if (places.length === 0) return [];
  let first = 0;
  return originals(places).flatMap(({ start, end }) => {
    while (first < nodes.length - 1 && (nodes[first + 1]?.start ?? Infinity) <= start) first += 1;
    let last = first;
    while (last < nodes.length - 1 && (nodes[last + 1]?.start ?? Infinity) < end) last += 1;
    const [from, to] = [nodes[first], nodes[last]];
    if (from === undefined || to === undefined) return [];
    return new StaticRange({
      startContainer: from.node,
      startOffset: Math.min(start - from.start, from.node.length),
      endContainer: to.node,
      endOffset: Math.min(end - to.start, to.node.length),
    });
  });
}
