import { describe, expect, it } from 'vitest';
import { createKnownWays } from '../../../lib/background/platform/known-ways.ts';
import { createWorkspaceFactory } from '../../../lib/background/workspace/workspace-factory.ts';
import { createSettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { createPreferenceStore } from '../../../lib/background/preferences/preference-store.ts';
import { createSignInStore } from '../../../lib/background/identity/sign-in-store.ts';
import { noPolicy, readPolicy, type Policy } from '../../../lib/config/policy.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import type { Patch } from '../../../lib/messaging/contract.ts';
import { defaultBranding } from '../../../lib/protocol/rest/branding.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { partitionOf } from '../../../lib/storage/partition.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { openStore } from '../../storage/test-store.ts';
import { keptSignIn } from '../identity/people.ts';

const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme', protocol: 'v3' };
const other: Profile = { ...productionProfile, id: 'other', name: 'Other', tenantId: 'other' };
const looks = { ...defaultBranding, title: 'Acme' };

const partition = (profile: Profile, userId: string | null = null): string =>
  partitionOf(profile.apiUrl, profile.tenantId, userId);

/** Acme's look was seen last, and Acme is in use. A platform that refuses every token, if it is there at all. */
async function open({ isThere = false, policy = noPolicy }: { isThere?: boolean; policy?: Policy } = {}) {
  const items = createItems(createMemoryAreas());
  await items.branding.write({ [partition(acme)]: looks });
  await items.profiles.write({ profiles: [acme, other], currentId: 'acme' });
  const settings = createSettingsStore(items.profiles, () => Promise.resolve(policy));
  const signIns = createSignInStore(items);
  const { store } = await openStore();
  const reads: string[] = [];
  const published: Patch[] = [];
  const asked: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  const workspaces = createWorkspaceFactory({
    items: {
      ...items,
      branding: {
        ...items.branding,
        read() {
          reads.push('branding');
          return items.branding.read();
        },
      },
    },
    knownWays: createKnownWays(items.knownWays, () => ({ code: 'internal' })),
    settings,
    signIns,
    store,
    loadReadBack: () => Promise.resolve({ ok: false, failure: { code: 'part-missing' } }),
    openId: { refresh: () => Promise.resolve('unavailable') },
    policy: { lookAgain: () => undefined },
    preferences: createPreferenceStore({ item: items.preferences, onChanged: () => undefined }),
    unsentMessages: {
      read: (of) => Promise.resolve(void reads.push(of)).then(() => null),
      forget: () => Promise.resolve(),
    },
    clock: createVirtualClock(),
    random: () => 0.5,
    log: () => undefined,
    newId: () => 'id',
    isOnline: () => false,
    publish: (_, patches) => void published.push(...patches),
    needsChanged: () => undefined,
    async fetch(input) {
      asked.push(new URL(new Request(input).url).pathname);
      if (isHolding) await new Promise<void>((go) => held.push(go));
      if (!isThere) throw new TypeError('offline');
      return new Response('{"code":"invalid_token"}', { status: 401 });
    },
    WebSocket: globalThis.WebSocket,
  });
  return {
    ...{ settings, signIns, workspaces, reads, published, asked },
    /** The platform answers nothing from now on, until `release`. */
    hold: () => void (isHolding = true),
    release() {
      isHolding = false;
      for (const go of held.splice(0)) go();
    },
  };
}

/** Lets all that waits for nothing but a turn come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('the first workspace of a worker', () => {
  it('finds its look read already, beside the settings', async () => {
    const { workspaces, reads } = await open();
    expect(reads).toEqual(['branding']);
    expect((await workspaces.current()).branding()).toEqual(looks);
    expect(reads).toEqual(['branding', partition(acme)]);
  });

  it('does not show another tenant’s look', async () => {
    const { workspaces, settings } = await open();
    await settings.use('other');
    expect((await workspaces.current()).branding()).toEqual(defaultBranding);
  });

  it('does not show a person the look that another was shown', async () => {
    const { workspaces, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    expect((await workspaces.current()).branding()).toEqual(defaultBranding);
  });
});

it('a later workspace reads the look anew: it may have changed under the one before', async () => {
  const { workspaces, reads } = await open();
  await workspaces.current();
  await workspaces.current();
  expect(reads.filter((read) => read === 'branding')).toHaveLength(2);
});

it('the latest workspace is the one made last', async () => {
  const { workspaces, settings } = await open();
  expect(workspaces.latest()).toBeNull();
  const first = await workspaces.current();
  expect(workspaces.latest()).toBe(first);
  await settings.use('other');
  const second = await workspaces.current();
  expect(workspaces.latest()).toBe(second);
});

describe('a workspace', () => {
  it('is of the profile in use, and of whoever is signed in there', async () => {
    const { workspaces, settings, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    const ofAnn = await workspaces.current();
    expect(ofAnn.partition).toBe(partition(acme, 'ann'));
    expect(ofAnn.account()).toMatchObject({ state: 'signed-in', name: 'ann' });
    await settings.use('other');
    const ofNobody = await workspaces.current();
    expect(ofNobody.partition).toBe(partition(other));
    expect(ofNobody.account()).toMatchObject({ state: 'signed-out', name: null });
    expect(ofNobody.profiles.map(({ id }) => id)).toEqual(['acme', 'other']);
  });

  it('is still of the person whose sign-in has ended, and says so', async () => {
    const { workspaces, signIns, asked } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann', { tokens: null }));
    const workspace = await workspaces.current();
    expect(workspace.partition).toBe(partition(acme, 'ann'));
    expect(workspace.account().state).toBe('ended');
    expect(asked).toEqual([]);
  });
});

describe('a sign-in that the platform ends', () => {
  it('is told to every panel at once, and stored, so that its person is still known', async () => {
    const { workspaces, signIns, published, asked } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    const workspace = await workspaces.current();
    await workspace.currentConversation(null);
    await settle();
    expect(asked).toEqual(['/api/v1/chat/config', '/api/v1/auth/refresh']);
    expect(workspace.account().state).toBe('ended');
    expect(published).toEqual([{ type: 'account', account: workspace.account() }]);
    expect((await signIns.read(acme))?.signIn).toMatchObject({ user: { id: 'ann' }, tokens: null });
  });

  it('is told only once it is stored: a worker that dies before would have told what the next one does not know', async () => {
    const { workspaces, signIns, published } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    const { replaceTokens } = signIns;
    let store = (): void => undefined;
    signIns.replaceTokens = (...how) =>
      new Promise<void>((stored) => {
        store = () => stored(replaceTokens(...how));
      });
    const workspace = await workspaces.current();
    await workspace.currentConversation(null);
    await settle();
    expect([workspace.account().state, published]).toEqual(['signed-in', []]);
    store();
    await settle();
    expect(workspace.account().state).toBe('ended');
    expect(published).toHaveLength(1);
  });

  it('is not told where it could not be stored', async () => {
    const { workspaces, signIns, published } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    signIns.replaceTokens = () => Promise.reject(new Error('full'));
    const workspace = await workspaces.current();
    await workspace.currentConversation(null);
    await settle();
    expect([workspace.account().state, published]).toEqual(['signed-in', []]);
  });

  it('is not told of a workspace that was left meanwhile', async () => {
    const { workspaces, settings, signIns, published, hold, release } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    hold();
    const left = await workspaces.current();
    await left.currentConversation(null);
    await settle();
    await settings.use('other');
    await workspaces.current();
    release();
    await settle();
    expect(left.account().state).toBe('ended');
    expect(published).toEqual([]);
  });

  it('does not end that of the person who has taken their place meanwhile', async () => {
    const { workspaces, signIns, published, hold, release } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    hold();
    await (await workspaces.current()).currentConversation(null);
    await settle();
    await signIns.keep(acme, keptSignIn('ben'));
    await workspaces.current();
    release();
    await settle();
    expect(await signIns.read(acme)).toEqual(keptSignIn('ben'));
    expect(published).toEqual([]);
  });

  it('is not ended by a platform that is not there', async () => {
    const { workspaces, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    const workspace = await workspaces.current();
    await workspace.currentConversation(null);
    await settle();
    expect(workspace.account().state).toBe('signed-in');
    expect(await signIns.read(acme)).toEqual(keptSignIn('ann'));
  });
});

describe('a profile that the policy forbids', () => {
  const own = readPolicy({ ownProfiles: false });
  const joins = async (policy: Policy) => {
    const { workspaces, asked } = await open({ policy });
    const workspace = await workspaces.current();
    const runner = await workspace.session((await workspace.currentConversation(null)).id);
    await runner.dispatch({ type: 'online-changed', online: true });
    await runner.dispatch({ type: 'watched', watchers: 1 });
    await settle();
    const { problem } = runner.state();
    await workspace.close();
    return { problem, asked };
  };

  it.each([
    ['because nobody may have one of their own', own],
    ['because the policy’s own turned out to be wrong', readPolicy({ profiles: [{ apiUrl: 'nonsense' }] })],
    ['because its dialect is not allowed', readPolicy({ allowedProtocols: ['v1'] })],
  ])('creates no chat, and says so: %s', async (_why, policy) => {
    const { problem, asked } = await joins(policy);
    expect(problem).toMatchObject({ code: 'policy-forbids' });
    expect(asked).not.toContain('/api/v1/chat');
  });

  it('is another than one that it allows', async () => {
    const { problem, asked } = await joins(noPolicy);
    expect(problem).not.toMatchObject({ code: 'policy-forbids' });
    expect(asked).toContain('/api/v1/chat');
  });
});
