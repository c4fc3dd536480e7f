import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../../lib/auth/jwt.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown): string => `${encode({ alg: 'none' })}.${encode(claims)}.x`;

describe('claims', () => {
  it.each([
    [
      'every claim',
      { tenant_id: 'acme', user_id: 'u1', scope: ['chat:create'], exp: 1_800_000_000 },
      { tenantId: 'acme', userId: 'u1', scopes: ['chat:create'], expiresAt: 1_800_000_000_000 },
    ],
    [
      'scopes separated by spaces',
      { scope: ' chat:create  chat:send ' },
      { scopes: ['chat:create', 'chat:send'] },
    ],
    ['`sub` for `user_id`', { sub: 'u2' }, { userId: 'u2', scopes: [] }],
    ['`user_id` before `sub`', { sub: 'u2', user_id: 7 }, { userId: '7', scopes: [] }],
    ['an expiry in ms', { exp: 1_800_000_000_000 }, { scopes: [], expiresAt: 1_800_000_000_000 }],
    ['the last expiry that counts as seconds', { exp: 1e11 }, { scopes: [], expiresAt: 1e14 }],
    ['characters beyond ASCII', { tenant_id: 'münchen-東京' }, { tenantId: 'münchen-東京', scopes: [] }],
    ['none of ours', { iss: 'x' }, { scopes: [] }],
  ])('are read: %s', (_, claims, expected) => {
    expect(readClaims(token(claims))).toEqual(expected);
  });

  it.each([
    ['an empty text', ''],
    ['an opaque token', 'abc'],
    ['two parts', `a.${encode({})}`],
    ['four parts', `a.${encode({})}.b.c`],
    ['no JSON', `a.${Buffer.from('{').toString('base64url')}.b`],
    ['no base64', 'a.*.b'],
    ['no object', token([])],
    ['null', token(null)],
    ['a claim of another type', token({ tenant_id: 1 })],
    ['an expiry before time', token({ exp: -1 })],
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
