import { describe, expect, it } from 'vitest';
import { english, percentOf } from '../../lib/view/words/grammar.ts';
import { countdownEnd, statusTone, statusWords } from '../../lib/view/words/status-words.ts';

describe('a share of a page', () => {
  it.each([
    [0, 100, 0],
    [1, 1_000, 1],
    [1, 100, 1],
    [624, 1_000, 62],
    [625, 1_000, 63],
    [994, 1_000, 99],
    [999, 1_000, 99],
    [1_000, 1_000, 100],
    [1_001, 1_000, 100],
    [0, 0, 100],
  ])('of %d in %d is %d percent', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  it('is of numbers with thousands set apart', () => {
    expect([0, 999, 1_000, 1_234_567].map(english.count)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('the status', () => {
  it.each([
    [10_000, 10_000, '0 s'],
    [10_001, 10_000, '1 s'],
    [11_000, 10_000, '1 s'],
    [11_001, 10_000, '2 s'],
    [9_000, 10_000, '0 s'],
  ])('until %d, at %d, counts %s', (end, now, seconds) => {
    expect(statusWords({ kind: 'reconnecting', at: end }, now)).toBe(`Reconnecting in ${seconds}`);
    expect(statusWords({ kind: 'waiting', until: end }, now)).toBe(`Waiting ${seconds} (rate limit)`);
  });

  it.each([
    [{ kind: 'reconnecting', at: 5 }, 5],
    [{ kind: 'waiting', until: 6 }, 6],
    [{ kind: 'connected' }, null],
    [{ kind: 'connecting' }, null],
    [{ kind: 'offline' }, null],
    [{ kind: 'starting-up' }, null],
    [{ kind: 'sign-in-needed' }, null],
    [{ kind: 'check-settings' }, null],
  ] as const)('%j counts down to %s', (status, end) => {
    expect(countdownEnd(status)).toBe(end);
    expect(statusTone(status) === 'good').toBe(status.kind === 'connected');
  });
});
