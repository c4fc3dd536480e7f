import { describe, expect, it } from 'vitest';
import { waitAtMost, withTimeout } from '../../lib/shared/with-timeout.ts';
import { passTime, settled } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

/** Ends with the reason for which it was broken off. */
const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('broken off');
    signal.addEventListener('abort', () => resolve('broken off'));
  });

describe('what is done under a limit', () => {
  it.each([
    ['just before it is over', 999, []],
    ['when it is over', 1000, ['broken off']],
  ])('is told to end: %s', async (_when, ms, expected) => {
    const clock = createVirtualClock();
    const outcomes: string[] = [];
    void withTimeout({ clock, ms: 1000 }, untilAborted).then((outcome) => outcomes.push(outcome));
    await passTime(clock, ms);
    expect(outcomes).toEqual(expected);
    expect(clock.count()).toBe(1 - expected.length);
  });

  it.each([
    ['before', true],
    ['meanwhile', false],
  ])('ends sooner for whoever has left %s', async (_when, isBefore) => {
    const clock = createVirtualClock();
    const left = new AbortController();
    if (isBefore) left.abort();
    const done = withTimeout({ clock, ms: 1000, signal: left.signal }, untilAborted);
    await settled();
    left.abort();
    expect(await done).toBe('broken off');
    expect(clock.count(), 'no timer is left').toBe(0);
  });

  it.each([
    ['its value', () => Promise.resolve('value'), { status: 'fulfilled', value: 'value' }],
    [
      'what it throws',
      () => Promise.reject(new Error('no')),
      { status: 'rejected', reason: new Error('no') },
    ],
  ])('gives %s, and leaves no timer', async (_name, run, expected) => {
    const clock = createVirtualClock();
    const [outcome] = await Promise.allSettled([withTimeout({ clock, ms: 1000 }, run)]);
    expect(outcome).toEqual(expected);
    expect(clock.count()).toBe(0);
  });
});

describe('what can’t be called off', () => {
  it.each([
    ['in time', 999, { ok: true, value: 'value' }],
    ['too late', 1001, { ok: false, failure: 'timeout' }],
  ])('comes %s', async (_when, ms, expected) => {
    const clock = createVirtualClock();
    const asked = new Promise((resolve) => clock.setTimeout(() => resolve('value'), ms));
    const waited = waitAtMost({ clock, ms: 1000 }, asked);
    await passTime(clock, 2000);
    expect(await waited).toEqual(expected);
    expect(clock.count()).toBe(0);
  });

  it('fails in time as it fails', async () => {
    const clock = createVirtualClock();
    await expect(waitAtMost({ clock, ms: 1000 }, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(clock.count()).toBe(0);
  });

  it('that fails too late is nobody’s error', async () => {
    const clock = createVirtualClock();
    const asked = new Promise((_resolve, reject) => clock.setTimeout(() => reject(new Error('no')), 1001));
    const waited = waitAtMost({ clock, ms: 1000 }, asked);
    await passTime(clock, 2000);
    expect(await waited).toEqual({ ok: false, failure: 'timeout' });
  });
});
