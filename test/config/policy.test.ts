import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noPolicy, readPolicy } from '../../lib/config/policy.ts';
import { profile } from '../../lib/config/profile.ts';
import { blankSettings, plainSettings } from '../../lib/config/settings-record.ts';
import { mayReadPage } from '../../lib/config/site-rules.ts';
import { scaled } from '../run/scale.ts';
import { everything } from './policy-examples.ts';

const sso = { issuer: 'https://login.example.com/', clientId: 'panel' };
const readSso = { ...sso, scopes: 'openid profile email offline_access' };
const ours = { name: 'Ours', apiUrl: 'https://api.example.com', tenantId: 'example' };

describe('a policy', () => {
  it.each([undefined, null, {}])('that is %j sets nothing', (raw) => {
    expect(readPolicy(raw)).toBe(noPolicy);
  });

  it('is read as it is written', () => {
    expect(readPolicy(everything)).toEqual({
      profiles: [
        {
          ...everything.profiles[0],
          id: 'org:main',
          name: 'Example',
          apiUrl: 'https://api.example.com',
          wsUrl: 'wss://live.example.com/api/v1/ws/chat',
          wsUrlIsDerived: false,
          tenantId: 'example',
          protocol: 'v3',
          compatibilityHeaders: true,
          sso: { issuer: 'https://id.example.com/realm/', clientId: 'panel', scopes: 'openid email' },
        },
        {
          ...plainSettings(blankSettings()),
          id: 'org:localhost:8000/example-default',
          name: 'localhost:8000',
          apiUrl: 'http://localhost:8000',
          wsUrl: 'ws://localhost:8000/api/v1/ws/chat',
          wsUrlIsDerived: true,
          tenantId: 'example-default',
          protocol: 'automatic',
          compatibilityHeaders: false,
          sso: {
            issuer: 'https://login.example.com',
            clientId: 'sidepanel',
            scopes: 'openid offline_access',
          },
        },
      ],
      ownProfiles: true,
      defaultTenant: 'example-default',
      allowedProtocols: ['v3', 'rest'],
      pageContext: { enabled: true, allow: ['*.example.com'], block: ['hr.example.com'] },
      masking: { email: true, phone: false, card: true, iban: true, key: true },
      keepDays: 30,
      logLevel: 'errors',
      prompts: [{ id: 'org:0', title: 'House style', text: 'Rewrite {selection} in our house style.' }],
      sso: { issuer: 'https://login.example.com', clientId: 'sidepanel', scopes: 'openid offline_access' },
      mistakes: [],
    });
  });

  it('gives profiles that obey the rules of stored ones', () => {
    for (const given of readPolicy(everything).profiles) expect(profile.parse(given)).toEqual(given);
  });
});

describe('a mistake is named by its place, and left out', () => {
  it.each<[string, unknown, string[]]>([
    ['a key that nobody knows', { profile: [] }, ['profile']],
    ['the same inside', { pageContext: { alow: [] } }, ['pageContext.alow']],
    ['a key that is not for eyes', { 'a\u202eb': 1, ['x'.repeat(99)]: 1 }, ['…']],
    ['a name that every object has', JSON.parse('{"__proto__": {"keepDays": 1}}'), ['__proto__']],
    ['profiles that are no list', { profiles: {} }, ['profiles']],
    ['a profile that is none', { profiles: [null, 3, ours] }, ['profiles[0]', 'profiles[1]']],
    ['an address', { profiles: [ours, { ...ours, apiUrl: 'api.example.com' }] }, ['profiles[1].apiUrl']],
    ['an address that is no text', { profiles: [{ ...ours, apiUrl: 7 }] }, ['profiles[0].apiUrl']],
    ['no address', { profiles: [{ tenantId: 'a' }] }, ['profiles[0].apiUrl']],
    ['a live address', { profiles: [{ ...ours, wsUrl: 'ws://x.test' }] }, ['profiles[0].wsUrl']],
    ['a live address that is no text', { profiles: [{ ...ours, wsUrl: 1 }] }, ['profiles[0].wsUrl']],
    ['a tenant', { profiles: [{ ...ours, tenantId: 'a b' }] }, ['profiles[0].tenantId']],
    ['no tenant', { profiles: [{ apiUrl: ours.apiUrl }] }, ['profiles[0].tenantId']],
    ['a dialect', { profiles: [{ ...ours, protocol: 'v9' }] }, ['profiles[0].protocol']],
    [
      'a dialect not allowed',
      { profiles: [{ ...ours, protocol: 'v3' }], allowedProtocols: ['v1'] },
      ['profiles[0].protocol'],
    ],
    ['a name', { profiles: [{ ...ours, name: 'a\nb' }] }, ['profiles[0].name']],
    [
      'a name that turns the text round',
      { profiles: [{ ...ours, name: '\u202eabc' }] },
      ['profiles[0].name'],
    ],
    ['an id', { profiles: [{ ...ours, id: 'a/b' }] }, ['profiles[0].id']],
    [
      'a flag',
      { profiles: [{ ...ours, compatibilityHeaders: 'yes' }] },
      ['profiles[0].compatibilityHeaders'],
    ],
    ['the same profile twice', { profiles: [ours, { ...ours, name: 'Again' }] }, ['profiles[1]']],
    [
      'an issuer',
      { profiles: [{ ...ours, sso: { ...sso, issuer: 'http://a.test' } }] },
      ['profiles[0].sso.issuer'],
    ],
    ['an issuer with a query', { sso: { ...sso, issuer: 'https://a.test/?x=1' } }, ['sso.issuer']],
    ['a client', { sso: { issuer: sso.issuer } }, ['sso.clientId']],
    ['an empty provider', { sso: {} }, ['sso.issuer', 'sso.clientId']],
    ['scopes', { sso: { ...sso, scopes: ['openid'] } }, ['sso.scopes']],
    ['who may add', { ownProfiles: 'no' }, ['ownProfiles']],
    ['the default tenant', { defaultTenant: 'a b' }, ['defaultTenant']],
    ['a dialect in the list', { allowedProtocols: ['v3', 'V3'] }, ['allowedProtocols[1]']],
    ['an empty list of dialects', { allowedProtocols: [] }, ['allowedProtocols']],
    ['days that are none', { keepDays: 1.5 }, ['keepDays']],
    ['days below nothing', { keepDays: -1 }, ['keepDays']],
    ['too many days', { keepDays: 3651 }, ['keepDays']],
    ['days as text', { keepDays: '30' }, ['keepDays']],
    ['a level that there isn’t', { logLevel: 'verbose' }, ['logLevel']],
    ['prompts that are none', { prompts: 'Summarise' }, ['prompts']],
    ['a prompt without words', { prompts: [{ title: 'A' }] }, ['prompts[0]']],
    [
      'a prompt whose name turns others',
      { prompts: [{ title: '\u202eA', text: 'x' }] },
      ['prompts[0].title', 'prompts[0]'],
    ],
    [
      'a prompt that is too long',
      { prompts: [{ title: 'A', text: 'x'.repeat(8_001) }] },
      ['prompts[0].text', 'prompts[0]'],
    ],
    ['a level as a flag', { logLevel: true }, ['logLevel']],
    ['a host', { pageContext: { allow: ['a.test', 'https://b.test'] } }, ['pageContext.allow[1]']],
    ['a list too long', { profiles: Array.from({ length: 101 }, () => ours) }, ['profiles']],
    ['a policy that is a list', [], ['policy']],
  ])('%s', (_what, raw, mistakes) => {
    expect(readPolicy(raw).mistakes).toEqual(mistakes);
  });

  it('spoils nothing beside it', () => {
    const broken = {
      ...everything,
      surprise: 1,
      keepDays: 'thirty',
      profiles: [{ apiUrl: 'nowhere' }, ...everything.profiles],
      pageContext: { ...everything.pageContext, block: ['hr.example.com', '*'] },
    };
    const { mistakes, ...rest } = readPolicy(broken);
    const { mistakes: _none, ...whole } = readPolicy(everything);
    expect(rest).toEqual({ ...whole, keepDays: undefined });
    expect(mistakes).toEqual(['surprise', 'profiles[0].apiUrl', 'pageContext.block[1]', 'keepDays']);
  });

  it('costs a profile only its name, its flag, its id or its provider', () => {
    const sloppy = { ...ours, id: 7, name: [], compatibilityHeaders: 'x', sso: 'none' };
    const { profiles, mistakes } = readPolicy({ profiles: [sloppy], sso });
    // Without its own provider, and not with another: people would sign in where nobody meant them to.
    expect(profiles).toMatchObject([
      { id: 'org:api.example.com/example', name: 'api.example.com', sso: null },
    ]);
    expect(mistakes).toHaveLength(4);
  });

  it('is named once, and a hundred times at most', () => {
    const { mistakes } = readPolicy({ pageContext: { block: Array.from({ length: 500 }, () => 7) } });
    expect(mistakes).toHaveLength(100);
    expect(new Set(mistakes).size).toBe(100);
  });
});

describe('a profile of the policy', () => {
  const idsOf = (raw: unknown): string[] => readPolicy(raw).profiles.map(({ id }) => id);

  it('keeps its id in another order and under another name, and with `id` at another address', () => {
    const other = { ...ours, tenantId: 'other' };
    expect(idsOf({ profiles: [ours, other] })).toEqual([
      'org:api.example.com/example',
      'org:api.example.com/other',
    ]);
    expect(idsOf({ profiles: [other, { ...ours, name: 'X' }] }).toSorted()).toEqual(
      idsOf({ profiles: [ours, other] }),
    );
    const moved = { ...ours, apiUrl: 'https://new.example.com' };
    expect(idsOf({ profiles: [{ ...moved, id: 'a' }] })).toEqual(idsOf({ profiles: [{ ...ours, id: 'a' }] }));
  });

  it('has the default tenant and the common sign-in where it has none of its own', () => {
    const { profiles } = readPolicy({ profiles: [{ apiUrl: ours.apiUrl }], defaultTenant: 'common', sso });
    expect(profiles).toMatchObject([{ tenantId: 'common', sso: readSso }]);
  });
});

describe('own profiles', () => {
  it.each([
    [{ keepDays: 1 }, true],
    [{ profiles: [] }, true],
    [{ profiles: [ours] }, false],
    [{ profiles: [ours], ownProfiles: true }, true],
    [{ ownProfiles: false }, false],
    // A policy that gives profiles, all of them wrong, does not send people elsewhere.
    [{ profiles: [{ apiUrl: 'nowhere' }] }, false],
    [{ profiles: 'https://api.example.com' }, false],
    [{ profiles: [ours], ownProfiles: 'perhaps' }, false],
  ])('of %j: %j', (raw, expected) => {
    expect(readPolicy(raw).ownProfiles).toBe(expected);
  });
});

describe('retention', () => {
  it.each([
    [{ keepDays: 30 }, 30],
    [{ keepDays: 0 }, null],
    [{}, undefined],
    [{ keepDays: null }, undefined],
  ])('%j keeps for %j days', (raw, days) => {
    expect(readPolicy(raw).keepDays).toBe(days);
  });
});

describe('a rule on pages that cannot be understood lets no page leave', () => {
  it.each<[string, unknown]>([
    ['the whole', { pageContext: 'off' }],
    ['the switch', { pageContext: { enabled: 'false' } }],
    ['what is allowed', { pageContext: { allow: 'example.com' } }],
    ['all that is allowed', { pageContext: { allow: ['https://example.com/'] } }],
    ['what is blocked', { pageContext: { block: 'bank.example' } }],
  ])('%s', (_what, raw) => {
    const { pageContext, mistakes } = readPolicy(raw);
    expect(mayReadPage(pageContext, 'https://example.com/')).toBe(false);
    expect(mistakes).toHaveLength(1);
  });

  it('but an empty list of blocked sites blocks none', () => {
    const { pageContext } = readPolicy({ pageContext: { block: [] } });
    expect(mayReadPage(pageContext, 'https://example.com/')).toBe(true);
  });
});

describe('a rule on masking that cannot be understood masks', () => {
  const all = { email: true, phone: true, card: true, iban: true, key: true };
  it.each<[string, unknown, object]>([
    ['the whole', 'off', all],
    ['one kind, and no other', { phone: 'false', key: false }, { phone: true, key: false }],
  ])('%s', (_what, masking, rules) => {
    const read = readPolicy({ masking });
    expect(read.masking).toEqual(rules);
    expect(read.mistakes).toHaveLength(1);
  });

  it('and what it does not name people choose', () => {
    expect(readPolicy({ masking: { card: true } }).masking).toEqual({ card: true });
    expect(readPolicy({ masking: {} }).masking).toEqual({});
  });
});

it("takes a flag as Windows' registry writes it", () => {
  const { ownProfiles, pageContext, mistakes } = readPolicy({ ownProfiles: 0, pageContext: { enabled: 0 } });
  expect({ ownProfiles, enabled: pageContext.enabled, mistakes }).toEqual({
    ownProfiles: false,
    enabled: false,
    mistakes: [],
  });
});

describe('whatever is in a policy', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.constantFrom('https://a.test', 'acme', 'v3', '*.a.test'),
  );
  const anything = fc.oneof(fc.anything({ withNullPrototype: true, maxDepth: 3 }), text, fc.array(text));
  const rough = (known: object): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(Object.keys(known).map((key) => [key, anything])), { requiredKeys: [] });
  const policies = fc.record(
    {
      ...Object.fromEntries(Object.keys(everything).map((key) => [key, anything])),
      profiles: fc.oneof(anything, fc.array(rough(everything.profiles[0]))),
      pageContext: fc.oneof(anything, rough(everything.pageContext)),
      sso: fc.oneof(anything, rough(everything.sso)),
    },
    { requiredKeys: [] },
  );

  it('nothing throws, and what comes out obeys the rules', () => {
    fc.assert(
      fc.property(policies, (raw) => {
        const policy = readPolicy(raw);
        for (const given of policy.profiles) expect(profile.safeParse(given).success).toBe(true);
        expect(new Set(policy.profiles.map(({ id }) => id)).size).toBe(policy.profiles.length);
        for (const place of policy.mistakes)
          expect(place).toMatch(/^[\w-…]+(\[\d+\])?(\.[\w-…]+(\[\d+\])?)*$/);
        expect(policy.allowedProtocols?.length).not.toBe(0);
      }),
      { numRuns: scaled(3000) },
    );
  });
});
