import { useEffect, useState } from 'react';
import type * as Rich from './rich.ts';

type RichParts = typeof Rich;

/** Read once for the page; then there at once. */
let read: RichParts | null = null;

/**
 * What code, tables and formulas have beyond their words, loaded when an answer first holds one (rich.ts). null: not yet, or
 * never, as when the extension was removed under its page; then they are shown plainly.
 */
export function useRich(): RichParts | null {
  const [rich, setRich] = useState(read);
  useEffect(() => {
    if (rich !== null) return;
    import('./rich.ts').then(
      (parts) => {
        read = parts;
        setRich(parts);
      },
      // Of an extension that was removed under its page: what is shown plainly stays so.
      () => undefined,
    );
  }, [rich]);
  return rich;
}
