import { findPassage, type FoundPassage, type Passage } from '../passages/find-passage.ts';
import { wordsOf } from '../passages/word-list.ts';
import { bringIntoView } from './bring-into-view.ts';
import { flatParentOf } from './flat-tree.ts';
import { drawnText, rangesOfStretch } from './drawn-text.ts';
import type { MarkedPlace } from './marked-place.ts';
import { markPlace } from './place-highlight.ts';

/** Runs inside the page, in the isolated world, because somebody pressed *Show on page*. */
export interface PageMarker {
  /** Finds the words, scrolls to them and marks them, in the place of what was marked before. Never throws. */
  show(passage: Passage): MarkedPlace;
  /** Takes the mark away. Idempotent. */
  close(): void;
}

/** Half of the words, in order: a page may have been edited since it was read. */
const leastAlike = 0.5;
/** Of what was read from a page, marks of lists and numbers stand in the text, and are drawn by none of its text. */
const wordForWord = 0.9;
/** A place that can be seen stands for one that can't, as long as it is about as like. */
const aboutAsLike = 0.2;

export function createPageMarker(page: Document): PageMarker {
  let unmark = (): void => undefined;

  function mark(passage: Passage): MarkedPlace {
    const drawn = drawnText(page);
    const places = findPassage(wordsOf(drawn.text), passage, leastAlike);
    const [likeliest] = places;
    if (likeliest === undefined) return 'gone';
    const isAsLike = ({ likeness }: FoundPassage): boolean => likeness > likeliest.likeness - aboutAsLike;
    for (const { start, end, likeness } of places.filter(isAsLike)) {
      const ranges = rangesOfStretch(drawn, start, end).filter(isSeen);
      const [first] = ranges;
      if (first === undefined) continue;
      unmark = markPlace(page, ranges);
      bringIntoView(first, mayMove());
      return likeness >= wordForWord ? 'found' : 'near';
    }
    return 'hidden';
  }

  return {
    show(passage) {
      unmark();
      try {
        return mark(passage);
      } catch {
        // The page would see the error in its console, and could provoke it to learn that we were here.
        return 'gone';
      }
    },
    close: () => unmark(),
  };
}

function isSeen(range: Range): boolean {
  const { width, height } = range.getBoundingClientRect();
  const element = flatParentOf(range.startContainer);
  if (width < 1 || height < 1 || element === null) return false;
  return Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true });
}

/** Where nobody watches, nothing moves by and by: the place is there when they come. */
function mayMove(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches && document.visibilityState === 'visible';
}
