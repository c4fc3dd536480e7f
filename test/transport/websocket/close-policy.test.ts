import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs, mostAttempts } from '../../../lib/shared/back-off.ts';
import { closePolicy, type ClosePolicy } from '../../../lib/transport/websocket/close-policy.ts';
import { detailLimit } from '../../../lib/shared/problem.ts';

const backOff = { kind: 'back-off', refused: false, shared: false } as const;
const refused = { kind: 'back-off', refused: true, shared: false } as const;
const deploy = { kind: 'back-off', refused: false, shared: true } as const;
const rate = { kind: 'wait-for-rate' } as const;
const halt = (problem: Extract<ClosePolicy, { kind: 'halt' }>['problem']): ClosePolicy => ({
  kind: 'halt',
  problem,
});

const rows: readonly [rule: string, code: number, reason: string, opened: boolean, policy: ClosePolicy][] = [
  ['P24', 1000, '', true, { kind: 'rest' }],
  ['P24', 1000, 'bye', true, { kind: 'rest' }],
  ['P25', 1001, 'deploy', true, deploy],
  ['P25', 1012, 'service restart', true, deploy],
  ['P26', 1006, '', false, refused],
  ['P27', 1006, '', true, backOff],
  ['P27', 1011, 'internal error', true, backOff],
  ['P27', 1005, '', true, backOff],
  ['P27', 1013, 'try again later', true, backOff],
  ['P27', 4000, '', true, backOff],
  ['P27', 4999, '', true, backOff],
  ['P27', 0, '', true, backOff],
  ['P27', Number.NaN, '', true, backOff],
  ['P28', 1008, '', true, halt({ code: 'settings-rejected' })],
  [
    'P28',
    1008,
    'tenant_id required',
    true,
    halt({ code: 'settings-rejected', detail: 'tenant_id required' }),
  ],
  [
    'P28',
    1008,
    'calibrated wrongly',
    true,
    halt({ code: 'settings-rejected', detail: 'calibrated wrongly' }),
  ],
  ['P29', 1008, 'rate limit exceeded', true, rate],
  ['P29', 1008, 'Rate_Limit', true, rate],
  ['P29', 1008, 'Too many messages', true, rate],
  ['P29', 1008, 'message limit exceeded', true, rate],
  ['P30', 4400, 'join first', true, halt({ code: 'join-rejected', detail: 'join first' })],
  ['P31', 4401, 'invalid_token', true, { kind: 'authenticate' }],
  ['P32', 4403, 'tenant_mismatch', true, halt({ code: 'tenant-mismatch', detail: 'tenant_mismatch' })],
  ['P32', 4403, '', true, halt({ code: 'tenant-mismatch' })],
  ['P32', 4403, 'insufficient_scope', true, halt({ code: 'scope-missing', detail: 'insufficient_scope' })],
  ['P32', 4403, 'Permission denied', true, halt({ code: 'scope-missing', detail: 'Permission denied' })],
  ['P33', 4408, 'no join in 10 s', true, halt({ code: 'join-timeout', detail: 'no join in 10 s' })],
];

describe('what a close asks for', () => {
  it.each(rows)('%s: code %d with the reason "%s" (opened: %s)', (_, code, reason, opened, policy) => {
    expect(closePolicy(code, reason, opened)).toEqual(policy);
  });

  it.each([1008, 4400, 4403, 4408])("P28–P33: quotes at most the limit's length of a reason (%d)", (code) => {
    expect(closePolicy(code, 'x'.repeat(10_000), true)).toMatchObject({
      problem: { detail: `${'x'.repeat(detailLimit - 1)}…` },
    });
  });

  it('P28: shows no secret that a reason gives away', () => {
    const { problem } = closePolicy(1008, 'bad token=abc123 for tenant', true) as {
      problem: { detail: string };
    };
    expect(problem.detail).toBe('bad token=••• for tenant');
  });

  it('P24–P33: only 1000, 1008 and the named 4xxx codes are more than a break', () => {
    const special = new Set([1000, 1008, 4400, 4401, 4403, 4408]);
    const other = fc.integer({ min: 0, max: 5000 }).filter((code) => !special.has(code));
    fc.assert(
      fc.property(other, fc.string(), fc.boolean(), (code, reason, opened) => {
        expect(closePolicy(code, reason, opened).kind).toBe('back-off');
      }),
    );
  });
});

describe('the back-off schedule', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 8000],
    [6, 8000],
    [9, 8000],
  ])('P34: after %d failures it waits from %d ms to 30 %% more', (failures, base) => {
    expect(backOffMs(failures, 0)).toBe(base);
    expect(backOffMs(failures, 0.5)).toBe(base * 1.15);
    expect(backOffMs(failures, 1 - Number.EPSILON)).toBe(base * 1.3);
  });

  it('P34: stays within its bounds for every count and chance', () => {
    const count = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        count,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const base = Math.min(8000, 500 * 2 ** (failures - 1));
          const ms = backOffMs(failures, random);
          expect(ms).toBeGreaterThanOrEqual(base);
          expect(ms).toBeLessThanOrEqual(base * 1.3);
          expect(Number.isInteger(ms)).toBe(true);
        },
      ),
    );
  });

  it('P34: allows ten attempts', () => {
    expect(mostAttempts).toBe(10);
  });
});
