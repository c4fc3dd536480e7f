import { describe, expect, it, vi } from 'vitest';
import { createSilenceWatch, type SilenceWatch } from '../../lib/messaging/silence-watch.ts';
import { withFakeTimers } from './page-setting.ts';

withFakeTimers();

function setUp(world = { isDue: true, failures: 0 }): {
  watch: SilenceWatch;
  world: { isDue: boolean; failures: number };
  fellSilent: ReturnType<typeof vi.fn>;
  beat: ReturnType<typeof vi.fn>;
} {
  const [fellSilent, beat] = [vi.fn(), vi.fn()];
  const watch = createSilenceWatch({
    isReplyDue: () => world.isDue,
    failures: () => world.failures,
    fellSilent,
    beat,
    timers: {
      setTimeout: (callback, ms) => setTimeout(callback, ms),
      clearTimeout: (handle) => clearTimeout(handle as number | undefined),
    },
  });
  return { watch, world, fellSilent, beat };
}

describe('the watch over silence', () => {
  it.each([
    [0, 2000],
    [1, 4000],
    [2, 8000],
    [3, 16_000],
    [9, 16_000],
  ])('after %i failed ports is patient for %i ms', (failures, patience) => {
    const { watch, fellSilent } = setUp({ isDue: true, failures });
    watch.asked();
    vi.advanceTimersByTime(patience - 1);
    expect(fellSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fellSilent).toHaveBeenCalledOnce();
  });

  it('counts from the first question, and anew from all that is heard', () => {
    const { watch, fellSilent } = setUp();
    watch.asked();
    vi.advanceTimersByTime(1500);
    watch.heard();
    vi.advanceTimersByTime(1500);
    watch.asked();
    expect(fellSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(fellSilent).toHaveBeenCalledOnce();
  });

  it('goes on over the loss of a port, and ends once nothing is due', () => {
    const { watch, world, fellSilent } = setUp();
    watch.connected();
    watch.disconnected();
    vi.advanceTimersByTime(2000);
    expect(fellSilent).toHaveBeenCalledOnce();
    watch.connected();
    world.isDue = false;
    watch.heard();
    vi.advanceTimersByTime(10_000);
    expect(fellSilent).toHaveBeenCalledOnce();
  });

  it('has one heart, however often it is connected, and none without a port', () => {
    const { watch, beat } = setUp({ isDue: false, failures: 0 });
    watch.connected();
    watch.connected();
    vi.advanceTimersByTime(40_000);
    expect(beat).toHaveBeenCalledTimes(2);
    watch.disconnected();
    vi.advanceTimersByTime(40_000);
    expect(beat).toHaveBeenCalledTimes(2);
  });

  it('leaves no timer once it is closed, though more is heard', () => {
    const { watch } = setUp();
    watch.connected();
    watch.close();
    watch.close();
    watch.asked();
    watch.heard();
    expect(vi.getTimerCount()).toBe(0);
  });
});
