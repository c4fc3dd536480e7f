import { describe, expect, it, vi } from 'vitest';
import { createLetterFirst } from '../../lib/view/letter-first.ts';

function setUp() {
  const waiting = new Set<() => void>();
  const keys = new EventTarget();
  const letters = createLetterFirst((callback) => {
    waiting.add(callback);
    return () => waiting.delete(callback);
  }, keys);
  const show = vi.fn<() => void>();
  return {
    letters,
    show,
    waiting,
    press: () => keys.dispatchEvent(new Event('keydown')),
    frame() {
      const now = [...waiting];
      waiting.clear();
      for (const callback of now) callback();
    },
  };
}

describe('the frames of an answer that grows', () => {
  it('are the next ones, where nobody types', () => {
    const { letters, show, frame } = setUp();
    letters.frame(show);
    frame();
    expect(show).toHaveBeenCalledTimes(1);
  });

  it('leave the one after a key to its letter', () => {
    const { letters, show, press, frame } = setUp();
    letters.frame(show);
    press();
    frame();
    expect(show).not.toHaveBeenCalled();
    frame();
    expect(show).toHaveBeenCalledTimes(1);
    // Asked for after the key, too.
    press();
    letters.frame(show);
    frame();
    frame();
    expect(show).toHaveBeenCalledTimes(2);
  });

  it('come at least every fourth time, while a key is held down', () => {
    const { letters, show, press, frame } = setUp();
    letters.frame(show);
    for (let n = 0; n < 40; n += 1) {
      press();
      frame();
      if (show.mock.calls.length > n / 4) letters.frame(show);
    }
    expect(show.mock.calls.length).toBeGreaterThanOrEqual(9);
  });

  it('can be called off while one is left to a letter, and ask for nothing once closed', () => {
    const { letters, show, press, frame, waiting } = setUp();
    const callOff = letters.frame(show);
    press();
    frame();
    callOff();
    expect(waiting.size).toBe(0);
    letters.close();
    press();
    letters.frame(show);
    frame();
    expect(show).toHaveBeenCalledTimes(1);
  });
});
