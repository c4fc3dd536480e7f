import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../../lib/auth/jwt.ts';
import { unsignedJwt as token } from './unsigned-jwt.ts';

describe('claims', () => {
  it.each([
    [
      'every claim',
      {
        tenant_id: 'acme',
        user_id: 'u1',
        scope: ['chat:create'],
        iat: 1_800_000_000,
        exp: 1_800_003_600,
      },
      { tenantId: 'acme', userId: 'u1', scopes: ['chat:create'], lifetime: 3_600_000 },
    ],
    [
      'scopes separated by spaces',
      { scope: ' chat:create  chat:send ' },
      { scopes: ['chat:create', 'chat:send'] },
    ],
    ['`sub` for `user_id`', { sub: 'u2' }, { userId: 'u2', scopes: [] }],
    ['`user_id` before `sub`', { sub: 'u2', user_id: 7 }, { userId: '7', scopes: [] }],
    ['times in ms', { iat: 1_800_000_000_000, exp: 1_800_000_900_000 }, { scopes: [], lifetime: 900_000 }],
    [
      'an issue in s beside an expiry in ms',
      { iat: 1_800_000_000, exp: 1_800_000_900_000 },
      { scopes: [], lifetime: 900_000 },
    ],
    ['the last time that counts as seconds', { iat: 1e11 - 60, exp: 1e11 }, { scopes: [], lifetime: 60_000 }],
    [
      'an end before the beginning',
      { iat: 1_800_000_060, exp: 1_800_000_000 },
      { scopes: [], lifetime: -60_000 },
    ],
    ['an end alone, in s', { exp: 1_800_000_000 }, { scopes: [], endsAt: 1_800_000_000_000 }],
    ['an end alone, in ms', { exp: 1_800_000_000_000 }, { scopes: [], endsAt: 1_800_000_000_000 }],
    ['no lifetime, where the end is not told', { iat: 1_800_000_000 }, { scopes: [] }],
    ['characters beyond ASCII', { tenant_id: 'münchen-東京' }, { tenantId: 'münchen-東京', scopes: [] }],
    ['none of ours', { iss: 'x' }, { scopes: [] }],
  ])('are read: %s', (_, claims, expected) => {
    expect(readClaims(token(claims))).toEqual(expected);
  });

  it.each([
    ['an empty text', ''],
    ['an opaque token', 'abc'],
    ['two parts', token({}).replace(/\.x$/, '')],
    ['four parts', `${token({})}.c`],
    ['no JSON', `a.${Buffer.from('{').toString('base64url')}.b`],
    ['no base64', 'a.*.b'],
    ['no object', token([])],
    ['null', token(null)],
    ['a claim of another type', token({ tenant_id: 1 })],
    ['an expiry before time', token({ exp: -1 })],
    ['an issue before time', token({ iat: 0 })],
    ['more than any token holds', token({ x: 'y'.repeat(20_000) })],
  ])('are null for %s', (_, text) => {
    expect(readClaims(text)).toBeNull();
  });

  it('never throw, whatever the token', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `a.${Buffer.from(json).toString('base64url')}.b`),
        ),
        (text) => {
          const claims = readClaims(text);
          expect(claims === null || Array.isArray(claims.scopes)).toBe(true);
        },
      ),
    );
  });
});
