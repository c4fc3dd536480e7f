import { bodyOf, documentElementOf, documentIn, isElement, isText, localNameOf } from './dom-access.ts';
import { isFrame } from './frame-inside.ts';
import { flatChildrenOf, type FlatChildren } from './flat-tree.ts';
import { neverRead } from './never-read.ts';

/** The text of a page as its nodes hold it, in the order in which it is drawn, seen or not; blocks are parted by line ends. */
export interface DrawnText {
  readonly text: string;
  /** The pieces of text, and where in `text` each begins. */
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
}

/** Characters and nodes of a page that are searched; ten times what is read of one. */
const mostCharacters = 4_000_000;
const mostNodes = 1_500_000;

/** Within a line. Whatever else an element is, the words in it are others than those beside it. */
const inLine: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt ruby s samp small ' +
    'slot span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

export function drawnText(page: Document): DrawnText {
  const pieces: string[] = [];
  const nodes: Text[] = [];
  const starts: number[] = [];
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };

  const open = [{ children: insideOf(page), isLine: false }];
  let seen = 0;
  for (let level = open.at(-1); level !== undefined && seen < mostNodes; level = open.at(-1)) {
    if (length > mostCharacters) break;
    const node = level.children.next();
    if (node === null) {
      if (!level.isLine) add('\n');
      open.pop();
      continue;
    }
    seen += 1;
    if (isText(node)) {
      nodes.push(node);
      starts.push(length);
      add(node.data);
    } else if (isElement(node)) {
      const framed = isFrame(node) ? documentIn(node) : null;
      if (framed === null && neverRead(node)) continue;
      const isLine = inLine.has(localNameOf(node));
      if (!isLine) add('\n');
      open.push({ children: framed === null ? flatChildrenOf(node) : insideOf(framed), isLine });
    }
  }
  return { text: pieces.join(''), nodes, starts };
}

function insideOf(page: Document): FlatChildren {
  return flatChildrenOf(bodyOf(page) ?? documentElementOf(page));
}

/** The pieces of a stretch, one for each text node: a stretch may go through shadow roots and frames, and no range can. */
export function rangesOfStretch({ nodes, starts }: DrawnText, start: number, end: number): Range[] {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= start) low = middle + 1;
    else high = middle;
  }
  const ranges: Range[] = [];
  for (
    let index = Math.max(0, low - 1);
    index < nodes.length && (starts[index] ?? Infinity) < end;
    index += 1
  ) {
    const node = nodes[index];
    const at = starts[index] ?? 0;
    if (node === undefined) continue;
    const from = Math.max(0, start - at);
    const to = Math.min(node.data.length, end - at);
    if (from >= to) continue;
    const range = Document.prototype.createRange.call(node.ownerDocument);
    range.setStart(node, from);
    range.setEnd(node, to);
    ranges.push(range);
  }
  return ranges;
}
