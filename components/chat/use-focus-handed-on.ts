import { useLayoutEffect, type RefObject } from 'react';
import { focusComposer } from './focus-composer.ts';

/** What goes away with the focus in it leaves that to the composer. */
export function useFocusHandedOn(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = ref.current;
    return () => {
      if (element?.contains(document.activeElement)) focusComposer();
    };
  }, [ref]);
}
