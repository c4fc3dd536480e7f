import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/config/policy.ts';
import { createPolicyFile, unpackedId, type PolicyFile } from './policy-file.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* What an organisation sets, by a real policy file that a real browser reads. */
let world: World | undefined;
let policyFile: PolicyFile | undefined;
let page: Page;

type ExamplePolicies = { readonly '3rdparty': { readonly extensions: Readonly<Record<string, object>> } };
const example = JSON.parse(readFileSync('.github/policy/chrome.json', 'utf8')) as ExamplePolicies;
const [organisation = {}] = Object.values(example['3rdparty'].extensions);

beforeAll(async () => {
  world = await createWorld({
    configured: false,
    async beforeLaunch(dir) {
      policyFile = await createPolicyFile(await unpackedId(dir), organisation);
    },
  });
  page = await world.extension.openOptions();
});
afterAll(async () => {
  await policyFile?.remove();
  await world?.close();
});

/** As the extension gets it. */
const handedOver = (): Promise<unknown> =>
  page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { managed: { get(): Promise<unknown> } } } }
    ).chrome.storage.managed.get(),
  );

const isSet = (policy: unknown): boolean => Object.keys(policy as object).length > 0;

describe('the policy of the machine', () => {
  it('reaches the extension, to the letter, and is understood', async () => {
    const policy = await until('a policy', handedOver, isSet);
    expect(policy).toEqual(organisation);
    expect(readPolicy(policy).mistakes).toEqual([]);
  });

  it('that is changed while the browser runs reaches it, too', async () => {
    await policyFile?.write({ ...organisation, keepDays: 7 });
    const policy = await until(
      'the change',
      handedOver,
      (now) => (now as { keepDays?: number }).keepDays === 7,
    );
    expect(policy).toEqual({ ...organisation, keepDays: 7 });
  });

  it('reaches it with mistaken values, to be named; what is of a wrong type, the browser leaves out', async () => {
    await policyFile?.write({
      profiles: [{ apiUrl: 'nowhere' }],
      allowedProtocols: ['v9'],
      defaultTenant: 5,
      keepDays: 9999,
      surprise: true,
    });
    const policy = await until(
      'the mistaken policy',
      handedOver,
      (now) => (now as { keepDays?: number }).keepDays === 9999,
    );
    expect(policy).toEqual({ profiles: [{ apiUrl: 'nowhere' }], allowedProtocols: ['v9'], keepDays: 9999 });
    expect(readPolicy(policy).mistakes.toSorted()).toEqual([
      'allowedProtocols',
      'allowedProtocols[0]',
      'keepDays',
      'profiles[0].apiUrl',
      'profiles[0].tenantId',
    ]);
  });

  it('that is taken away is gone', async () => {
    await policyFile?.remove();
    await until('no policy', handedOver, (now) => !isSet(now));
    expect(await handedOver()).toEqual({});
  });
});
