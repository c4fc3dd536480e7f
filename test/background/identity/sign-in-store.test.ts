import type { StorageArea } from '../../../lib/shared/storage-area.ts';
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeKey, type Place, type SignIn } from '../../../lib/auth/sign-in.ts';
import type { Tokens } from '../../../lib/auth/tokens.ts';
import {
  createSignInStore,
  type KeptSignIn,
  type SignInStore,
} from '../../../lib/background/identity/sign-in-store.ts';
import { createDatabaseArea } from '../../../lib/storage/database-area.ts';
import { createItems, type Items } from '../../../lib/storage/items.ts';
import { seededRandom } from '../../doubles/seeded-random.ts';
import { createMemoryArea } from '../../doubles/storage-area.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { keptSignIn } from './people.ts';

const here: Place = { apiUrl: 'https://api.example.org', tenantId: 'acme' };
const places: readonly Place[] = [
  here,
  { ...here, tenantId: 'other' },
  { ...here, apiUrl: 'https://api.example.net' },
];

let databases = 0;

/** Where people stay signed in: Chrome's own storage, and Firefox's, where that would be open to content scripts. */
const vaults: readonly [string, () => StorageArea][] = [
  ['extension storage', createMemoryArea],
  ['a database', () => createDatabaseArea(`vault-${(databases += 1)}`)],
];

interface Open {
  readonly signIns: SignInStore;
  readonly items: Items;
  /** As the next worker finds them. */
  readonly next: () => SignInStore;
}

function open(vault: StorageArea = createMemoryArea(), session: StorageArea = createMemoryArea()): Open {
  const items = createItems({ local: createMemoryArea(), session, vault });
  return { items, signIns: createSignInStore(items), next: () => createSignInStore(items) };
}

const tokens = (n: number): Tokens => ({
  accessToken: `access-${n}`,
  refreshToken: null,
  receivedAt: n,
  lifetime: null,
});

const withTokens = ({ signIn, isLasting }: KeptSignIn, next: Tokens | null): KeptSignIn => ({
  isLasting,
  signIn: { ...signIn, tokens: next },
});

describe.each(vaults)('sign-ins that stay in %s', (_name, createVault) => {
  it.each([
    ['the session', false],
    ['the browser', true],
  ])('are there until %s ends, also for the next worker', async (_until, stays) => {
    const { signIns, items, next } = open(createVault());
    const ann = keptSignIn('ann', {}, stays);
    expect(await signIns.read(here)).toBeNull();
    await signIns.keep(here, ann);
    expect(await signIns.read(here)).toEqual(ann);
    expect(await next().read(here)).toEqual(ann);
    const kept = { [placeKey(here)]: ann.signIn };
    expect(await items.signIns.read()).toEqual(stays ? {} : kept);
    expect(await items.keptSignIns.read()).toEqual(stays ? kept : {});
  });

  it('are of one tenant of one platform, and of no other', async () => {
    const { signIns } = open(createVault());
    await signIns.keep(here, keptSignIn('ann', {}, true));
    for (const place of places.slice(1)) expect(await signIns.read(place)).toBeNull();
    await Promise.all(places.map((place, n) => signIns.keep(place, keptSignIn(`user-${n}`, {}, n === 1))));
    const people = await Promise.all(places.map((place) => signIns.read(place)));
    expect(people.map((kept) => kept?.signIn.user.id)).toEqual(['user-0', 'user-1', 'user-2']);
    await signIns.forget(here);
    expect(await Promise.all(places.map(async (place) => (await signIns.read(place)) === null))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('are of one person (stayed: %s, stays: %s), who takes the place of the last', async (first, second) => {
    const { signIns, items, next } = open(createVault());
    await signIns.keep(here, keptSignIn('ann', {}, first));
    const ben = keptSignIn('ben', {}, second);
    await signIns.keep(here, ben);
    expect([await signIns.read(here), await next().read(here)]).toEqual([ben, ben]);
    const all = [
      ...Object.values(await items.signIns.read()),
      ...Object.values(await items.keptSignIns.read()),
    ];
    expect(all).toEqual([ben.signIn]);
  });

  it.each([false, true])('get new tokens where they are (stays: %s)', async (stays) => {
    const { signIns, next } = open(createVault());
    const ann = keptSignIn('ann', {}, stays);
    await signIns.keep(here, ann);
    await signIns.replaceTokens(here, 'ann', tokens(2));
    expect(await next().read(here)).toEqual(withTokens(ann, tokens(2)));
    await signIns.replaceTokens(here, 'ann', null);
    expect([await signIns.read(here), await next().read(here)]).toEqual([
      withTokens(ann, null),
      withTokens(ann, null),
    ]);
  });

  it.each([
    ['of somebody else', async (signIns: SignInStore) => signIns.keep(here, keptSignIn('ben'))],
    ['of nobody', async (signIns: SignInStore) => signIns.forget(here)],
  ])('are not touched by tokens that come late, when they are %s', async (_whose, become) => {
    const { signIns, next } = open(createVault());
    await signIns.keep(here, keptSignIn('ann', {}, true));
    await become(signIns);
    const before = await signIns.read(here);
    await signIns.replaceTokens(here, 'ann', tokens(2));
    await signIns.replaceTokens(here, 'ann', null);
    expect([await signIns.read(here), await next().read(here)]).toEqual([before, before]);
  });

  it('forget somebody who is not there without a word', async () => {
    const { signIns } = open(createVault());
    await signIns.forget(here);
    expect(await signIns.read(here)).toBeNull();
  });
});

/** The area, with each call taking a few turns more. */
function slow(area: StorageArea, random: () => number, wrote: () => Promise<void>): StorageArea {
  const wait = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    async get(key) {
      await wait();
      return area.get(key);
    },
    async set(items) {
      await wait();
      await area.set(items);
      await wrote();
    },
    remove: (key) => area.remove(key),
  };
}

type Step =
  | { readonly do: 'keep'; readonly place: number; readonly user: string; readonly stays: boolean }
  | { readonly do: 'replace'; readonly place: number; readonly user: string; readonly ended: boolean }
  | { readonly do: 'forget'; readonly place: number };

const place = fc.nat({ max: places.length - 1 });
const user = fc.constantFrom('ann', 'ben');
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('keep' as const), place, user, stays: fc.boolean() }),
  fc.record({ do: fc.constant('replace' as const), place, user, ended: fc.boolean() }),
  fc.record({ do: fc.constant('forget' as const), place }),
);

/** What one after the other would make of them. */
function inTurn(steps: readonly Step[]): (KeptSignIn | null)[] {
  const state: (KeptSignIn | null)[] = places.map(() => null);
  steps.forEach((step, n) => {
    const found = state[step.place] ?? null;
    if (step.do === 'keep') state[step.place] = withTokens(keptSignIn(step.user, {}, step.stays), tokens(n));
    else if (step.do === 'forget') state[step.place] = null;
    else if (found?.signIn.user.id === step.user) {
      state[step.place] = withTokens(found, step.ended ? null : tokens(n));
    }
  });
  return state;
}

describe.each(vaults)('fifty changes at once, some kept in %s', (_name, createVault) => {
  const runs = createVault === createMemoryArea ? 100 : 25;

  it('end as they would one after the other, and never leave two people in one place', async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 50, maxLength: 50 }),
        fc.integer(),
        async (steps, seed) => {
          const random = seededRandom(seed);
          const areas = { session: createMemoryArea(), vault: createVault() };
          const stored = createItems({ local: createMemoryArea(), ...areas });
          const look = async (): Promise<void> => {
            const session: Record<string, SignIn> = await stored.signIns.read();
            const kept: Record<string, SignIn> = await stored.keptSignIns.read();
            const both = Object.keys(session).filter((key) => key in kept);
            expect(both, 'a place in both').toEqual([]);
          };
          const { signIns, next } = open(slow(areas.vault, random, look), slow(areas.session, random, look));
          const people = new Set(['ann', 'ben', undefined]);
          await Promise.all(
            steps.map(async (step, n) => {
              const at = places[step.place] ?? here;
              if (step.do === 'forget') await signIns.forget(at);
              else if (step.do === 'replace')
                await signIns.replaceTokens(at, step.user, step.ended ? null : tokens(n));
              else await signIns.keep(at, withTokens(keptSignIn(step.user, {}, step.stays), tokens(n)));
              expect(people).toContain((await signIns.read(at))?.signIn.user.id);
            }),
          );
          const expected = inTurn(steps);
          expect(await Promise.all(places.map((at) => signIns.read(at)))).toEqual(expected);
          const worker = next();
          expect(await Promise.all(places.map((at) => worker.read(at)))).toEqual(expected);
          applied += expected.filter((kept) => kept !== null).length;
        },
      ),
      { numRuns: runs },
    );
    expect(applied).toBeGreaterThan(runs / 2);
  });
});

describe('storage that is full', () => {
  /** Nothing can be written to that area any more. */
  const fill = (area: StorageArea): void => {
    area.set = () => Promise.reject(new Error('quota'));
  };

  it.each([
    ['the session', false],
    ['the vault', true],
  ])('leaves the one who is signed in, for %s', async (_area, stays) => {
    const areas = createMemoryAreas();
    const { signIns, next } = open(areas.vault, areas.session);
    const ann = keptSignIn('ann', {}, stays);
    await signIns.keep(here, ann);
    fill(areas.session);
    fill(areas.vault);
    await expect(signIns.keep(here, keptSignIn('ben', {}, stays))).rejects.toThrow('quota');
    await expect(signIns.replaceTokens(here, 'ann', null)).rejects.toThrow('quota');
    await expect(signIns.forget(here)).rejects.toThrow('quota');
    expect([await signIns.read(here), await next().read(here)]).toEqual([ann, ann]);
  });

  it.each([false, true])('between two areas leaves nobody rather than two (stays: %s)', async (stays) => {
    const areas = createMemoryAreas();
    const { signIns, next } = open(areas.vault, areas.session);
    await signIns.keep(here, keptSignIn('ann', {}, !stays));
    fill(stays ? areas.vault : areas.session);
    await expect(signIns.keep(here, keptSignIn('ben', {}, stays))).rejects.toThrow('quota');
    expect([await signIns.read(here), await next().read(here)]).toEqual([null, null]);
  });

  it('does not stop those behind: what can be stored is', async () => {
    const areas = createMemoryAreas();
    const { signIns } = open(areas.vault, areas.session);
    fill(areas.vault);
    const ann = keptSignIn('ann');
    const failed = signIns.keep(here, keptSignIn('ben', {}, true));
    const done = signIns.keep(here, ann);
    await expect(failed).rejects.toThrow('quota');
    await done;
    expect(await signIns.read(here)).toEqual(ann);
  });

  it('that could not be read is read again', async () => {
    const areas = createMemoryAreas();
    const { items } = open(areas.vault, areas.session);
    const ann = keptSignIn('ann', {}, true);
    await createSignInStore(items).keep(here, ann);
    const { get } = areas.vault;
    areas.vault.get = () => Promise.reject(new Error('broken'));
    const signIns = createSignInStore(items);
    await expect(signIns.read(here)).rejects.toThrow('broken');
    areas.vault.get = get;
    expect(await signIns.read(here)).toEqual(ann);
  });
});
