import { describe, expect, it } from 'vitest';
import { isLongPaste, joinedPaste, longestPaste } from '../../lib/shared/long-paste.ts';

describe('a paste is long', () => {
  it.each([
    ['over 2,000 characters', 2_001, 0, 4_000, true],
    ['of 2,000 characters', 2_000, 0, 4_000, false],
    ['longer than the tenant lets a message be', 101, 0, 100, true],
    ['as long as the tenant lets a message be', 100, 0, 100, false],
    ['that no room is left for', 300, 3_800, 4_000, true],
    ['that there is room for', 200, 3_800, 4_000, false],
    ['of a few words, however little room is left', 200, 3_999, 4_000, false],
    ['of nothing', 0, 4_001, 4_000, false],
  ])('%s', (_, length, taken, limit, isLong) => {
    expect(isLongPaste('x'.repeat(length), { taken, limit })).toBe(isLong);
  });

  it('counted in code points, as a message is', () => {
    expect(isLongPaste('😀'.repeat(2_000), { taken: 0, limit: 4_000 })).toBe(false);
    expect(isLongPaste('😀'.repeat(2_001), { taken: 0, limit: 4_000 })).toBe(true);
  });
});

describe('a second paste', () => {
  it('goes behind the first, with a blank line between, and is counted with it', () => {
    const first = joinedPaste(null, 'one');
    expect(first).toEqual({ text: 'one', pageLength: 3 });
    expect(joinedPaste(first, 'two')).toEqual({ text: 'one\n\ntwo', pageLength: 8 });
  });

  it('beyond the longest is counted, and not taken, also behind one that was cut to a budget', () => {
    const whole = 'x'.repeat(longestPaste + 5);
    const first = joinedPaste(null, whole);
    expect(first).toEqual({ text: whole.slice(5), pageLength: longestPaste + 5 });
    expect(joinedPaste(first, 'two')).toEqual({ text: first.text, pageLength: longestPaste + 10 });
    expect(joinedPaste({ text: 'kept', pageLength: 900 }, 'two')).toEqual({
      text: 'kept\n\ntwo',
      pageLength: 905,
    });
  });
});
