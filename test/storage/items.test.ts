import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import type { SignIn } from '../../lib/auth/sign-in.ts';
import { productionProfile, type Profile } from '../../lib/config/profile.ts';
import { createItem } from '../../lib/storage/item.ts';
import { createItems } from '../../lib/storage/items.ts';
import { partitionOf, partitionOfPlace } from '../../lib/storage/partition.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { createMemoryAreas } from '../doubles/storage-areas.ts';

describe('an item', () => {
  const schema = z.object({ count: z.number() });
  const declare = (migrate?: (value: unknown, fromVersion: number) => unknown) => {
    const area = createMemoryArea();
    const declared = { area, key: 'k', version: 2, schema, fallback: { count: 0 } };
    return { area, item: createItem(migrate === undefined ? declared : { ...declared, migrate }) };
  };

  it('reads what was written, with its version beside it', async () => {
    const { area, item } = declare();
    expect(await item.read()).toEqual({ count: 0 });
    await item.write({ count: 3 });
    expect(await item.read()).toEqual({ count: 3 });
    expect(area.stored.get('k')).toEqual({ version: 2, value: { count: 3 } });
    await item.remove();
    expect(await item.read()).toEqual({ count: 0 });
  });

  it.each([
    ['an older version', { version: 1, value: 7 }, 1],
    ['a newer version, after a downgrade', { version: 3, value: 7 }, 3],
    ['a version that is no number', { version: 'x', value: 7 }, 0],
  ])('migrates %s', async (_name, stored, fromVersion) => {
    const seen: number[] = [];
    const { area, item } = declare((value, from) => {
      seen.push(from);
      return { count: value };
    });
    area.stored.set('k', stored);
    expect(await item.read()).toEqual({ count: 7 });
    expect(seen).toEqual([fromVersion]);
  });

  it('does not migrate its own version, and parses what a migration made', async () => {
    const { area, item } = declare(() => ({ count: 'nonsense' }));
    area.stored.set('k', { version: 2, value: { count: 5 } });
    expect(await item.read()).toEqual({ count: 5 });
    area.stored.set('k', { version: 1, value: { count: 5 } });
    expect(await item.read()).toEqual({ count: 0 });
  });

  it('reads another version as it is where nothing migrates it', async () => {
    const { area, item } = declare();
    area.stored.set('k', { version: 1, value: { count: 5 } });
    expect(await item.read()).toEqual({ count: 5 });
  });

  it('falls back for whatever else is stored under its key', async () => {
    const { area, item } = declare();
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        area.stored.set('k', junk);
        const read = await item.read();
        expect(schema.safeParse(read).success).toBe(true);
        area.stored.set('k', { version: 2, value: junk });
        expect(schema.safeParse(await item.read()).success).toBe(true);
      }),
    );
  });
});

const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };
const provider = { issuer: 'https://id.example.org', clientId: 'panel', scopes: 'openid' };

describe('the items', () => {
  const open = () => {
    const areas = createMemoryAreas();
    return { areas, items: createItems(areas) };
  };
  const ann: SignIn = {
    user: { id: 'u1', name: 'Ann', email: null },
    sso: null,
    tokens: { accessToken: 'access', refreshToken: null, receivedAt: 1, lifetime: null },
  };

  it('keep sign-ins and windows out of storage that survives the browser', async () => {
    const { areas, items } = open();
    await items.signIns.write({ place: ann });
    await items.windows.write({ 1: 'c' });
    expect([...areas.session.stored.keys()].toSorted()).toEqual(['sign-ins', 'windows']);
    expect([...areas.local.stored.keys(), ...areas.vault.stored.keys()]).toEqual([]);
  });

  it('keep those who stay signed in out of storage that a content script can read', async () => {
    const { areas, items } = open();
    await items.keptSignIns.write({ place: ann });
    expect(await items.keptSignIns.read()).toEqual({ place: ann });
    expect([...areas.vault.stored.keys()]).toEqual(['sign-ins']);
    expect([...areas.local.stored.keys(), ...areas.session.stored.keys()]).toEqual([]);
  });

  it('start with no profiles, nobody signed in, no look, no tenants, no windows', async () => {
    const { items } = open();
    expect(await items.profiles.read()).toBeNull();
    expect([await items.signIns.read(), await items.keptSignIns.read()]).toEqual([{}, {}]);
    expect(await items.branding.read()).toEqual({});
    expect(await items.knownTenants.read()).toEqual([]);
    expect(await items.windows.read()).toEqual({});
    expect(await items.keepDays.read()).toBeNull();
  });

  it('take up the one profile that was stored before there were several', async () => {
    const { areas, items } = open();
    const { id: _id, name: _name, sso: _sso, ...single } = acme;
    areas.local.stored.set('profile', { version: 1, value: single });
    const migrated = { ...single, id: 'default', name: 'MIPTech', sso: null };
    expect(await items.profiles.read()).toEqual({ profiles: [migrated], currentId: 'default' });
  });

  it('take up the one look that was stored before there were several', async () => {
    const { areas, items } = open();
    const look = { suggestions: [], maxMessageLength: 10 };
    areas.local.stored.set('branding', { version: 1, value: { partition: 'p', branding: look } });
    expect(await items.branding.read()).toEqual({ p: look });
    areas.local.stored.set('branding', { version: 1, value: null });
    expect(await items.branding.read()).toEqual({});
  });

  it.each([null, 'https://api.example.org', 7])(
    'take up nothing of a first version that is no profile: %j',
    async (value) => {
      const { areas, items } = open();
      areas.local.stored.set('profile', { version: 1, value });
      expect(await items.profiles.read()).toBeNull();
    },
  );

  it.each([
    ['no tokens at all', { ...ann, tokens: undefined }],
    ['a token that is no text', { ...ann, tokens: { ...ann.tokens, accessToken: 7 } }],
    ['nobody in it', { ...ann, user: { ...ann.user, id: '' } }],
  ])('take nobody for signed in by a sign-in with %s', async (_name, value) => {
    const { areas, items } = open();
    for (const area of [areas.session, areas.vault])
      area.stored.set('sign-ins', { version: 1, value: { place: value, other: ann } });
    // The others are not signed out with it.
    const others = { other: ann };
    expect([await items.signIns.read(), await items.keptSignIns.read()]).toEqual([others, others]);
  });

  it.each([0, -7, 1.5, 1e9, '7', {}])('never delete by a stored number of days like %o', async (value) => {
    const { areas, items } = open();
    areas.local.stored.set('keep-days', { version: 1, value });
    expect(await items.keepDays.read()).toBeNull();
  });

  it.each([
    ['an http address that is not loopback', { apiUrl: 'http://example.com' }],
    ['an address with a path', { apiUrl: 'https://example.com/api/v1' }],
    ['a WebSocket elsewhere that claims to be derived', { wsUrl: 'wss://evil.example/api/v1/ws/chat' }],
    ['a tenant with a slash', { tenantId: 'a/b' }],
    ['a protocol of the future', { protocol: 'v9' }],
    ['a provider that is not reached safely', { sso: { ...provider, issuer: 'http://id.example.org' } }],
    ['a provider that is asked for no identity', { sso: { ...provider, scopes: 'email' } }],
  ])('do not trust a stored profile with %s', async (_what, change) => {
    const { areas, items } = open();
    const stored = { ...acme, ...change };
    areas.local.stored.set('profile', { version: 1, value: stored });
    expect(await items.profiles.read()).toMatchObject({ profiles: [] });
    const book = { profiles: [productionProfile, stored], currentId: 'default' };
    areas.local.stored.set('profile', { version: 2, value: book });
    // The others are not lost with it.
    expect(await items.profiles.read()).toEqual({ profiles: [productionProfile], currentId: 'default' });
  });

  it('read the profiles that were written', async () => {
    const { items } = open();
    const book = { profiles: [acme, productionProfile], currentId: 'acme' };
    await items.profiles.write(book);
    expect(await items.profiles.read()).toEqual(book);
  });
});

describe('a partition', () => {
  it('differs for any other API, tenant, issuer or user, however they are spelt', () => {
    const part = fc.constantFrom('a', 'b', '"', ',', '');
    const whose = fc.tuple(part, part, fc.option(part), fc.option(part));
    fc.assert(
      fc.property(whose, whose, (one, other) => {
        const isSame = one.every((value, index) => value === other[index]);
        expect(partitionOf(...one) === partitionOf(...other)).toBe(isSame);
        expect(partitionOfPlace(one[0], one[1])).not.toBe(partitionOf(...other));
      }),
    );
    // As it was before an issuer stood in it.
    expect(partitionOf('a', 'b', 'c')).toBe('["a","b","c"]');
    expect(partitionOf('a","b', 'c', null)).not.toBe(partitionOf('a', 'b","c', null));
  });
});
