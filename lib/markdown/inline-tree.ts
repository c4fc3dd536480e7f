import type { Inline } from './tree.ts';
import type { InlinePiece, InlineSpan } from './inline-piece.ts';

/** What is nested deeper is shown as written; layout of a very deep tree can overflow the browser's stack. */
const deepest = 16;

interface Frame {
  readonly span: InlineSpan | null;
  readonly children: Inline[];
}

/** The tree of these pieces. What never closes is open to the end. */
export function inlineTree(pieces: readonly InlinePiece[]): Inline[] {
  const root: Frame = { span: null, children: [] };
  const frames: Frame[] = [root];
  const written = new Set<InlineSpan>();
  let links = 0;

  const top = (): Frame => frames.at(-1) ?? root;

  function open(span: InlineSpan): void {
    const isInLink = span.type === 'link' && links > 0;
    if (frames.length > deepest || isInLink) {
      written.add(span);
      addText(top().children, openingMark(span));
      return;
    }
    if (span.type === 'link') links += 1;
    frames.push({ span, children: [] });
  }

  function close(span: InlineSpan): void {
    if (written.has(span)) addText(top().children, closingMark(span));
    else closeTop();
  }

  function closeTop(): void {
    const frame = frames.pop();
    if (!frame?.span) return;
    if (frame.span.type === 'link') links -= 1;
    top().children.push(nodeOf(frame.span, frame.children));
  }

  for (const { text, leaf, closes, opens } of pieces) {
    for (const span of closes ?? []) close(span);
    addText(top().children, text);
    // One link never inside another: the words of the inner one are words of the outer one.
    if (leaf?.type === 'link' && links > 0) addText(top().children, plainInline(leaf.children));
    else if (leaf?.type === 'text') addText(top().children, leaf.text);
    else if (leaf) top().children.push(leaf);
    for (const span of opens?.toReversed() ?? []) open(span);
  }
  while (frames.length > 1) closeTop();
  return root.children;
}

function nodeOf(span: InlineSpan, children: Inline[]): Inline {
  if (span.type !== 'link' && span.type !== 'image') return { type: span.type, children };
  const { href, title, raw } = span;
  return span.type === 'link'
    ? { type: 'link', href, title, children, raw }
    : { type: 'image', href, title, alt: plainInline(children), raw };
}

const openingMark = (span: InlineSpan): string =>
  'mark' in span ? span.mark : span.type === 'link' ? '[' : '![';

const closingMark = (span: InlineSpan): string => ('mark' in span ? span.mark : span.raw.slice(-span.tail));

function addText(children: Inline[], text: string): void {
  if (text === '') return;
  const last = children.at(-1);
  if (last?.type === 'text') children[children.length - 1] = { type: 'text', text: last.text + text };
  else children.push({ type: 'text', text });
}

export interface PlainWords {
  /** What stands in the place of an image. Default: its alternative text. */
  readonly image?: (alt: string) => string;
  /** What stands in the place of a formula. Default: how it is written. */
  readonly math?: (tex: string) => string;
  /** What stands in the place of a line's end. Default: one. */
  readonly lineEnd?: string;
}

/**
 * The words of a tree without their marks: what an image's alternative text is, or a link says. By a list of its own, since a
 * tree may be deeper than a stack.
 */
export function plainInline(
  inlines: readonly Inline[],
  { image = (alt) => alt, math = (tex) => tex, lineEnd = '\n' }: PlainWords = {},
): string {
  const words: string[] = [];
  const open = inlines.toReversed();
  for (let inline = open.pop(); inline !== undefined; inline = open.pop()) {
    if (inline.type === 'text' || inline.type === 'code') words.push(inline.text);
    else if (inline.type === 'math') words.push(math(inline.tex));
    else if (inline.type === 'image') words.push(image(inline.alt));
    else if (inline.type === 'break') words.push(lineEnd);
    else open.push(...inline.children.toReversed());
  }
  return words.join('');
}
