import { useEffect, useState } from 'react';

/** A module that is imported when something of it is first drawn, and kept. */
export interface LaterPart<T> {
  /** Imports it, so that it is there by the time it is needed. */
  prefetch(): void;
  /**
   * null until it has been imported; then what is drawn first with it is drawn at once. Where it can't be imported, this
   * throws for the next boundary, and what is drawn next asks again.
   */
  usePart(): T | null;
}

/**
 * Without Suspense, which would let what it waited for appear a third of a second later: long enough for a chip to push the
 * words away that somebody is writing.
 */
export function createLaterPart<T>(load: () => Promise<T>): LaterPart<T> {
  let part: T | null = null;
  let reading: Promise<T> | null = null;

  async function readOnce(): Promise<T> {
    try {
      part = await load();
      return part;
    } catch (error) {
      // The next that needs it asks again.
      reading = null;
      throw error;
    }
  }

  function usePart(): T | null {
    const [found, setFound] = useState(() => part);
    useEffect(() => {
      if (found !== null) return;
      let isGone = false;
      reading ??= readOnce();
      reading.then(
        (read) => isGone || setFound(() => read),
        (error: unknown) =>
          isGone ||
          setFound(() => {
            throw error;
          }),
      );
      return () => {
        isGone = true;
      };
    }, [found]);
    return found;
  }

  return {
    prefetch: () => {
      reading ??= readOnce();
      // Told by the boundary around it, where it is needed.
      reading.catch(() => undefined);
    },
    usePart,
  };
}
