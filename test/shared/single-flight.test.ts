import { describe, expect, it } from 'vitest';
import { createSingleFlight } from '../../lib/shared/single-flight.ts';

/** Runs that end when they are told to, and write down what they were asked with. */
function open() {
  const runs: { given: number; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const flight = createSingleFlight(
    (given: number) => new Promise<string>((end, fail) => void runs.push({ given, end, fail })),
  );
  return { flight, runs, asked: () => runs.map(({ given }) => given) };
}

describe('a run', () => {
  it.each([
    ['one', 1],
    ['two', 2],
    ['fifty', 50],
  ])('is shared by %s who ask at once, and asked with what the first gave', async (_name, count) => {
    const { flight, runs, asked } = open();
    const joined = Array.from({ length: count }, (_, index) => flight.join(index));
    expect(asked()).toEqual([0]);
    runs[0]?.end('done');
    expect(new Set(await Promise.all(joined))).toEqual(new Set(['done']));
    expect(asked()).toEqual([0]);
  });

  it.each([
    ['ends', (run: { end: (value: string) => void }) => run.end('first')],
    ['fails', (run: { fail: (error: Error) => void }) => run.fail(new Error('first'))],
  ])('that %s is nobody’s answer afterwards', async (_name, finish) => {
    const { flight, runs, asked } = open();
    const first = flight.join(1);
    finish(runs[0] as never);
    await first.catch(() => undefined);
    const second = flight.join(2);
    runs[1]?.end('second');
    expect(await second).toBe('second');
    expect(asked()).toEqual([1, 2]);
  });

  it('that fails fails for all who joined it', async () => {
    const { flight, runs } = open();
    const joined = [flight.join(1), flight.join(2)];
    runs[0]?.fail(new Error('no'));
    for (const each of joined) await expect(each).rejects.toThrow('no');
  });

  it('is known as long as it is under way', async () => {
    const { flight, runs } = open();
    expect(flight.underWay()).toBeNull();
    const joined = flight.join(1);
    expect(flight.underWay()).toBe(joined);
    runs[0]?.end('done');
    await joined;
    expect(flight.underWay()).toBeNull();
  });
});
