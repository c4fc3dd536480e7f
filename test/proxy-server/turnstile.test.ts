import { describe, expect, it } from 'vitest';
import { createTurnstile } from '../../lib/proxy-server/turnstile.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const wanted = (): boolean => true;

/** Jobs that end when the test says so. */
function jobs() {
  const begun: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const job = (n: number) => (): Promise<number> => {
    begun.push(n);
    return new Promise((resolve, reject) => {
      ends.set(n, (error) => (error === undefined ? resolve(n) : reject(error)));
    });
  };
  return { begun, job, end: (n: number, error?: Error) => ends.get(n)?.(error) };
}

describe('a turnstile', () => {
  it('lets so many in, others in order as places come free, and turns the rest away at once', async () => {
    const { begun, job, end } = jobs();
    const turnstile = createTurnstile(2, 2);
    const passes = [0, 1, 2, 3].map((n) => turnstile.pass(job(n), wanted));
    expect(await turnstile.pass(job(4), wanted)).toBe('full');
    await turns();
    expect(begun).toEqual([0, 1]);
    end(1);
    await turns();
    expect(begun).toEqual([0, 1, 2]);
    end(0);
    end(2);
    await turns();
    end(3);
    expect(await Promise.all(passes)).toEqual([0, 1, 2, 3]);
    expect(turnstile.count()).toBe(0);
  });

  it('does not begin what nobody wants any more by the time it is its turn', async () => {
    const { begun, job, end } = jobs();
    const turnstile = createTurnstile(1, 5);
    const first = turnstile.pass(job(0), wanted);
    const left = turnstile.pass(job(1), () => false);
    const last = turnstile.pass(job(2), wanted);
    end(0);
    expect(await first).toBe(0);
    expect(await left).toBe('left');
    await turns();
    end(2);
    expect(await last).toBe(2);
    expect(begun).toEqual([0, 2]);
  });

  it('frees the place of one that fails', async () => {
    const { job, end } = jobs();
    const turnstile = createTurnstile(1, 0);
    const failed = turnstile.pass(job(0), wanted);
    end(0, new Error('no'));
    await expect(failed).rejects.toThrow('no');
    expect(turnstile.count()).toBe(0);
  });

  it('never has more inside than it may, whoever comes in the very turn in which another leaves', async () => {
    const turnstile = createTurnstile(3, 1000);
    let inside = 0;
    let most = 0;
    const run = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
    };
    const waves = Array.from({ length: 300 }, async (_, n) => {
      for (let turn = 0; turn < n % 7; turn += 1) await Promise.resolve();
      return turnstile.pass(run, wanted);
    });
    await Promise.all(waves);
    expect(most).toBe(3);
    expect(turnstile.count()).toBe(0);
  });
});
