import type { FindPlace } from '../../lib/view/chat-find.ts';
import { rangesIn } from './found-ranges.ts';
import { articleOf } from '../transcript/place-in-page.ts';

/*
 * What was found is marked by the browser's custom highlights, as code is (paint-code.ts): the text that stands there stays
 * as it is, and so does what is selected in it. Firefox before 140 knows none: there the place is led to, and not marked.
 */

/** Of a message, so many are marked around the one that is shown: a letter is everywhere. */
const mostMarked = 500;

/** Frames in which what comes into view may still get its own size, and move the place away; and in which it has to stay. */
const mostFrames = 30;
const steadyFrames = 3;

/** px that are kept free around a place: below it may float *Jump to latest*. */
const above = 16;
const below = 64;

/** Letters around a place. */
const contextLength = 60;

export interface FoundPaint {
  /** Marks what is in view, anew; to be called after each change of the transcript. @param query folded; '': nothing */
  update(query: string, place: FindPlace | null): void;
  /** Brings the place into view, where it isn't. Returns the words that it stands in. */
  reveal(): string;
  /** Idempotent. */
  close(): void;
}

export function createFoundPaint(): FoundPaint {
  const marks = highlightOf('found', 1);
  const current = highlightOf('found-current', 2);
  /** Of messages that were looked at since the last update. */
  const found = new Map<Element, readonly StaticRange[]>();
  let query = '';
  let at: StaticRange | null = null;
  let frame = 0;

  function rangesOf(article: Element): readonly StaticRange[] {
    const known = found.get(article);
    if (known) return known;
    const ranges = rangesIn(article, query);
    found.set(article, ranges);
    return ranges;
  }

  function paint(article: Element): void {
    const ranges = rangesOf(article);
    const begin = Math.max(0, (at === null ? 0 : ranges.indexOf(at)) - mostMarked / 2);
    for (const range of ranges.slice(begin, begin + mostMarked)) if (range !== at) marks?.add(range);
  }

  function unpaint(article: Element): void {
    for (const range of found.get(article) ?? []) marks?.delete(range);
  }

  const seen =
    typeof IntersectionObserver === 'function'
      ? new IntersectionObserver((entries) => {
          for (const { target, isIntersecting } of entries) {
            if (isIntersecting) paint(target);
            else unpaint(target);
          }
        })
      : null;

  function clear(): void {
    seen?.disconnect();
    found.clear();
    marks?.clear();
    current?.clear();
    at = null;
  }

  /** Until the place stays in sight; each change of the transcript may make another range of it. */
  function revealSteadily(left: number, steady: number): void {
    const isInSight = at !== null && reveal(at);
    const next = isInSight ? steady + 1 : 0;
    if (left > 0 && next < steadyFrames) frame = requestAnimationFrame(() => revealSteadily(left - 1, next));
  }

  return {
    update(nextQuery, place) {
      clear();
      query = nextQuery;
      if (query === '') return;
      const article = place && articleOf(place.messageId);
      if (place && article) {
        const ranges = rangesOf(article);
        // It is counted by what was said; where that is drawn otherwise, the last is near enough.
        at = ranges[place.nth] ?? ranges.at(-1) ?? null;
        if (at) current?.add(at);
      }
      for (const each of document.querySelectorAll('article[data-message]')) seen?.observe(each);
    },
    reveal() {
      if (at === null) return '';
      cancelAnimationFrame(frame);
      revealSteadily(mostFrames, 0);
      const { startContainer, startOffset, endOffset } = at;
      const text = startContainer.textContent ?? '';
      return text.slice(Math.max(0, startOffset - contextLength), endOffset + contextLength).trim();
    },
    close() {
      cancelAnimationFrame(frame);
      clear();
    },
  };
}

function highlightOf(name: string, priority: number): Highlight | null {
  if (typeof Highlight !== 'function') return null;
  const made = new Highlight();
  made.priority = priority;
  CSS.highlights.set(name, made);
  return made;
}

/** True: it was in sight already. */
function reveal({ startContainer, startOffset, endContainer, endOffset }: StaticRange): boolean {
  const element = startContainer.parentElement;
  const view = element?.closest('.transcript');
  if (!element || !view || !endContainer.isConnected) return true;
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  const isBeside = (frame: Element): boolean => {
    const [box, around] = [range.getBoundingClientRect(), frame.getBoundingClientRect()];
    return box.left < around.left || box.right > around.right;
  };
  const isAbove = (): boolean => {
    const [box, around] = [range.getBoundingClientRect(), view.getBoundingClientRect()];
    return box.height === 0 || box.top < around.top + above || box.bottom > around.bottom - below;
  };
  const sideways = element.closest('.scrolls-sideways');
  const isOut = isAbove() || (sideways !== null && isBeside(sideways));
  if (!isOut) return true;
  // Lays it out, if it was left out as far from view.
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (sideways !== null && isBeside(sideways)) {
    const [box, around] = [range.getBoundingClientRect(), sideways.getBoundingClientRect()];
    sideways.scrollLeft += box.left - around.left - around.width / 3;
  }
  if (isAbove()) {
    const [box, around] = [range.getBoundingClientRect(), view.getBoundingClientRect()];
    view.scrollTop += box.top - around.top - around.height / 3;
  }
  return false;
}
