import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRepeatedMessages } from '../../lib/proxy-server/repeated-messages.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const open = () =>
  createRepeatedMessages<string>({ isForgotten: (outcome) => outcome === 'no', keptMs: 1000, most: 3 });

describe('a message that comes twice', () => {
  it('is asked once, and both are answered with what came of it, then and for a while after', async () => {
    const repeated = open();
    const ask = vi.fn(async () => 'yes');
    expect(await Promise.all([repeated.once('a', ask), repeated.once('a', ask)])).toEqual(['yes', 'yes']);
    expect(await repeated.once('a', ask)).toBe('yes');
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1000);
    await repeated.once('a', ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is asked again where it was turned away, or went wrong', async () => {
    const repeated = open();
    expect(await repeated.once('a', async () => 'no')).toBe('no');
    await expect(repeated.once('a', () => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    expect(await repeated.once('a', async () => 'yes')).toBe('yes');
  });

  it('is another one without a key, or with another', async () => {
    const repeated = open();
    const ask = vi.fn(async () => 'yes');
    await Promise.all([
      repeated.once(null, ask),
      repeated.once(null, ask),
      repeated.once('a', ask),
      repeated.once('b', ask),
    ]);
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('is remembered among so many only', async () => {
    const repeated = open();
    const ask = vi.fn(async () => 'yes');
    for (const key of ['a', 'b', 'c', 'd']) await repeated.once(key, ask);
    await repeated.once('d', ask);
    expect(ask).toHaveBeenCalledTimes(4);
    await repeated.once('a', ask);
    expect(ask).toHaveBeenCalledTimes(5);
  });
});
