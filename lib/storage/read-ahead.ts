import type { StorageArea } from '../shared/storage-area.ts';

/** A storage area that also gives all it holds. */
interface WholeArea extends StorageArea {
  get(key: string | null): Promise<Record<string, unknown>>;
}

/** ms. As long as the start of a worker takes; what was read at its beginning is old after that. */
const freshForMs = 1000;

/**
 * The same area, all of it read now, in one go. A worker that is woken needs one item after the other, each a way to the
 * browser and back, while a message waits to leave. Nobody but the worker writes here, and what it writes it does not
 * read from before.
 */
export function readAhead(area: WholeArea, now: () => number): StorageArea {
  const startedAt = now();
  const written = new Set<string>();
  let whole: ReturnType<WholeArea['get']> | null = area.get(null);
  // Whoever asks for an item then is told why it can't be had.
  whole.catch(() => undefined);

  return {
    async get(key) {
      if (now() - startedAt > freshForMs) whole = null;
      // A first read that failed is no answer: this item is asked for by itself, and what is wrong told by that.
      const known = whole === null || written.has(key) ? null : await whole.catch(() => null);
      // The second: written while the answer was on its way.
      return known === null || written.has(key) ? area.get(key) : known;
    },
    set(items) {
      for (const key of Object.keys(items)) written.add(key);
      return area.set(items);
    },
    remove(key) {
      written.add(key);
      return area.remove(key);
    },
  };
}
