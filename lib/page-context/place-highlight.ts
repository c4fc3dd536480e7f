import { placeMark } from '../shared/place-mark.ts';
import { viewOf } from './dom-access.ts';

/** ms. Long enough to read a passage; then the page looks as its makers meant it again. */
const markedFor = 30_000;

/**
 * Marks a place by the browser's custom highlights, which change nothing in the page: their looks come with the extension.
 * Firefox before 140 knows none: there it is selected, as if by hand. It goes away with Escape, and by itself.
 * @param place one range for each piece of text
 * @returns takes the mark away; idempotent
 */
export function markPlace(page: Document, place: readonly Range[]): () => void {
  const unmark = typeof Highlight === 'function' ? highlight(place) : select(place);
  const view = viewOf(page);
  const pressed = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') close();
  };
  const timer = setTimeout(close, markedFor);
  view?.addEventListener('keydown', pressed, true);

  function close(): void {
    clearTimeout(timer);
    view?.removeEventListener('keydown', pressed, true);
    unmark();
  }
  return close;
}

function highlight(place: readonly Range[]): () => void {
  // Each frame has a registry of its own.
  const views = new Set(
    place.map(({ startContainer: { ownerDocument } }) => ownerDocument && viewOf(ownerDocument)),
  );
  for (const view of views) {
    if (view === null) continue;
    const ranges = place.filter(
      ({ startContainer: { ownerDocument } }) => ownerDocument?.defaultView === view,
    );
    view.CSS.highlights.set(placeMark, new view.Highlight(...ranges));
  }
  return () => {
    for (const view of views) view?.CSS.highlights.delete(placeMark);
  };
}

function select(place: readonly Range[]): () => void {
  const [first] = place;
  const last = place.at(-1);
  const selection = first?.startContainer.ownerDocument?.getSelection();
  if (!first || !last || !selection) return () => undefined;
  const { startContainer, startOffset } = first;
  const isOneTree = startContainer.getRootNode() === last.endContainer.getRootNode();
  const end = isOneTree ? last : first;
  selection.setBaseAndExtent(startContainer, startOffset, end.endContainer, end.endOffset);
  return () => {
    // What was selected since is the person's own.
    if (selection.anchorNode === startContainer && selection.anchorOffset === startOffset)
      selection.removeAllRanges();
  };
}
