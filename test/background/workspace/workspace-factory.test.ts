import { describe, expect, it } from 'vitest';
import { createDeskSource } from '../../../lib/background/workspace/workspace-factory.ts';
import { createSettingsBook } from '../../../lib/background/identity/settings-store.ts';
import { createSignIns } from '../../../lib/background/identity/sign-in-store.ts';
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

const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };
const other: Profile = { ...productionProfile, id: 'other', name: 'Other', tenantId: 'other' };
const looks = { ...defaultBranding, title: 'Acme' };

const partition = (profile: Profile, userId: string | null = null): string =>
  partitionOf(profile.apiUrl, profile.tenantId, userId);

/** Acme's look was seen last, and Acme is in use. A platform that refuses every token, if it is there at all. */
async function open({ isThere = false, policy = noPolicy }: { isThere?: boolean; policy?: Policy } = {}) {
  const items = createItems(createMemoryAreas());
  await items.branding.write({ [partition(acme)]: looks });
  await items.profiles.write({ profiles: [acme, other], currentId: 'acme' });
  const settings = createSettingsBook(items.profiles, () => Promise.resolve(policy));
  const signIns = createSignIns(items);
  const { store } = await openStore();
  const reads: string[] = [];
  const published: Patch[] = [];
  const asked: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  const desks = createDeskSource({
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
    settings,
    signIns,
    store,
    openId: { refresh: () => Promise.resolve('unavailable') },
    leftBehind: {
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
      asked.push(new URL((input as Request).url).pathname);
      if (isHolding) await new Promise<void>((go) => held.push(go));
      if (!isThere) throw new TypeError('offline');
      return new Response('{"code":"invalid_token"}', { status: 401 });
    },
    WebSocket: globalThis.WebSocket,
  });
  return {
    ...{ settings, signIns, desks, reads, published, asked },
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

describe('the first desk of a worker', () => {
  it('finds its look read already, beside the settings', async () => {
    const { desks, reads } = await open();
    expect(reads).toEqual(['branding']);
    expect((await desks.current()).branding()).toEqual(looks);
    expect(reads).toEqual(['branding', partition(acme)]);
  });

  it('does not show another tenant’s look', async () => {
    const { desks, settings } = await open();
    await settings.use('other');
    expect((await desks.current()).branding()).toEqual(defaultBranding);
  });

  it('does not show a person the look that another was shown', async () => {
    const { desks, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    expect((await desks.current()).branding()).toEqual(defaultBranding);
  });
});

it('a later desk reads the look anew: it may have changed under the one before', async () => {
  const { desks, reads } = await open();
  await desks.current();
  await desks.current();
  expect(reads.filter((read) => read === 'branding')).toHaveLength(2);
});

it('the latest desk is the one made last', async () => {
  const { desks, settings } = await open();
  expect(desks.latest()).toBeNull();
  const first = await desks.current();
  expect(desks.latest()).toBe(first);
  await settings.use('other');
  const second = await desks.current();
  expect(desks.latest()).toBe(second);
});

describe('a desk', () => {
  it('is of the profile in use, and of whoever is signed in there', async () => {
    const { desks, settings, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    const ofAnn = await desks.current();
    expect(ofAnn.partition).toBe(partition(acme, 'ann'));
    expect(ofAnn.account()).toMatchObject({ state: 'signed-in', name: 'ann' });
    await settings.use('other');
    const ofNobody = await desks.current();
    expect(ofNobody.partition).toBe(partition(other));
    expect(ofNobody.account()).toMatchObject({ state: 'signed-out', name: null });
    expect(ofNobody.profiles.map(({ id }) => id)).toEqual(['acme', 'other']);
  });

  it('is still of the person whose sign-in has ended, and says so', async () => {
    const { desks, signIns, asked } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann', { tokens: null }));
    const desk = await desks.current();
    expect(desk.partition).toBe(partition(acme, 'ann'));
    expect(desk.account().state).toBe('ended');
    expect(asked).toEqual([]);
  });
});

describe('a sign-in that the platform ends', () => {
  it('is told to every panel at once, and stored, so that its person is still known', async () => {
    const { desks, signIns, published, asked } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    const desk = await desks.current();
    await desk.currentConversation(null);
    await settle();
    expect(asked).toEqual(['/api/v1/chat/config', '/api/v1/auth/refresh']);
    expect(desk.account().state).toBe('ended');
    expect(published).toEqual([{ type: 'account', account: desk.account() }]);
    expect((await signIns.read(acme))?.signIn).toMatchObject({ user: { id: 'ann' }, tokens: null });
  });

  it('is not told of a desk that was left meanwhile', async () => {
    const { desks, settings, signIns, published, hold, release } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    hold();
    const left = await desks.current();
    await left.currentConversation(null);
    await settle();
    await settings.use('other');
    await desks.current();
    release();
    await settle();
    expect(left.account().state).toBe('ended');
    expect(published).toEqual([]);
  });

  it('does not end that of the person who has taken their place meanwhile', async () => {
    const { desks, signIns, published, hold, release } = await open({ isThere: true });
    await signIns.keep(acme, keptSignIn('ann'));
    hold();
    await (await desks.current()).currentConversation(null);
    await settle();
    await signIns.keep(acme, keptSignIn('ben'));
    await desks.current();
    release();
    await settle();
    expect(await signIns.read(acme)).toEqual(keptSignIn('ben'));
    expect(published).toEqual([]);
  });

  it('is not ended by a platform that is not there', async () => {
    const { desks, signIns } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    const desk = await desks.current();
    await desk.currentConversation(null);
    await settle();
    expect(desk.account().state).toBe('signed-in');
    expect(await signIns.read(acme)).toEqual(keptSignIn('ann'));
  });
});

describe('a profile that the policy forbids', () => {
  const own = readPolicy({ ownProfiles: false });
  const joins = async (policy: Policy) => {
    const { desks, asked } = await open({ policy });
    const desk = await desks.current();
    const runner = await desk.session((await desk.currentConversation(null)).id);
    await runner.dispatch({ type: 'online-changed', online: true });
    await runner.dispatch({ type: 'watched', watchers: 1 });
    await settle();
    const { problem } = runner.state();
    await desk.close();
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
