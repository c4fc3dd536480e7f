import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this, px, counts as being there: a line of text. */
const nearEnd = 32;

/**
 * Keeps the end of the transcript in view until the user scrolls up, and again once they are back.
 * The observer runs after layout and before paint, so following costs no layout of its own.
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): { following: boolean; jump: () => void } {
  const [following, setFollowing] = useState(true);
  const follows = useRef(true);

  const set = useCallback((next: boolean): void => {
    follows.current = next;
    setFollowing(next);
  }, []);

  useLayoutEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (!view || !inner) return;
    let lastTop = view.scrollTop;
    let lastHeight = view.scrollHeight;

    const toEnd = (): void => {
      if (follows.current) view.scrollTop = view.scrollHeight;
      lastTop = view.scrollTop;
      lastHeight = view.scrollHeight;
    };
    const onScroll = (): void => {
      const { scrollTop, scrollHeight, clientHeight } = view;
      const atEnd = scrollHeight - scrollTop - clientHeight <= nearEnd;
      // Content that shrinks or is measured anew moves the view up as well; only the user's own move ends following.
      const movedUp = scrollTop < lastTop && scrollHeight === lastHeight;
      lastTop = scrollTop;
      lastHeight = scrollHeight;
      if (atEnd) set(true);
      else if (movedUp) set(false);
    };

    const sizes = new ResizeObserver(toEnd);
    sizes.observe(inner);
    sizes.observe(view);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content, set]);

  const jump = (): void => {
    const view = scroller.current;
    set(true);
    view?.scrollTo({ top: view.scrollHeight });
  };

  return { following, jump };
}
