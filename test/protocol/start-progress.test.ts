import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProgress } from '../../lib/protocol/start-progress.ts';
import type { StartProgress } from '../../lib/shared/connection-status.ts';
import { detailLimit } from '../../lib/shared/problem.ts';

const rows: readonly [said: unknown, progress: StartProgress | undefined][] = [
  [
    { step: 2, total_steps: 5 },
    { done: 2, of: 5 },
  ],
  [
    { current_step: 0, total_steps: 5 },
    { done: 0, of: 5 },
  ],
  [
    { step: 'Loading', current_step: 2, total_steps: 5 },
    { done: 2, of: 5, words: 'Loading' },
  ],
  [
    { step: 2, total_steps: 5, percent: 90 },
    { done: 2, of: 5 },
  ],
  // Past its own end, or of nothing: no count of steps.
  [{ step: 6, total_steps: 5 }, undefined],
  [{ step: 0, total_steps: 0 }, undefined],
  [{ step: 2 }, undefined],
  [{ step: 2.5, total_steps: 5 }, undefined],
  [{ step: -1, total_steps: 5 }, undefined],
  [{ step: 1, total_steps: 1e9 }, undefined],
  [{ step: 6, total_steps: 5, percent: 40 }, { done: 40 }],
  [{ percent: 40 }, { done: 40 }],
  [{ percentage: 39.99 }, { done: 39 }],
  [{ percent: 1 }, { done: 1 }],
  [{ progress: 40 }, { done: 40 }],
  [{ progress: 0.4 }, { done: 40 }],
  [{ progress: 1 }, { done: 100 }],
  [{ progress: 0 }, { done: 0 }],
  [{ percent: 101 }, undefined],
  [{ percent: -1 }, undefined],
  [{ percent: '40' }, undefined],
  [{ percent: null, progress: {}, step: [], total_steps: 'five' }, undefined],
  [{ message: 'Loading' }, { words: 'Loading' }],
  [{ step: 'Loading' }, { words: 'Loading' }],
  [{ stage: 'Loading' }, { words: 'Loading' }],
  [
    { message: 'One', stage: 'Other', percent: 3 },
    { done: 3, words: 'One' },
  ],
  [{ message: 'a\u202eb\u0000c\n d' }, { words: 'a b c d' }],
  [{ message: ' \u200f\n' }, undefined],
  [{ message: 'Bearer abc123' }, { words: 'Bearer •••' }],
  [{ message: 'knows s3cret' }, { words: 'knows •••' }],
  [{ message: 'x'.repeat(5000) }, { words: `${'x'.repeat(detailLimit - 1)}…` }],
  [{}, undefined],
  [null, undefined],
  ['40 %', undefined],
  [[40], undefined],
];

describe('how far a platform that starts up has got', () => {
  it.each(rows)('P5, R23: of %j: %j', (said, progress) => {
    expect(readProgress(said, ['s3cret'])).toEqual(progress);
  });

  it('is whole, within its bounds, and never empty, whatever is said', () => {
    const names = ['message', 'stage', 'step', 'current_step', 'total_steps', 'percent', 'progress'];
    const value = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double(), fc.jsonValue());
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (said) => {
        const progress = readProgress(said);
        if (progress === undefined) return;
        const { done, of = 100, words } = progress;
        expect(done !== undefined || words !== undefined).toBe(true);
        expect(Number.isInteger(done ?? 0)).toBe(true);
        expect(done ?? 0).toBeGreaterThanOrEqual(0);
        expect(done ?? 0).toBeLessThanOrEqual(of);
        expect(words?.length ?? 1).toBeLessThanOrEqual(detailLimit);
      }),
    );
  });
});
