import { describe, expect, it } from 'vitest';
import type { WorkspaceSwitch } from '../../../lib/background/switching/workspace-switch.ts';
import { createProfileService } from '../../../lib/background/switching/profile-service.ts';
import { createSettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { readPolicy } from '../../../lib/config/policy.ts';
import { productionProfile, toSettingsInput, type Profile } from '../../../lib/config/profile.ts';
import type { SettingsInput } from '../../../lib/messaging/settings-shapes.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { sentencesOf } from '../../config/sentences.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const given = { id: 'ours', name: 'Ours', apiUrl: 'https://ai.example.org', tenantId: 'ours' };
const provider = { issuer: 'https://id.example.org', clientId: 'panel' };
const typed = (change: Partial<SettingsInput> = {}): SettingsInput => ({
  ...toSettingsInput(productionProfile),
  name: 'Acme',
  tenantId: 'acme',
  ...change,
});

/** A book, and switches that note where they lead before they store. */
function open(policy: object = {}) {
  const areas = createMemoryAreas();
  const { profiles: item } = createItems(areas);
  let raw = policy;
  const settings = createSettingsStore(item, () => Promise.resolve(readPolicy(raw)));
  const passed: (Profile | undefined)[] = [];
  const workspaceSwitch: WorkspaceSwitch = {
    async change(next, store) {
      const change = await next(await settings.profile());
      expect(change).not.toHaveProperty('kept');
      passed.push(change.profile);
      await store();
      expect(change.profile, 'what is told beforehand is what comes').toEqual(await settings.profile());
    },
  };
  const left: string[] = [];
  const profiles = createProfileService({
    settings,
    workspaceSwitch,
    knownWays: { read: () => Promise.resolve(null) },
    redirectUrl: () => 'https://redirect.example',
    leave: ({ tenantId }) => Promise.resolve(void left.push(tenantId)),
  });
  return {
    ...{ profiles, settings, passed, item, areas, left },
    setPolicy: (next: object) => void (raw = next),
    ids: async () => (await profiles.view()).profiles.map(({ id }) => id),
  };
}

it('chosen there and back and there again, at once: the last choice is the one in use', async () => {
  const { profiles, passed } = open();
  await profiles.save('acme', typed());
  passed.length = 0;
  await Promise.all(['default', 'acme', 'default', 'acme', 'default'].map((id) => profiles.use(id)));
  expect((await profiles.view()).profileId).toBe('default');
  expect(passed.map((profile) => profile?.id)).toEqual(['default', 'acme', 'default', 'acme', 'default']);
});

describe('saving', () => {
  it('under a new id makes a profile, and uses it', async () => {
    const { profiles, passed, ids } = open();
    const { errors, view } = await profiles.save('acme', typed());
    expect(errors).toEqual({});
    expect(view).toMatchObject({ profileId: 'acme', settings: typed() });
    expect(await ids()).toEqual(['default', 'acme']);
    expect(passed).toMatchObject([{ id: 'acme', tenantId: 'acme' }]);
  });

  it('the same again, as by a page whose worker died, makes no second one', async () => {
    const { profiles, ids } = open();
    const first = await profiles.save('acme', typed());
    expect(await profiles.save('acme', typed())).toEqual(first);
    expect(await ids()).toEqual(['default', 'acme']);
  });

  it('under the id of one that is not in use changes that, and uses it', async () => {
    const { profiles, ids } = open();
    await profiles.save('acme', typed());
    const { view } = await profiles.save('default', typed({ name: 'First', tenantId: 'first' }));
    expect(view).toMatchObject({ profileId: 'default', settings: { name: 'First', tenantId: 'first' } });
    expect(await ids()).toEqual(['default', 'acme']);
  });

  it('what breaks a rule stores nothing, and says which field', async () => {
    const { profiles, passed, areas } = open();
    const { errors, view } = await profiles.save(
      'acme',
      typed({ apiUrl: 'http://api.example.org', tenantId: '' }),
    );
    expect(Object.keys(errors)).toEqual(['apiUrl', 'tenantId']);
    expect(view.profileId).toBe('default');
    expect([passed.length, areas.local.stored.size]).toEqual([0, 0]);
  });

  it.each([
    ['a profile of the organisation’s', 'org:ours', { profiles: [given], ownProfiles: true }],
    ['a new one, where nobody may have one of their own', 'acme', { profiles: [given] }],
    ['a new one, where there may be none at all', 'acme', { ownProfiles: false }],
    ['one’s own, from before that was forbidden', 'before', { profiles: [given] }],
  ])('is refused for %s', async (_what, id, policy) => {
    const { profiles, passed, item, setPolicy } = open();
    await profiles.save('before', typed());
    const stored = await item.read();
    setPolicy(policy);
    const { errors } = await profiles.save(id, typed({ name: 'Mine', apiUrl: 'https://mine.example' }));
    expect(sentencesOf(errors)).toEqual({ name: 'Set by your organisation.' });
    expect(passed).toHaveLength(1);
    expect(await item.read()).toEqual(stored);
  });

  it('keeps what the organisation has set, whatever a page asks for', async () => {
    const { profiles, settings } = open({ defaultTenant: 'set', sso: provider });
    const asked = typed({ tenantId: 'mine', ssoIssuer: 'https://mine.example', ssoClientId: 'mine' });
    const { errors, view } = await profiles.save('acme', asked);
    expect(errors).toEqual({});
    expect(await settings.profile()).toMatchObject({ tenantId: 'set', sso: provider });
    expect(view.settings).toMatchObject({ tenantId: 'set', ssoIssuer: provider.issuer });
  });

  it('rejects where nothing can be stored, and leaves all as it was', async () => {
    const { profiles, settings, areas } = open();
    await profiles.save('acme', typed());
    areas.local.set = () => Promise.reject(new Error('quota'));
    await expect(profiles.save('acme', typed({ tenantId: 'other' }))).rejects.toThrow('quota');
    await expect(profiles.use('default')).rejects.toThrow('quota');
    await expect(profiles.remove('acme')).rejects.toThrow('quota');
    expect(await settings.profile()).toMatchObject({ id: 'acme', tenantId: 'acme' });
  });
});

describe('using', () => {
  it('another profile leads to it; the one in use, and one that does not exist, to nothing', async () => {
    const { profiles, passed } = open();
    await profiles.save('acme', typed());
    await profiles.use('default');
    await profiles.use('default');
    await profiles.use('nobody’s');
    expect(passed.map((profile) => profile?.id)).toEqual(['acme', 'default']);
    expect((await profiles.view()).profileId).toBe('default');
  });

  it('one that the policy forbids leads to nothing', async () => {
    const { profiles, passed, setPolicy } = open();
    await profiles.save('acme', typed());
    setPolicy({ profiles: [given] });
    await profiles.use('acme');
    expect(passed).toHaveLength(1);
    expect((await profiles.view()).profileId).toBe('org:ours');
  });

  it('one leads to it as the policy has it', async () => {
    const { profiles, passed, setPolicy } = open();
    await profiles.save('acme', typed());
    setPolicy({ defaultTenant: 'set' });
    await profiles.use('default');
    expect(passed.at(-1)).toMatchObject({ id: 'default', tenantId: 'set' });
  });
});

describe('removing', () => {
  it('the profile in use leads to the next, again and again to the default', async () => {
    const { profiles, passed, ids } = open();
    await profiles.save('acme', typed());
    await profiles.save('other', typed({ tenantId: 'other' }));
    await profiles.remove('other');
    expect((await profiles.view()).profileId).toBe('default');
    await profiles.remove('default');
    expect((await profiles.view()).profileId).toBe('acme');
    await profiles.remove('acme');
    expect(passed.slice(2).map((profile) => profile?.id)).toEqual(['default', 'acme', 'default']);
    expect(await ids()).toEqual(['default']);
  });

  it('the profile in use leads to one of the organisation’s, where there is no other', async () => {
    const { profiles, passed } = open({ profiles: [given], ownProfiles: true });
    await profiles.save('acme', typed());
    await profiles.remove('acme');
    expect(passed.map((profile) => profile?.id)).toEqual(['acme', 'org:ours']);
  });

  it('ends the sign-in at its place, unless another profile needs it', async () => {
    const { profiles, left } = open();
    await profiles.save('acme', typed());
    await profiles.save('again', typed({ name: 'Acme once more' }));
    await profiles.remove('acme');
    expect(left).toEqual([]);
    await profiles.remove('again');
    expect(left).toEqual(['acme']);
  });

  it('another one closes no workspace', async () => {
    const { profiles, passed, ids } = open();
    await profiles.save('acme', typed());
    await profiles.remove('default');
    expect(passed).toHaveLength(1);
    expect(await ids()).toEqual(['acme']);
    expect((await profiles.view()).profileId).toBe('acme');
  });

  it.each(['org:ours', 'nobody’s'])('%s changes nothing', async (id) => {
    const { profiles, passed, ids, areas } = open({ profiles: [given], ownProfiles: true });
    await profiles.remove(id);
    expect(await ids()).toEqual(['org:ours']);
    expect([passed.length, areas.local.stored.size]).toEqual([0, 0]);
  });
});
