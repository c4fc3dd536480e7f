import { describe, expect, it, vi } from 'vitest';
import { createLiveText } from '../../lib/view/live-text.ts';

/** Frames come when the test says so, and so does time. */
function setUp(initial = '') {
  const frames: (() => void)[] = [];
  const calledOff = vi.fn<() => void>();
  let now = 0;
  const live = createLiveText(
    initial,
    (callback) => (frames.push(callback), calledOff),
    () => now,
  );
  const reader = vi.fn<() => void>();
  const unsubscribe = live.subscribe(reader);
  return {
    live,
    reader,
    unsubscribe,
    frames,
    calledOff,
    /** The next frame, so many ms after the last. */
    frame: (ms = 0) => {
      now += ms;
      frames.splice(0).forEach((callback) => callback());
    },
  };
}

describe('the text of an answer that grows', () => {
  it('is asked for one frame, however many pieces come', () => {
    const { live, frames, frame, reader } = setUp();
    live.append('a');
    live.append('b');
    expect(frames).toHaveLength(1);
    frame();
    expect(live.shown()).toBe('ab');
    expect(reader).toHaveBeenCalledOnce();
    live.append('c');
    expect(frames).toHaveLength(1);
    expect(live.shown()).toBe('ab');
    expect(live.whole()).toBe('abc');
  });

  it('begins with what is known, and says nothing of it', () => {
    const { live, reader } = setUp('Known');
    expect([live.shown(), live.whole()]).toEqual(['Known', 'Known']);
    expect(reader).not.toHaveBeenCalled();
  });

  it('is replaced in the next frame, and only where it is another', () => {
    const { live, frames, frame, reader } = setUp('a');
    live.replace('a');
    expect(frames).toHaveLength(0);
    live.replace('b');
    frame();
    expect(live.shown()).toBe('b');
    expect(reader).toHaveBeenCalledOnce();
  });

  it('that comes back to what is on screen is drawn by nobody', () => {
    const { live, frame, reader } = setUp('a');
    live.replace('b');
    live.replace('a');
    frame();
    expect(reader).not.toHaveBeenCalled();
  });

  it('rests twice as long as a paint took, from a paint of more than 8 ms on', () => {
    const { live, frame } = setUp();
    const showsAfter = (paint: number, wait: number): boolean => {
      live.painted(paint);
      live.append('x');
      frame(wait);
      const isShown = live.shown() === live.whole();
      frame(1_000);
      return isShown;
    };
    expect(showsAfter(8, 0)).toBe(true);
    expect(showsAfter(9, 17)).toBe(false);
    expect(showsAfter(9, 18)).toBe(true);
    expect(showsAfter(50, 99)).toBe(false);
    expect(showsAfter(50, 100)).toBe(true);
  });

  it('asks for frame after frame while it rests', () => {
    const { live, frame, frames } = setUp();
    live.painted(50);
    live.append('x');
    for (let n = 0; n < 3; n += 1) {
      frame(10);
      expect(frames).toHaveLength(1);
    }
  });

  it('tells nobody who has turned away, and calls its frame off when it is closed', () => {
    const { live, frame, reader, unsubscribe, calledOff } = setUp();
    unsubscribe();
    live.append('a');
    frame();
    expect(reader).not.toHaveBeenCalled();
    live.close();
    expect(calledOff).not.toHaveBeenCalled();
    live.append('b');
    live.close();
    expect(calledOff).toHaveBeenCalledOnce();
    live.close();
    expect(calledOff).toHaveBeenCalledOnce();
  });
});
