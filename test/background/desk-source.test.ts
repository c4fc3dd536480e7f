import { describe, expect, it } from 'vitest';
import { createDeskSource } from '../../lib/background/desk-source.ts';
import { productionProfile } from '../../lib/config/profile.ts';
import { defaultBranding } from '../../lib/protocol/rest/branding.ts';
import { createItems } from '../../lib/storage/items.ts';
import { partitionOf } from '../../lib/storage/partition.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { openStore } from '../storage/test-store.ts';

const acme = { ...productionProfile, tenantId: 'acme' };
const other = { ...productionProfile, tenantId: 'other' };
const looks = { ...defaultBranding, title: 'Acme' };

/** Acme's look was seen last. */
async function open() {
  const items = createItems({ local: createMemoryArea(), session: createMemoryArea() });
  const partition = partitionOf(acme.apiUrl, acme.tenantId, null);
  await items.branding.write({ partition, branding: looks });
  const { store } = await openStore();
  const reads: string[] = [];
  const branding = {
    ...items.branding,
    read() {
      reads.push('branding');
      return items.branding.read();
    },
  };
  const desks = createDeskSource({
    items: { ...items, branding },
    store,
    leftBehind: {
      read: (of) => Promise.resolve(void reads.push(of)).then(() => null),
      forget: () => Promise.resolve(),
    },
    clock: createVirtualClock(),
    random: () => 0.5,
    log: () => undefined,
    newId: () => 'id',
    isOnline: () => false,
    publish: () => undefined,
    needsChanged: () => undefined,
    fetch: () => Promise.reject(new TypeError('offline')),
    WebSocket: globalThis.WebSocket,
  });
  return { desks, reads, partition };
}

describe('the first desk of a worker', () => {
  it('finds its look read already, beside the profile', async () => {
    const { desks, reads, partition } = await open();
    expect(reads).toEqual(['branding']);
    expect((await desks.deskFor(acme)).branding()).toEqual(looks);
    expect(reads).toEqual(['branding', partition]);
  });

  it('does not show another tenant’s look', async () => {
    const { desks } = await open();
    expect((await desks.deskFor(other)).branding()).toEqual(defaultBranding);
  });
});

it('a later desk reads the look anew: it may have changed under the one before', async () => {
  const { desks, reads } = await open();
  await desks.deskFor(acme);
  await desks.deskFor(acme);
  expect(reads.filter((read) => read === 'branding')).toHaveLength(2);
});

it('the latest desk is the one made last', async () => {
  const { desks } = await open();
  expect(desks.latest()).toBeNull();
  const first = await desks.deskFor(acme);
  expect(desks.latest()).toBe(first);
  const second = await desks.deskFor(other);
  expect(desks.latest()).toBe(second);
});
