import { describe, expect, it } from 'vitest';
import { isLongPaste } from '../../lib/shared/long-paste.ts';

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
