import { describe, expect, it, vi } from 'vitest';
import { readApiUrl, readTenantId, readWebSocketUrl } from '../../lib/config/address.ts';
import { readSso } from '../../lib/config/endpoint-rules.ts';
import { createPolicySource } from '../../lib/config/policy-source.ts';
import { noPolicy, readPolicy } from '../../lib/config/policy.ts';
import { fromSingleProfile, productionProfile, profileBook } from '../../lib/config/profile.ts';
import { blankSettings } from '../../lib/config/settings-record.ts';
import { readHostPattern } from '../../lib/config/site-rules.ts';
import type { SsoInput } from '../../lib/config/sso.ts';
import { sentencesOf } from './sentences.ts';

const ssoOf = (typed: SsoInput) => readSso({ ...blankSettings(), ...typed });

describe('an address', () => {
  const ofLength = (length: number): string =>
    `https://a.test/api/v1${'/'.repeat(length - 'https://a.test/api/v1'.length)}`;

  it.each([
    ['foo:///x', 'is not a web address'],
    ['foo://x', 'begins with foo://'],
    ['file:///x', 'begins with file://'],
    ['ws://localhost', 'Type it like http://localhost.'],
    ['ftp://a.test', 'Type it like https://…'],
    [ofLength(2_049), 'longer than 2048 characters'],
  ])('%s: %s', (typed, words) => {
    const read = readApiUrl(typed);
    const { apiUrl } = read.ok ? {} : sentencesOf({ apiUrl: read.failure });
    expect(apiUrl).toContain(words);
  });

  it('is read up to its longest', () => {
    expect(readApiUrl(ofLength(2_048))).toEqual({ ok: true, value: 'https://a.test' });
  });

  it('of a socket keeps a path of its own', () => {
    expect(readWebSocketUrl('wss://a.test/live/')).toEqual({ ok: true, value: 'wss://a.test/live/' });
    expect(readWebSocketUrl('wss://a.test//')).toEqual({ ok: true, value: 'wss://a.test/api/v1/ws/chat' });
  });

  it.each([
    [64, true],
    [65, false],
  ])('has a tenant of %d characters: %s', (length, isRead) => {
    expect(readTenantId('x'.repeat(length)).ok).toBe(isRead);
  });
});

describe('scopes', () => {
  const read = (ssoScopes: string) => ssoOf({ ssoIssuer: 'https://a.test', ssoClientId: 'panel', ssoScopes });
  const ofLength = (length: number): string => `openid ${'x'.repeat(length - 'openid '.length)}`;

  it.each([
    [1_000, true],
    [1_001, false],
  ])('of %d characters are read: %s', (length, isRead) => {
    expect(read(ofLength(length)).ok).toBe(isRead);
  });

  it('have openid among them, once, and as a word', () => {
    expect(read('email')).toMatchObject({ value: { scopes: 'openid email' } });
    expect(read('email openid')).toMatchObject({ value: { scopes: 'email openid' } });
    expect(read('openid2')).toMatchObject({ value: { scopes: 'openid openid2' } });
  });

  it.each([
    [200, true],
    [201, false],
  ])('and a client ID of %d characters: %s', (length, isRead) => {
    const sso = ssoOf({ ssoIssuer: 'https://a.test', ssoClientId: 'x'.repeat(length), ssoScopes: '' });
    expect(sso.ok).toBe(isRead);
  });

  it.each([
    [{ ssoIssuer: 'https://a.test', ssoClientId: '' }, 'ssoClientId'],
    [{ ssoIssuer: '', ssoClientId: 'panel' }, 'ssoIssuer'],
  ])('without their other half (%j) are told of that', (half, field) => {
    const sso = ssoOf({ ...half, ssoScopes: '' });
    expect(sso.ok ? [] : Object.keys(sso.failure)).toEqual([field]);
  });
});

describe('a host pattern', () => {
  it.each([
    [300, true],
    [301, false],
  ])('of %d characters: %s', (length, isRead) => {
    expect(readHostPattern('a'.repeat(length)) !== null).toBe(isRead);
    expect(readHostPattern(`*.${'a'.repeat(length)}`) !== null).toBe(isRead);
  });
});

describe('a profile of the policy', () => {
  const ours = { apiUrl: 'https://api.example.com', tenantId: 'example' };
  const given = (change: object, rest: object = {}) =>
    readPolicy({ profiles: [{ ...ours, ...change }], ...rest });

  it.each([
    ['a protocol that nobody knows', { protocol: 'v9' }, {}],
    ['a protocol that is no text', { protocol: 3 }, {}],
    ['a protocol that is not allowed', { protocol: 'v3' }, { allowedProtocols: ['v1'] }],
    ['a live address that is no text', { wsUrl: 7 }, {}],
    ['a live address that breaks the rules', { wsUrl: 'ws://a.test' }, {}],
    ['a tenant that breaks them', { tenantId: 'a b' }, {}],
    ['an address that breaks them', { apiUrl: 'nowhere' }, {}],
  ])('with %s is not handed out', (_, change, rest) => {
    const policy = given(change, rest);
    expect(policy.profiles).toEqual([]);
    expect(policy.mistakes).toHaveLength(1);
    // Nor is another put in its place.
    expect(policy.ownProfiles).toBe(false);
  });

  it.each([
    ['a name of 61 characters', { name: 'x'.repeat(61) }],
    ['a name of nothing', { name: '  ' }],
    ['an id of 65 characters', { id: 'x'.repeat(65) }],
    ['half a provider', { sso: { issuer: 'https://a.test' } }],
    ['scopes that are no text', { sso: { issuer: 'https://a.test', clientId: 'panel', scopes: 7 } }],
    ['a flag that is none', { compatibilityHeaders: 2 }],
  ])('with %s is handed out without that', (_, change) => {
    const { profiles, mistakes } = given(change);
    expect(profiles).toMatchObject([
      { name: 'api.example.com', id: 'org:api.example.com/example', sso: null, compatibilityHeaders: false },
    ]);
    expect(mistakes).toHaveLength(1);
  });

  it.each([
    ['a name of 60 characters', { name: 'x'.repeat(60) }, { name: 'x'.repeat(60) }],
    ['an id of 64', { id: 'x'.repeat(64) }, { id: `org:${'x'.repeat(64)}` }],
    ['a flag as a number', { compatibilityHeaders: 1 }, { compatibilityHeaders: true }],
    ['a flag as nothing', { compatibilityHeaders: 0 }, { compatibilityHeaders: false }],
    ['a protocol', { protocol: 'v3' }, { protocol: 'v3' }],
  ])('has %s', (_, change, expected) => {
    const { profiles, mistakes } = given(change);
    expect(profiles).toMatchObject([expected]);
    expect(mistakes).toEqual([]);
  });
});

describe('the policy', () => {
  it.each([
    [0, null],
    [1, 1],
    [3_650, 3_650],
    [3_651, undefined],
    [-1, undefined],
  ])('keeps for %d days: %s', (keepDays, expected) => {
    expect(readPolicy({ keepDays }).keepDays).toBe(expected);
  });

  it('gives a hundred profiles, and no more', () => {
    const profiles = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ apiUrl: `https://a${n}.test`, tenantId: 'a' }));
    expect(readPolicy({ profiles: profiles(100) }).profiles).toHaveLength(100);
    expect(readPolicy({ profiles: profiles(101) }).profiles).toEqual([]);
  });

  it('lets no page be read by a rule that can’t be understood', () => {
    const rules = (pageContext: unknown) => readPolicy({ pageContext }).pageContext;
    expect(rules(7)).toEqual({ enabled: false, allow: null, block: [] });
    expect(rules({ allow: 7 })).toEqual({ enabled: true, allow: [], block: [] });
    expect(rules({ block: 7 })).toEqual({ enabled: false, allow: null, block: [] });
    expect(rules({ enabled: 'no' })).toEqual({ enabled: false, allow: null, block: [] });
    expect(rules({})).toEqual(noPolicy.pageContext);
    expect(rules({ allow: ['a.test', 7] })).toEqual({ enabled: true, allow: ['a.test'], block: [] });
  });

  it('takes a hundred mistakes to heart', () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`key${n}`, 1]));
    expect(readPolicy(many).mistakes).toHaveLength(100);
  });

  it('is none where nothing is set', () => {
    expect(readPolicy({})).toBe(noPolicy);
    expect(readPolicy(undefined)).toBe(noPolicy);
    expect(readPolicy(null)).toBe(noPolicy);
  });
});

describe('where the policy comes from', () => {
  it('is asked once, at once, and again when it has changed', async () => {
    let changed: () => void = () => undefined;
    let stored: unknown = { keepDays: 7 };
    const read = vi.fn(() => Promise.resolve(stored));
    const source = createPolicySource(
      { read, onChanged: (listener) => void (changed = listener) },
      { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    );
    expect(read).toHaveBeenCalledOnce();
    expect(await source.read()).toMatchObject({ keepDays: 7, mistakes: [] });
    await source.read();
    expect(read).toHaveBeenCalledOnce();
    const told = vi.fn<() => void>();
    source.onChanged(told);
    stored = { keepDays: 30 };
    changed();
    expect(await source.read()).toMatchObject({ keepDays: 30 });
    expect(told).toHaveBeenCalledOnce();
    expect(read).toHaveBeenCalledTimes(2);
  });
});

describe('the one profile of before', () => {
  it('is the first of a book', () => {
    const { id, name, sso: _, ...single } = productionProfile;
    const book = fromSingleProfile({ ...single, tenantId: 'mine' });
    expect(book).toEqual({ profiles: [{ ...single, id, name, sso: null, tenantId: 'mine' }], currentId: id });
    expect(profileBook.parse(book)).toEqual(book);
  });

  it.each([null, undefined, 7, 'text'])('is none where there was none: %s', (stored) => {
    expect(fromSingleProfile(stored)).toBeNull();
  });
});
