import { useEffect, type RefObject } from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';

/**
 * What is read stays where it is as messages come before it, as a browser sees to wherever a view is scrolled; at its very
 * top, where it doesn't, the view is scrolled by a pixel first.
 */
export function useStillTop(scroller: RefObject<HTMLElement | null>): void {
  const { store } = usePanel();
  useEffect(() => {
    let first = store.state().messages[0]?.id;
    // Told before anything is drawn of it.
    return store.subscribe(() => {
      const before = first;
      first = store.state().messages[0]?.id;
      const view = scroller.current;
      if (first !== before && view?.scrollTop === 0) view.scrollTop = 1;
    });
  }, [store, scroller]);
}
