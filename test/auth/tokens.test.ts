import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, received, tokens, type Issued, type Tokens } from '../../lib/auth/tokens.ts';
import { scaled } from '../run/scale.ts';
import { unsignedJwt } from './unsigned-jwt.ts';

const now = Date.UTC(2026, 0, 15, 12);
const issued = (change: Partial<Issued> = {}): Issued => ({
  accessToken: 'opaque',
  refreshToken: 'next',
  lifetime: null,
  ...change,
});
const jwt = (iat: number | undefined, exp: number): string =>
  unsignedJwt({ exp, ...(iat === undefined ? {} : { iat }) });

describe('tokens that were received', () => {
  const s = 1_800_000_000;
  it.each([
    ['what the issuer says beside the token', issued({ lifetime: 900_000 }), 900_000],
    ['what the token says, in s', issued({ accessToken: jwt(s, s + 600) }), 600_000],
    ['what the token says, in ms', issued({ accessToken: jwt(s * 1000, s * 1000 + 600_000) }), 600_000],
    [
      'what the issuer says, where the token says something else',
      issued({ accessToken: jwt(s, s + 600), lifetime: 60_000 }),
      60_000,
    ],
    [
      'until its end, seen from now, where the token has no issue',
      issued({ accessToken: jwt(undefined, now / 1000 + 900) }),
      900_000,
    ],
    ['until its end, in ms', issued({ accessToken: jwt(undefined, now + 900_000) }), 900_000],
    [
      'until its end, seen from when the server says that it was sent',
      issued({ accessToken: jwt(undefined, now / 1000 + 900), sentAt: now + 600_000 }),
      300_000,
    ],
    [
      'ten minutes less by a clock that is ten minutes fast, and not never',
      issued({ accessToken: jwt(undefined, now / 1000 + 60) }),
      60_000,
    ],
    [
      'nobody knows how long, where our clock makes it less than a minute: it may be wrong',
      issued({ accessToken: jwt(undefined, now / 1000 + 59) }),
      null,
    ],
    [
      'what is left of it, however little, by the server’s own clock',
      issued({ accessToken: jwt(undefined, now / 1000 + 10), sentAt: now }),
      10_000,
    ],
    [
      'nobody knows how long, where it was over by the server’s own clock',
      issued({ accessToken: jwt(undefined, now / 1000 + 900), sentAt: now + 900_000 }),
      null,
    ],
    ['nobody knows how long, where the token can’t be read', issued(), null],
    ['nobody knows how long, where it was over when issued', issued({ accessToken: jwt(s + 60, s) }), null],
    ['nobody knows how long, where it lasts no time at all', issued({ accessToken: jwt(s, s) }), null],
    ['nobody knows how long, where the issuer says nothing sensible', issued({ lifetime: -1 }), null],
    [
      'nobody knows how long, where the issuer contradicts the token with nonsense',
      issued({ accessToken: jwt(s, s + 600), lifetime: 0 }),
      null,
    ],
  ])('last: %s', (_name, given, lifetime) => {
    expect(received(given, null, now)).toMatchObject({ receivedAt: now, lifetime });
  });

  it.each([
    ['the new refresh token', 'next', 'spent', 'next'],
    ['the one that was spent, where none came with them', null, 'spent', 'spent'],
    ['none, where there never was one', null, null, null],
  ])('keep %s', (_name, refreshToken, before, kept) => {
    expect(received(issued({ refreshToken }), before, now).refreshToken).toBe(kept);
  });

  it('can be stored as they are', () => {
    const kept = received(issued({ lifetime: 1 }), null, now);
    expect(tokens.parse(kept)).toEqual(kept);
  });
});

describe('a refresh', () => {
  const at = (change: Partial<Tokens>): Tokens => ({
    accessToken: 'a',
    refreshToken: 'r',
    receivedAt: now,
    lifetime: 3_600_000,
    ...change,
  });

  it.each([
    ['an hour', 3_600_000, 3_540_000],
    ['five minutes', 300_000, 240_000],
    ['a minute', 60_000, 48_000],
    ['a second', 1000, 800],
  ])('of a token that lasts %s is due a minute before its end, or a fifth of it', (_name, lifetime, due) => {
    expect(isDue(at({ lifetime }), now + due - 1)).toBe(false);
    expect(isDue(at({ lifetime }), now + due)).toBe(true);
    expect(isDue(at({ lifetime }), now + 100 * lifetime)).toBe(true);
  });

  it.each([
    ['whose end nobody knows', { lifetime: null }],
    ['that can’t be refreshed', { refreshToken: null }],
    ['that was received in the future, by a clock that was set back since', { receivedAt: now + 1e12 }],
  ])('of a token %s is never due: its refusal tells', (_name, change) => {
    expect(isDue(at(change), now + 1e11)).toBe(false);
  });
});

/** How often somebody who asks every `every` s refreshes, by a clock that is off by `off`, and later by `jump` more. */
function refreshes({ lifetime, every, off, jump, jumpAt, unit }: Life): number {
  const lasts = 24 * 3600;
  let count = 0;
  let held: Tokens | null = null;
  for (let time = 0; time < lasts; time += every) {
    // s of true time, which the issuer's clock shows; ours does not.
    const ours = now + time * 1000 + off + (time >= jumpAt ? jump : 0);
    if (held !== null && !isDue(held, ours)) continue;
    const issue = now / 1000 + time;
    const accessToken = jwt(issue * unit, (issue + lifetime) * unit);
    held = received(issued({ accessToken }), held?.refreshToken ?? null, ours);
    count += 1;
  }
  return count;
}

interface Life {
  /** s */
  readonly lifetime: number;
  /** s */
  readonly every: number;
  /** ms */
  readonly off: number;
  /** ms */
  readonly jump: number;
  /** s */
  readonly jumpAt: number;
  readonly unit: 1 | 1000;
}

describe('a clock that is wrong', () => {
  const minutes = 60_000;
  const life = fc.record({
    lifetime: fc.integer({ min: 20, max: 7200 }),
    every: fc.integer({ min: 5, max: 900 }),
    off: fc.oneof(fc.integer({ min: -10 * minutes, max: 10 * minutes }), fc.integer({ min: -1e9, max: 1e9 })),
    jump: fc.integer({ min: -10 * minutes, max: 10 * minutes }),
    jumpAt: fc.integer({ min: 0, max: 24 * 3600 }),
    unit: fc.constantFrom(1 as const, 1000 as const),
  });

  it('by any constant refreshes exactly as often as a right one', () => {
    fc.assert(
      fc.property(life, (drawn) => {
        const steady = { ...drawn, jump: 0 };
        expect(refreshes(steady)).toBe(refreshes({ ...steady, off: 0 }));
      }),
      { numRuns: scaled(500) },
    );
  });

  it('and is set by up to ten minutes at any moment refreshes once more at most', () => {
    fc.assert(
      fc.property(life, (drawn) => {
        expect(refreshes(drawn)).toBeLessThanOrEqual(refreshes({ ...drawn, jump: 0 }) + 1);
      }),
      { numRuns: scaled(1000) },
    );
  });

  it('does refresh in time where nothing jumps: the property above is about something', () => {
    const hourly = { lifetime: 3600, every: 60, off: 10 * minutes, jump: 0, jumpAt: 0, unit: 1 as const };
    expect(refreshes(hourly)).toBe(Math.ceil((24 * 3600) / 3540));
    expect(refreshes({ ...hourly, jump: 10 * minutes, jumpAt: 3000 })).toBe(25);
  });
});
