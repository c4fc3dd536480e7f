import type { Assistant } from '../platform/assistant.ts';

/** An assistant that says its next piece when the test lets it. */
export interface HeldAssistant extends Assistant {
  /** Lets this many more pieces out; without a number, all that are left and all to come. */
  release(pieces?: number): void;
}

export function createHeldAssistant(pieces: readonly string[]): HeldAssistant {
  let allowed = 0;
  const waiting = new Set<() => void>();
  return {
    release(more = Infinity) {
      allowed += more;
      for (const go of waiting) go();
      waiting.clear();
    },
    async *answer({ signal }) {
      for (const piece of pieces) {
        while (allowed < 1) {
          await new Promise<void>((resolve, reject) => {
            waiting.add(resolve);
            signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
          });
        }
        allowed -= 1;
        yield piece;
      }
      return [];
    },
  };
}
