import { isIndistinct, type Palette } from './colors.ts';
import { rangeIn, viewOf } from './dom-access.ts';

/** What a page's highlights and its selection do to words: they show none that can't be seen without them. */
export interface Highlighted {
  /** Whether a text that is all in one is drawn in no colour, or in that of its mark. */
  hides(text: Text, holder: Element): boolean;
}

interface Mark {
  readonly pseudo: string;
  readonly range: Range;
}

/** Ranges looked at for each text. */
const mostRanges = 20;
const faintest = 0.08;
const opaque = 0.99;

export function createHighlighted(
  document: Document,
  palette: Palette,
  styleOf: (element: Element, pseudo?: string) => CSSStyleDeclaration,
): Highlighted {
  const marks = marksIn(document);
  return {
    hides(text, holder) {
      const mark = marks.find(({ range }) => holds(range, text));
      if (mark === undefined) return false;
      const { color, backgroundColor } = styleOf(holder, mark.pseudo);
      const [ink, ground] = [palette.color(color), palette.color(backgroundColor)];
      if (ink === undefined || ground === undefined || color === styleOf(holder).color) return false;
      return ink[3] < faintest || (ground[3] > opaque && isIndistinct(ink, ground));
    },
  };
}

function marksIn(document: Document): readonly Mark[] {
  const selection = Document.prototype.getSelection.call(document);
  const found: Mark[] = [];
  if (selection !== null && selection.rangeCount > 0 && !selection.isCollapsed)
    found.push({ pseudo: '::selection', range: selection.getRangeAt(0) });
  try {
    for (const mark of highlightsIn(document)) {
      found.push(mark);
      if (found.length >= mostRanges) break;
    }
  } catch {
    // Firefox shows a page's own registry to no reader: its selection is known, and its highlights are not.
  }
  return found;
}

function* highlightsIn(document: Document): Generator<Mark> {
  const highlights: HighlightRegistry | undefined = Reflect.get(viewOf(document)?.CSS ?? {}, 'highlights');
  for (const [name, highlight] of highlights ?? [])
    for (const range of highlight) {
      const live = liveRange(document, range);
      if (live !== undefined) yield { pseudo: `::highlight(${CSS.escape(name)})`, range: live };
    }
}

function liveRange(
  document: Document,
  { startContainer, startOffset, endContainer, endOffset }: AbstractRange,
): Range | undefined {
  const live = rangeIn(document);
  try {
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    return live;
  } catch {
    // Nobody checks a static range that a page makes up: it marks nothing.
    return undefined;
  }
}

function holds(range: Range, text: Text): boolean {
  if (!range.intersectsNode(text)) return false;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  return (
    (startContainer !== text || startOffset === 0) &&
    (endContainer !== text || endOffset === text.data.length)
  );
}
