import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionsDriver } from './options-driver.ts';
import { createPolicyFile, unpackedId, type PolicyFile } from './policy-file.ts';
import { chosen, faultsOf, type View } from './reflow-places.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* The settings of an organisation that has set everything: what is locked, and what it has mistaken. */
let world: World;
let options: OptionsDriver;
let policyFile: PolicyFile;
const name = 'The harbour office of Acme, in the long version';
const policy = (apiUrl: string): object => ({
  profiles: [{ name, apiUrl, tenantId: 'acme' }],
  pageContext: { allow: ['*.example.org'], block: ['tide-tables-of-the-harbour-office.example.com'] },
  keepDays: 30,
  sso: { issuer: 'https://login.example.com/realms/harbour', clientId: 'sidepanel' },
});
beforeAll(async () => {
  world = await createWorld({
    configured: false,
    tenants: ['acme'],
    async beforeLaunch(dir, { apiUrl }) {
      policyFile = await createPolicyFile(await unpackedId(dir), policy(apiUrl));
    },
  });
  options = await world.openOptions();
});
afterAll(async () => {
  await policyFile?.remove();
  await world?.close();
});

/** Browsers hand a policy over seconds later. @param days for which it keeps chats, by which it is known */
async function shows(days: number, selector: string): Promise<void> {
  const handedOver = (): Promise<unknown> =>
    options.page.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { managed: { get(): Promise<{ keepDays?: number }> } } };
      };
      return (await chrome.storage.managed.get()).keepDays;
    });
  await until('the policy', handedOver, (told) => told === days);
  await options.page.reload();
  await options.page.waitForSelector(selector);
}

/** In this order. */
const views: Readonly<Record<string, View>> = {
  'policy-locked': {
    of: 'main',
    isForced: true,
    reach: () => shows(30, '.is-locked input[name="tenantId"]'),
  },
  'policy-mistaken': {
    of: 'main',
    isLong: true,
    reach: async () => {
      await policyFile.write({
        ...policy(world.platform.apiUrl),
        allowedProtocols: ['v9'],
        keepDays: 9999,
      });
      await shows(9999, '.notice');
    },
  },
};

describe('nothing lies on anything, and no word is broken', () => {
  it.each(chosen(views))('%s', async (view, how) => {
    await how.reach();
    expect(await faultsOf(options.page, view, how)).toEqual([]);
  });
});
