import type { FrameRequest } from './live-text.ts';

export interface LetterFirst {
  readonly frame: FrameRequest;
  close(): void;
}

/** Frames that may be left to letters one after the other: a key that is held down must not keep an answer from growing. */
const mostInARow = 3;

/**
 * Frames for the text of an answer. The frame after a key is the letter's: what comes meanwhile is painted in the next, or
 * whoever types would wait for it.
 */
export function createLetterFirst(frame: FrameRequest, keys: EventTarget): LetterFirst {
  let isOwed = false;
  let inARow = 0;

  const typed = (): void => {
    isOwed = inARow < mostInARow;
  };
  keys.addEventListener('keydown', typed, { capture: true });

  return {
    frame(callback) {
      const take = (): void => {
        if (isOwed) {
          isOwed = false;
          inARow += 1;
          callOff = frame(take);
          return;
        }
        inARow = 0;
        callback();
      };
      let callOff = frame(take);
      return () => callOff();
    },
    close: () => keys.removeEventListener('keydown', typed, { capture: true }),
  };
}
