import type { WorkerHost } from '../../../lib/shared/worker-host.ts';
import { describe, expect, it } from 'vitest';
import { createKeepAlive, tickMs } from '../../../lib/background/lifecycle/keep-alive.ts';
import { noNeed } from '../../../lib/session/wakefulness.ts';

interface Fixture {
  readonly keepAlive: ReturnType<typeof createKeepAlive>;
  readonly alarms: (number | null)[];
  readonly counts: { lifetimeExtensions: number; jumps: number; tickers: number };
  isTicking(): boolean;
  /** The clock moves on, and the tick comes then. */
  tick(elapsed?: number): void;
}

function begin(): Fixture {
  let now = 1_000_000;
  let ticker: (() => void) | null = null;
  const alarms: (number | null)[] = [];
  const counts = { lifetimeExtensions: 0, jumps: 0, tickers: 0 };
  const workerHost: WorkerHost = {
    setAlarm: (minutes) => void alarms.push(minutes),
    setDaily: () => undefined,
    extendLifetime: () => void (counts.lifetimeExtensions += 1),
    every(_, callback) {
      ticker = callback;
      counts.tickers += 1;
      return () => (ticker = null);
    },
  };
  return {
    keepAlive: createKeepAlive({ workerHost, now: () => now, clockJumped: () => void (counts.jumps += 1) }),
    alarms,
    counts,
    isTicking: () => ticker !== null,
    tick(elapsed = tickMs) {
      now += elapsed;
      ticker?.();
    },
  };
}

const awake = { awake: true, lookAgain: 0.5 };

describe('a keep-alive', () => {
  it('sets the alarm once, and anew when the need is another', () => {
    const { keepAlive, alarms } = begin();
    for (const lookAgain of [0.5, 0.5, 5, null, null]) keepAlive.watch({ awake: false, lookAgain });
    expect(alarms).toEqual([0.5, 5, null]);
  });

  it('clears the alarm that an earlier worker set, where there is nothing to come back for', () => {
    const { keepAlive, alarms } = begin();
    keepAlive.watch(noNeed);
    expect(alarms).toEqual([null]);
  });

  it('that is told once more what it is told already starts no second ticker, and does not begin its count anew', () => {
    const { keepAlive, counts, tick } = begin();
    for (let n = 0; n < 30; n += 1) {
      keepAlive.watch({ ...awake });
      tick();
    }
    expect(counts).toEqual({ lifetimeExtensions: 3, jumps: 0, tickers: 1 });
  });

  it('extends its lifetime every 20 s while awake, and not at all once it may sleep', () => {
    const { keepAlive, counts, tick, isTicking } = begin();
    keepAlive.watch(awake);
    for (let n = 0; n < 30; n += 1) tick();
    expect(counts.lifetimeExtensions).toBe(3);
    keepAlive.watch(noNeed);
    expect(isTicking()).toBe(false);
    keepAlive.watch(awake);
    expect(isTicking()).toBe(true);
  });

  it.each([
    ['in time', tickMs, 0],
    ['late on a busy machine', tickMs + 4000, 0],
    ['after a sleep', tickMs + 4001, 1],
    ['in the past: the clock was set back', -1, 1],
  ])('a tick that comes %s', (_, elapsed, jumps) => {
    const { keepAlive, counts, tick } = begin();
    keepAlive.watch(awake);
    tick(elapsed);
    expect(counts.jumps).toBe(jumps);
    tick();
    expect(counts.jumps).toBe(jumps);
  });

  it('does not take the time it was off duty for a sleep', () => {
    const { keepAlive, counts, tick } = begin();
    keepAlive.watch(awake);
    keepAlive.watch(noNeed);
    tick(60_000);
    keepAlive.watch(awake);
    tick();
    expect(counts.jumps).toBe(0);
  });
});
