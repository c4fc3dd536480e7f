/** Asks for one call before the next paint; returns how to call it off. */
export type FrameRequest = (callback: () => void) => () => void;

export const nextFrame: FrameRequest = (callback) => {
  const id = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(id);
};

/** The growing text of one answer. Tells its one reader at most once per frame, however fast chunks come. */
export interface LiveText {
  append(text: string): void;
  /** The text is now this, whatever it was. */
  replace(text: string): void;
  /** As of the last frame. */
  shown(): string;
  /** All of it, painted or not. */
  whole(): string;
  subscribe(listener: () => void): () => void;
  /** From the reader, once its frame is on screen: how long that took, layout and paint included, ms. */
  painted(duration: number): void;
  close(): void;
}

/** A slow paint (a table of 1,000 rows, laid out anew by the browser with every row) is followed by a rest of this many times its length. */
const restFactor = 2;
/** Paints shorter than this, ms, need no rest: half a frame. */
const cheapPaint = 8;

export function createLiveText(initial: string, frame: FrameRequest, now: () => number): LiveText {
  let whole = initial;
  let shown = initial;
  let cancel: (() => void) | null = null;
  let restUntil = 0;
  const listeners = new Set<() => void>();

  function show(): void {
    cancel = null;
    if (now() < restUntil) return schedule();
    if (shown === whole) return;
    shown = whole;
    for (const listener of listeners) listener();
  }

  function schedule(): void {
    cancel ??= frame(show);
  }

  return {
    append(text) {
      whole += text;
      schedule();
    },
    replace(text) {
      if (text === whole) return;
      whole = text;
      schedule();
    },
    shown: () => shown,
    whole: () => whole,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    painted(duration) {
      if (duration > cheapPaint) restUntil = now() + duration * restFactor;
    },
    close() {
      cancel?.();
      cancel = null;
      listeners.clear();
    },
  };
}
