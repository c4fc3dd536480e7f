import { foldedText } from '../../lib/search/places.ts';
import type { FoundPlace } from '../../lib/search/search-protocol.ts';
import { rangesIn } from '../find/found-ranges.ts';

/** Of a message, so many are marked: a letter is everywhere. */
const mostMarked = 500;

/** Ends the wait for a message that was found before. */
let waiting: AbortController | null = null;

/**
 * Marks the words for which a message was found once it has the focus, and brings the first of them into view. As what is found
 * in a chat (components/find/found-paint.ts), which takes the place of these marks; Firefox before 140 shows none.
 */
export function markHits(messageId: string, pieces: FoundPlace['pieces']): void {
  waiting?.abort();
  if (typeof Highlight !== 'function') return;
  const { signal } = (waiting = new AbortController());
  const words = new Set(pieces.filter(({ isHit }) => isHit).map(({ text }) => foldedText(text).folded));
  const mark = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || target.dataset['message'] !== messageId) return;
    waiting?.abort();
    // After the panel has brought the message itself into view.
    requestAnimationFrame(() => {
      const ranges = [...words].filter(Boolean).flatMap((word) => rangesIn(target, word));
      CSS.highlights.set('found', new Highlight(...ranges.slice(0, mostMarked)));
      ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    });
  };
  addEventListener('focusin', mark, { signal });
}
