import { describe, expect, it } from 'vitest';
import { createSettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { toSettingsView } from '../../../lib/background/identity/settings-view.ts';
import { readPolicy } from '../../../lib/config/policy.ts';
import type { KnownWay } from '../../../lib/config/known-way.ts';
import { productionProfile, toSettingsInput, type Profile } from '../../../lib/config/profile.ts';
import { settingsView as viewSchema } from '../../../lib/messaging/settings-shapes.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };
const local: Profile = { ...productionProfile, id: 'local', name: 'This computer' };
const given = { id: 'ours', name: 'Ours', apiUrl: 'https://ai.example.org', tenantId: 'ours' };
const provider = { issuer: 'https://id.example.org', clientId: 'panel' };

/** A book, and the policy over it, which the organisation may change. */
function open(policy: object = {}) {
  const areas = createMemoryAreas();
  const items = createItems(areas);
  let raw = policy;
  const worker = () => createSettingsStore(items.profiles, () => Promise.resolve(readPolicy(raw)));
  const settings = worker();
  let known: KnownWay | null = null;
  const ids = async (): Promise<string[]> => (await worker().read()).all.map(({ profile }) => profile.id);
  const current = async (): Promise<string> => (await worker().profile()).id;
  return {
    ...{ settings, items, areas, ids, current },
    setPolicy: (next: object) => void (raw = next),
    setKnown: (next: KnownWay) => void (known = next),
    view: async () => toSettingsView(await settings.read(), 'https://redirect.example', known),
  };
}

const connection = ({ id: _, ...rest }: Profile): Omit<Profile, 'id'> => rest;

describe('the settings', () => {
  it('begin with the default, and store nothing before something is saved', async () => {
    const { settings, areas, ids } = open();
    expect(await settings.profile()).toEqual(productionProfile);
    expect(await ids()).toEqual(['default']);
    expect(areas.local.stored.size).toBe(0);
  });

  it.each([
    ['nothing', {}, true],
    ['what is not an address', { keepDays: 7, defaultTenant: 'acme' }, true],
    ['an address', { profiles: [given] }, false],
    // What is forbidden needs no card that asks for it.
    ['that nobody may have an own one', { ownProfiles: false }, false],
  ])(
    'are unset where nobody has saved anything and the organisation says %s',
    async (_what, policy, isUnset) => {
      const { settings } = open(policy);
      expect((await settings.read()).isUnset).toBe(isUnset);
      await settings.save('default', connection(productionProfile));
      expect((await settings.read()).isUnset).toBe(false);
    },
  );

  it('have a new profile beside the default, and use it', async () => {
    const { settings, ids, current } = open();
    await settings.save('acme', connection(acme));
    expect(await ids()).toEqual(['default', 'acme']);
    expect(await current()).toBe('acme');
    expect(await settings.profile()).toEqual(acme);
  });

  it('have one profile of an id, however often it is saved, in its place', async () => {
    const { settings, ids, current } = open();
    await settings.save('acme', connection(acme));
    await settings.save('local', connection(local));
    await settings.save('acme', connection(acme));
    await settings.save('acme', connection({ ...acme, name: 'Acme, again' }));
    expect(await ids()).toEqual(['default', 'acme', 'local']);
    expect(await current()).toBe('acme');
    expect((await settings.profile()).name).toBe('Acme, again');
  });

  it('have the default as it was changed, once it was', async () => {
    const { settings, ids } = open();
    await settings.save('default', connection({ ...productionProfile, tenantId: 'acme' }));
    expect(await ids()).toEqual(['default']);
    expect((await settings.profile()).tenantId).toBe('acme');
  });

  it('use another, and that again', async () => {
    const { settings, current } = open();
    await settings.save('acme', connection(acme));
    await settings.use('default');
    expect(await current()).toBe('default');
    await settings.use('acme');
    expect(await current()).toBe('acme');
  });

  it('use the organisation’s where nothing was saved, and have nothing of their own then', async () => {
    const other = { ...given, id: 'theirs', tenantId: 'theirs' };
    const { settings, items, ids, current } = open({ profiles: [given, other] });
    expect(await current()).toBe('org:ours');
    await settings.use('org:theirs');
    expect(await current()).toBe('org:theirs');
    expect(await ids()).toEqual(['org:ours', 'org:theirs']);
    expect(await items.profiles.read()).toEqual({ profiles: [], currentId: 'org:theirs' });
  });

  it.each([
    ['the one in use', 'local', 'default'],
    ['another', 'acme', 'local'],
  ])('go on without %s', async (_which, gone, next) => {
    const { settings, ids, current } = open();
    await settings.save('acme', connection(acme));
    await settings.save('local', connection(local));
    const without = await settings.without(gone);
    expect(without.all.map(({ profile }) => profile.id)).not.toContain(gone);
    expect(without.current.profile.id).toBe(next);
    expect(await ids(), 'only asked').toContain(gone);
    await settings.remove(gone);
    expect(await ids()).not.toContain(gone);
    expect(await current()).toBe(next);
  });

  it('are the default’s again without any', async () => {
    const { settings, ids } = open();
    await settings.save('acme', connection(acme));
    for (const id of ['default', 'acme', 'acme', 'nobody’s']) await settings.remove(id);
    expect(await ids()).toEqual(['default']);
    expect(await settings.profile()).toEqual(productionProfile);
  });

  it('are the organisation’s without any of one’s own', async () => {
    const { settings, ids, current } = open({ profiles: [given], ownProfiles: true });
    await settings.save('acme', connection(acme));
    await settings.remove('acme');
    expect(await ids()).toEqual(['org:ours']);
    expect(await current()).toBe('org:ours');
  });

  it('are whatever can still be offered where what is stored is not understood', async () => {
    const { settings, areas } = open();
    await settings.save('acme', connection(acme));
    areas.local.stored.set('profile', { version: 2, value: { profiles: 'none' } });
    expect(await settings.profile()).toEqual(productionProfile);
  });
});

describe('what was saved', () => {
  it('is back, in use, when a policy that forbids it goes', async () => {
    const { settings, ids, current, setPolicy } = open();
    await settings.save('acme', connection(acme));
    setPolicy({ profiles: [given] });
    expect(await ids()).toEqual(['org:ours']);
    expect(await current()).toBe('org:ours');
    setPolicy({});
    expect(await ids()).toEqual(['default', 'acme']);
    expect(await settings.profile()).toEqual(acme);
  });

  it('is back as it was when a policy that changes it goes', async () => {
    const { settings, setPolicy } = open();
    await settings.save('acme', connection(acme));
    setPolicy({ defaultTenant: 'set', sso: provider });
    expect(await settings.profile()).toMatchObject({ tenantId: 'set', sso: provider });
    setPolicy({});
    expect(await settings.profile()).toEqual(acme);
  });

  it('is kept while one of the organisation’s is used in its place', async () => {
    const { settings, ids, current, setPolicy } = open();
    await settings.save('acme', connection(acme));
    setPolicy({ profiles: [given] });
    await settings.use('org:ours');
    setPolicy({});
    expect(await ids()).toEqual(['default', 'acme']);
    expect(await current(), 'the one that was used is gone').toBe('default');
  });
});

describe('what the options page is told', () => {
  const typedBlank = { ...toSettingsInput(productionProfile), name: '', apiUrl: '', tenantId: '' };

  it('is the profile in use, and what else there is', async () => {
    const { settings, view } = open();
    await settings.save('acme', connection(acme));
    expect(await view()).toEqual({
      profileId: 'acme',
      profiles: [
        { id: 'default', name: 'MIPTech', isManaged: false },
        { id: 'acme', name: 'Acme', isManaged: false },
      ],
      settings: toSettingsInput(acme),
      derivedWsUrl: acme.wsUrl,
      blank: typedBlank,
      locked: [],
      foundWsUrl: null,
      blankLocked: [],
      mayAdd: true,
      protocols: ['automatic', 'v3', 'v1', 'rest', 'proxy'],
      pageRules: { enabled: true, allow: null, block: [] },
      policyMistakes: [],
      redirectUrl: 'https://redirect.example',
    });
  });

  const found: KnownWay = { way: 'v3', path: '/ws', why: null, socket: 'v3', lookedAt: 0, looks: 0 };
  it.each<[string, Partial<KnownWay>, Partial<Profile>, string | null]>([
    ['where it was found', {}, {}, 'wss://api.acme.test/ws'],
    ['where it belongs', { path: null }, {}, null],
    ['nowhere at the moment', { way: 'rest' }, {}, null],
    ['not looked for', {}, { protocol: 'v3' }, null],
  ])('where automatic has its socket: %s', async (_where, change, set, address) => {
    const { settings, view, setKnown } = open();
    const apiUrl = 'https://api.acme.test';
    const wsUrl = 'wss://api.acme.test/api/v1/ws/chat';
    await settings.save('acme', connection({ ...acme, apiUrl, wsUrl, wsUrlIsDerived: true, ...set }));
    setKnown({ ...found, ...change });
    expect((await view()).foundWsUrl).toBe(address);
  });

  it.each([
    ['a profile of the organisation’s', { profiles: [given] }, { mayAdd: false, blankLocked: [] }],
    [
      'rules on pages',
      { pageContext: { allow: ['*.Corp.example'], block: ['hr.corp.example'] } },
      { pageRules: { enabled: true, allow: ['*.corp.example'], block: ['hr.corp.example'] } },
    ],
    [
      'its tenant and provider in a new one',
      { defaultTenant: 'set', sso: provider },
      {
        mayAdd: true,
        locked: ['tenantId', 'ssoIssuer', 'ssoClientId', 'ssoScopes'],
        blank: { ...typedBlank, tenantId: 'set', ssoIssuer: provider.issuer, ssoClientId: 'panel' },
        blankLocked: ['tenantId', 'ssoIssuer', 'ssoClientId', 'ssoScopes'],
      },
    ],
    ['the dialects that are allowed', { allowedProtocols: ['proxy'] }, { protocols: ['automatic', 'proxy'] }],
    [
      'what could not be understood',
      { profiles: [{ ...given, apiUrl: 7 }] },
      { policyMistakes: ['profiles[0].apiUrl'] },
    ],
  ])('of a policy: %s', async (_what, policy, told) => {
    const view = await open(policy).view();
    expect(view).toMatchObject(told);
    expect(viewSchema.parse(view)).toEqual(view);
  });

  it('of a profile of the organisation’s: all of it is locked', async () => {
    const { locked, profiles, settings } = await open({ profiles: [given] }).view();
    expect([...locked].toSorted()).toEqual(Object.keys(settings).toSorted());
    expect(profiles).toEqual([{ id: 'org:ours', name: 'Ours', isManaged: true }]);
  });
});
