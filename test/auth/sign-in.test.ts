import { describe, expect, it } from 'vitest';
import {
  isOfAnother,
  isOfOtherTenant,
  isSamePlace,
  placeKey,
  storedSignIn,
  type SignIn,
} from '../../lib/auth/sign-in.ts';
import { isDue, received } from '../../lib/auth/tokens.ts';
import { unsignedJwt } from './unsigned-jwt.ts';

const place = { apiUrl: 'https://api.test', tenantId: 'acme' };
const ada: SignIn = { user: { id: 'u1', name: null, email: null }, sso: null, tokens: null };

describe('a place', () => {
  it('is the same at the same platform and tenant', () => {
    expect(isSamePlace(place, { ...place })).toBe(true);
    expect(isSamePlace(place, { ...place, tenantId: 'other' })).toBe(false);
    expect(isSamePlace(place, { ...place, apiUrl: 'https://other.test' })).toBe(false);
  });

  it('has a name of its own, however its parts are cut', () => {
    const names = [
      place,
      { apiUrl: 'https://api.tes', tenantId: 'tacme' },
      { apiUrl: 'acme', tenantId: 'https://api.test' },
    ];
    expect(new Set(names.map(placeKey)).size).toBe(3);
  });
});

describe('a token', () => {
  it.each([
    [null, false],
    [{}, false],
    [{ tenantId: 'acme' }, false],
    [{ tenantId: 'other' }, true],
  ])('with %j is of another tenant: %s', (claims, expected) => {
    expect(isOfOtherTenant(claims, place)).toBe(expected);
  });

  it.each([
    ['that can’t be read', 'opaque', false],
    ['that says nothing', unsignedJwt({}), false],
    ['of the same', unsignedJwt({ tenant_id: 'acme', user_id: 'u1' }), false],
    ['of the same person, at no tenant', unsignedJwt({ user_id: 'u1' }), false],
    ['of nobody, at the same tenant', unsignedJwt({ tenant_id: 'acme' }), false],
    ['of another person', unsignedJwt({ tenant_id: 'acme', user_id: 'u2' }), true],
    ['of the same person at another tenant', unsignedJwt({ tenant_id: 'other', user_id: 'u1' }), true],
  ])('%s is of another: %s', (_, token, expected) => {
    expect(isOfAnother(token, ada, place)).toBe(expected);
  });
});

describe('what is stored of a sign-in', () => {
  it('has somebody in it', () => {
    expect(storedSignIn.safeParse(ada).success).toBe(true);
    expect(storedSignIn.safeParse({ ...ada, user: { ...ada.user, id: '' } }).success).toBe(false);
    expect(storedSignIn.safeParse({ ...ada, user: { ...ada.user, id: 'x' } }).success).toBe(true);
  });
});

describe('tokens', () => {
  it('last as long as they are said to, were it a millisecond', () => {
    const lasting = (lifetime: number): number | null =>
      received({ accessToken: 'a', refreshToken: null, lifetime }, null, 0).lifetime;
    expect([-1, 0, 1, 2].map(lasting)).toEqual([null, null, 1, 2]);
  });

  const tokens = { accessToken: 'a', refreshToken: 'r', receivedAt: 0, lifetime: 3_600_000 };

  it('without a way to new ones are never due', () => {
    expect(isDue({ ...tokens, refreshToken: null }, 9e9)).toBe(false);
    expect(isDue({ ...tokens, lifetime: null }, 9e9)).toBe(false);
    expect(isDue(tokens, 9e9)).toBe(true);
  });
});
