import { describe, expect, it, vi } from 'vitest';
import { createLiveText } from '../../lib/view/live-text.ts';

function setUp() {
  let frame: (() => void) | null = null;
  let now = 0;
  const live = createLiveText(
    '',
    (callback) => ((frame = callback), () => (frame = null)),
    () => now,
  );
  const reader = vi.fn();
  live.subscribe(reader);
  return {
    live,
    reader,
    /** 16 ms pass, and a frame. */
    tick: () => {
      now += 16;
      const due = frame;
      frame = null;
      due?.();
    },
  };
}

describe('live text', () => {
  it('rests after a slow paint, so that a reader that cannot keep up leaves the page free', () => {
    const { live, reader, tick } = setUp();
    live.append('a');
    tick();
    live.painted(40);
    live.append('b');
    for (let frames = 0; frames < 4; frames += 1) tick();
    expect(reader).toHaveBeenCalledTimes(1);
    tick();
    expect(reader).toHaveBeenCalledTimes(2);
    expect(live.shown()).toBe('ab');
  });

  it('says nothing after it was closed', () => {
    const { live, reader, tick } = setUp();
    live.append('a');
    live.close();
    tick();
    expect(reader).not.toHaveBeenCalled();
    expect(live.whole()).toBe('a');
  });
});
