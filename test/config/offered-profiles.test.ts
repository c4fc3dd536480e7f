import { describe, expect, it } from 'vitest';
import { lockedFields, offerProfiles, underPolicy } from '../../lib/config/offered-profiles.ts';
import { noPolicy, readPolicy } from '../../lib/config/policy.ts';
import { settingsFields } from '../../lib/config/settings-record.ts';
import { productionProfile, type Profile, type ProfileBook } from '../../lib/config/profile.ts';

const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };
const local: Profile = { ...productionProfile, id: 'local', name: 'This computer' };
const book: ProfileBook = { profiles: [acme, local], currentId: 'local' };
const empty: ProfileBook = { profiles: [], currentId: '' };

const given = { id: 'ours', name: 'Ours', apiUrl: 'https://ai.example.org', tenantId: 'ours' };
const provider = { issuer: 'https://id.example.org', clientId: 'panel' };
const ssoFields = ['ssoIssuer', 'ssoClientId', 'ssoScopes'];

interface Case {
  readonly book?: ProfileBook | null;
  readonly policy?: object;
  /** Ids, in order. */
  readonly offered: readonly string[];
  readonly current: string;
  /** What of them is the organisation's own. */
  readonly managed?: readonly string[];
}

const cases: readonly [string, Case][] = [
  ['the default, where nothing was ever saved', { book: null, offered: ['default'], current: 'default' }],
  ['what was saved', { book, offered: ['acme', 'local'], current: 'local' }],
  [
    'the default, where all that was saved was removed',
    { book: empty, offered: ['default'], current: 'default' },
  ],
  [
    'the first, where the one in use is gone',
    { book: { ...book, currentId: 'gone' }, offered: ['acme', 'local'], current: 'acme' },
  ],
  [
    'the organisation’s, in place of the default',
    {
      book: null,
      policy: { profiles: [given] },
      offered: ['org:ours'],
      managed: ['org:ours'],
      current: 'org:ours',
    },
  ],
  [
    'the organisation’s alone, where it says nothing of others',
    {
      book,
      policy: { profiles: [given] },
      offered: ['org:ours'],
      managed: ['org:ours'],
      current: 'org:ours',
    },
  ],
  [
    'the organisation’s first, and then one’s own, where it allows them',
    {
      book,
      policy: { profiles: [given], ownProfiles: true },
      offered: ['org:ours', 'acme', 'local'],
      managed: ['org:ours'],
      current: 'local',
    },
  ],
  [
    'the organisation’s, not the default beside it, where nothing was saved and one’s own are allowed',
    {
      book: null,
      policy: { profiles: [given], ownProfiles: true },
      offered: ['org:ours'],
      managed: ['org:ours'],
      current: 'org:ours',
    },
  ],
  [
    'the one in use, where that is the organisation’s',
    {
      book: { profiles: [acme], currentId: 'org:ours' },
      policy: { profiles: [given], ownProfiles: true },
      offered: ['org:ours', 'acme'],
      managed: ['org:ours'],
      current: 'org:ours',
    },
  ],
  [
    'one’s own, where the organisation’s one that was in use was taken away',
    {
      book: { profiles: [acme], currentId: 'org:ours' },
      policy: {},
      offered: ['acme'],
      current: 'acme',
    },
  ],
  [
    'the default, which can’t be used, where one’s own are forbidden and none is given',
    { book, policy: { ownProfiles: false }, offered: ['default'], current: 'default' },
  ],
  [
    'the default, which can’t be used, where those given are wrong',
    {
      book,
      policy: { profiles: [{ ...given, apiUrl: 'nonsense' }] },
      offered: ['default'],
      current: 'default',
    },
  ],
];

describe('offered are', () => {
  it.each(cases)('%s', (_what, { book: saved = null, policy, offered, managed = [], current }) => {
    const offers = offerProfiles(saved, policy === undefined ? noPolicy : readPolicy(policy));
    expect(offers.all.map(({ profile }) => profile.id)).toEqual(offered);
    expect(offers.all.filter(({ isManaged }) => isManaged).map(({ profile }) => profile.id)).toEqual(managed);
    expect(offers.current.profile.id).toBe(current);
    expect(offers.all).toContain(offers.current);
  });

  it('never fewer than one, with every field locked where it may not be used', () => {
    const { current } = offerProfiles(book, readPolicy({ ownProfiles: false }));
    expect(current).toMatchObject({ isManaged: false, profile: productionProfile });
    expect(current.locked).toEqual(offerProfiles(null, readPolicy({ profiles: [given] })).current.locked);
    expect(current.locked).toEqual(settingsFields);
  });
});

describe('what the organisation sets in profiles that people make', () => {
  const sso = { ...provider, scopes: 'openid profile email offline_access' };
  it.each([
    ['nothing', {}, { tenantId: 'acme', sso: null }, []],
    ['the tenant', { defaultTenant: 'set' }, { tenantId: 'set', sso: null }, ['tenantId']],
    ['the provider', { sso: provider }, { tenantId: 'acme', sso }, ssoFields],
    ['both', { defaultTenant: 'set', sso: provider }, { tenantId: 'set', sso }, ['tenantId', ...ssoFields]],
  ])('is in force, and locked: %s', (_what, raw, expected, locked) => {
    const policy = readPolicy(raw);
    expect(lockedFields(policy)).toEqual(locked);
    expect(underPolicy(acme, policy)).toEqual({ ...acme, ...expected });
    const [offer] = offerProfiles({ profiles: [acme], currentId: 'acme' }, policy).all;
    expect(offer).toEqual({ profile: { ...acme, ...expected }, isManaged: false, locked });
  });

  it('is in force in the default, too', () => {
    const { current } = offerProfiles(null, readPolicy({ defaultTenant: 'set' }));
    expect(current).toMatchObject({ profile: { id: 'default', tenantId: 'set' }, locked: ['tenantId'] });
  });

  it('does not reach into profiles that it gives itself', () => {
    const policy = readPolicy({ profiles: [given], defaultTenant: 'set' });
    expect(offerProfiles(book, policy).current.profile.tenantId).toBe('ours');
  });

  it('leaves what was saved as it is, so that it is back when the policy goes', () => {
    const before = structuredClone(book);
    offerProfiles(book, readPolicy({ defaultTenant: 'set', sso: provider, profiles: [given] }));
    expect(book).toEqual(before);
    expect(offerProfiles(book, noPolicy).all.map(({ profile }) => profile)).toEqual(book.profiles);
  });
});
