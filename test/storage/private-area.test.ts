import { expect, it } from 'vitest';
import { createItems } from '../../lib/storage/items.ts';
import { createPrivateArea } from '../../lib/storage/private-area.ts';
import { createVolatileArea } from '../../lib/storage/volatile-area.ts';
import { productionProfile } from '../../lib/config/profile.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { createMemoryAreas } from '../doubles/storage-areas.ts';

const book = (tenantId: string) => ({
  profiles: [{ ...productionProfile, tenantId }],
  currentId: productionProfile.id,
});

function open() {
  const ordinary = createMemoryAreas();
  const privately = createItems({
    local: createPrivateArea(createVolatileArea(), ordinary.local),
    session: createVolatileArea(),
    vault: createVolatileArea(),
  });
  return { ordinary, ofOrdinary: createItems(ordinary), privately };
}

it('a private window reads the settings of the ordinary ones, and keeps its own to itself', async () => {
  const { ordinary, ofOrdinary, privately } = open();
  await ofOrdinary.profiles.write(book('ordinary'));
  expect(await privately.profiles.read()).toEqual(book('ordinary'));
  const before = structuredClone(ordinary.local.stored);
  await privately.profiles.write(book('private'));
  expect(await privately.profiles.read()).toEqual(book('private'));
  expect(await ofOrdinary.profiles.read()).toEqual(book('ordinary'));
  expect(ordinary.local.stored).toEqual(before);
});

it('is held to what the organisation has set, and its own copy of that stays its own', async () => {
  const { ordinary, ofOrdinary, privately } = open();
  await ofOrdinary.policy.write({ SignInRequired: true });
  expect(await privately.policy.read()).toEqual({ SignInRequired: true });
  const before = structuredClone(ordinary.local.stored);
  await privately.policy.write({});
  expect(ordinary.local.stored).toEqual(before);
});

it('reads nothing else of them, and leaves nothing with them, whichever item it is', async () => {
  const { ordinary, ofOrdinary, privately } = open();
  const names = Object.keys(privately) as (keyof typeof privately)[];
  const others: ReadonlySet<(typeof names)[number]> = new Set(['profiles', 'policy', 'temporary'] as const);
  for (const name of names.filter((each) => !others.has(each))) {
    const item = ofOrdinary[name] as { write(value: unknown): Promise<void>; read(): Promise<unknown> };
    const own = privately[name] as typeof item;
    const fallback = await own.read();
    await item.write('of an ordinary window');
    expect({ [name]: await own.read() }).toEqual({ [name]: fallback });
    const before = Object.values(ordinary).map(({ stored }) => structuredClone(stored));
    await own.write('of a private window');
    expect(Object.values(ordinary).map(({ stored }) => stored)).toEqual(before);
  }
  // An area, and no item in one.
  const stored = Object.values(ordinary).map((area) => structuredClone(area.stored));
  await privately.temporary.set({ temporary: 'of a private window' });
  expect(Object.values(ordinary).map((area) => area.stored)).toEqual(stored);
});

it('what was removed is what ordinary windows have again', async () => {
  const ordinary = createMemoryArea();
  await ordinary.set({ profile: 'theirs', other: 'theirs' });
  const area = createPrivateArea(createVolatileArea(), ordinary);
  await area.set({ profile: 'ours', other: 'ours' });
  expect(await area.get('other')).toEqual({ other: 'ours' });
  await area.remove('profile');
  await area.remove('other');
  expect([await area.get('profile'), await area.get('other')]).toEqual([{ profile: 'theirs' }, {}]);
});

it('what is kept in memory is a copy, on the way in and out', async () => {
  const area = createVolatileArea();
  const value = { list: [1] };
  await area.set({ value });
  value.list.push(2);
  const read = await area.get('value');
  (read['value'] as typeof value).list.push(3);
  expect(await area.get('value')).toEqual({ value: { list: [1] } });
  expect(await area.get('nothing')).toEqual({});
});
