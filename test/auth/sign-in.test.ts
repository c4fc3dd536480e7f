import { describe, expect, it } from 'vitest';
import {
  destinationsOf,
  isOfAnother,
  isOfOtherTenant,
  isSamePlace,
  placeKey,
  storedSignIn,
  unconfirmedHost,
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

describe('the hosts of a sign-in', () => {
  const profile = { apiUrl: 'https://api.test', wsUrl: 'wss://api.test/ws', protocol: 'v3' } as const;
  const held = { accessToken: 'a', refreshToken: null, receivedAt: 0, lifetime: null };
  const elsewhere = { ...profile, wsUrl: 'wss://ws.test:8443/ws' };
  const madeFor = (...hosts: string[]): SignIn => ({ ...ada, hosts, tokens: held });

  it('are those of API and WebSocket, with their ports, each once', () => {
    expect(destinationsOf(profile)).toEqual(['api.test']);
    expect(destinationsOf(elsewhere)).toEqual(['api.test', 'ws.test:8443']);
    expect(destinationsOf({ ...elsewhere, protocol: 'rest' })).toEqual(['api.test']);
  });

  it.each<[string, SignIn, typeof elsewhere, string | null]>([
    ['the one it was made for', madeFor('api.test', 'ws.test:8443'), elsewhere, null],
    ['another WebSocket', madeFor('api.test'), elsewhere, 'ws.test:8443'],
    ['another port', madeFor('api.test', 'ws.test'), elsewhere, 'ws.test:8443'],
    ['another API', madeFor('ws.test:8443'), elsewhere, 'api.test'],
    ['a name that only begins alike', madeFor('api.test', 'ws.test:84430'), elsewhere, 'ws.test:8443'],
    ['its own API, from before they were kept', { ...ada, tokens: held }, { ...profile }, null],
    ['another WebSocket, from before they were kept', { ...ada, tokens: held }, elsewhere, 'ws.test:8443'],
    ['any, where there is no token to be shown', { ...ada, hosts: [] }, elsewhere, null],
  ])('%s', (_, signIn, of, host) => {
    expect(unconfirmedHost(signIn, of)).toBe(host);
  });
});
