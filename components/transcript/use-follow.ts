import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { HeldPlace } from '../../lib/view/kept-place.ts';

/** Nearer to the end than this, px, counts as being there: a line of text. */
const nearEnd = 32;

/**
 * Keeps the end of the transcript in view until the user scrolls up, and again once they are back, or once `occasion`
 * is another one.
 * The observer runs after layout and before paint, so following costs no layout of its own.
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  occasion: string,
  /** Nothing was said yet: what is there is read from its beginning. */
  isEmpty: boolean,
  /** Of a page that was reloaded, and looks for its old place (keep-place.ts). */
  held: HeldPlace,
  /** The newest are further down: the end of what is there is not the end. */
  hasLater = false,
): { isFollowing: boolean; jump: () => void; leave: () => void } {
  const [isFollowing, setFollowing] = useState(true);
  const follows = useRef(true);
  const extent = useRef({ isEmpty, hasLater });
  useLayoutEffect(() => void (extent.current = { isEmpty, hasLater }));

  const set = useCallback((next: boolean): void => {
    follows.current = next;
    setFollowing(next);
  }, []);

  const jump = useCallback((): void => {
    const view = scroller.current;
    set(true);
    view?.scrollTo({ top: extent.current.isEmpty ? 0 : view.scrollHeight });
  }, [scroller, set]);

  useLayoutEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (!view || !inner) return;
    let lastTop = view.scrollTop;

    /** Of what is read from its beginning: there. */
    const isAtEnd = (): boolean =>
      extent.current.isEmpty
        ? view.scrollTop < 1
        : !extent.current.hasLater && view.scrollHeight - view.scrollTop - view.clientHeight <= nearEnd;
    const onResize = (): void => {
      if (held.isHeld) return;
      if (follows.current) jump();
      // The alert has closed, the composer has shrunk, messages are gone: the end came to the user.
      else if (isAtEnd()) set(true);
      lastTop = view.scrollTop;
    };
    const onScroll = (): void => {
      if (held.isHeld) return;
      // While the end is followed nothing is held in place (panel.css), so that what shrinks leaves the view at its end, and
      // what grows leaves it where it is: any other way up is the user's own. So is any way down from a beginning.
      if (isAtEnd()) set(true);
      else if (extent.current.isEmpty || view.scrollTop < lastTop) set(false);
      lastTop = view.scrollTop;
    };

    const sizes = new ResizeObserver(onResize);
    sizes.observe(inner);
    sizes.observe(view);
    view.addEventListener('scroll', onScroll);
    return () => {
      sizes.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content, held, jump, set]);

  useLayoutEffect(() => {
    held.follow = jump;
    if (held.isHeld) set(false);
  }, [held, jump, set]);

  useLayoutEffect(() => {
    if (!follows.current && !held.isHeld) jump();
  }, [occasion, held, jump]);

  useLayoutEffect(() => {
    if (!hasLater && follows.current && !held.isHeld) jump();
  }, [isEmpty, hasLater, held, jump]);

  /** For another place than the end, which is brought into view now. */
  const leave = useCallback((): void => set(false), [set]);

  return { isFollowing: isFollowing || isEmpty, jump, leave };
}
