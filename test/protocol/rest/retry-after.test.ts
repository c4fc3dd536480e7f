import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRateLimit, readRetryAfter, retryDelay } from '../../../lib/protocol/rest/retry-after.ts';

const now = Date.parse('2026-01-31T09:00:00Z');

it.each([
  ['7', 7000],
  [' 1.5 ', 1500],
  ['0', 0],
  ['Sat, 31 Jan 2026 09:00:30 GMT', 30_000],
  ['Sat, 31 Jan 2026 08:59:00 GMT', 0],
  ['Saturday, 31-Jan-26 09:00:30 GMT', 30_000],
  ['-7', undefined],
  ['soon', undefined],
  ['2026', 2_026_000],
  ['2026-01-31T09:00:30Z', undefined],
  ['', undefined],
  [null, undefined],
])('R12: Retry-After %j is %s ms', (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});

it('R12: rate-limit headers are read one by one, and left out where they are no number', () => {
  const headers = {
    'X-RateLimit-Limit': '60',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': '1769850030',
  };
  expect(readRateLimit(new Headers(headers))).toEqual({
    limit: 60,
    remaining: 0,
    resetAt: 1_769_850_030_000,
  });
  expect(readRateLimit(new Headers({ ...headers, 'X-RateLimit-Limit': 'many' }))).not.toHaveProperty('limit');
  expect(readRateLimit(new Headers())).toEqual({});
});

it.each([
  ['the body, before all else', { 'Retry-After': '9' }, 4000, 4000],
  [
    'Retry-After, before the reset',
    { 'Retry-After': '9', 'X-RateLimit-Reset': String(now / 1000 + 20) },
    undefined,
    9000,
  ],
  ['the reset of the budget', { 'X-RateLimit-Reset': String(now / 1000 + 20) }, undefined, 20_000],
  ['nobody', {}, undefined, 60_000],
  ['a reset in the past', { 'X-RateLimit-Reset': '1' }, undefined, 1000],
  ['a reset that is ms by mistake', { 'X-RateLimit-Reset': String(now) }, undefined, 3_600_000],
])('R12: the wait is named by %s', (_, headers: Record<string, string>, named, expected) => {
  expect(retryDelay(new Headers(headers), named, now)).toBe(expected);
});

it('R12: the wait is between a second and an hour, whatever the server says', () => {
  const header = fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  fc.assert(
    fc.property(
      header,
      header,
      fc.option(fc.double({ min: 0, noNaN: true }), { nil: undefined }),
      (after, reset, named) => {
        const delay = retryDelay(
          new Headers({ 'Retry-After': after, 'X-RateLimit-Reset': reset }),
          named,
          now,
        );
        expect(delay).toBeGreaterThanOrEqual(1000);
        expect(delay).toBeLessThanOrEqual(3_600_000);
      },
    ),
  );
});
