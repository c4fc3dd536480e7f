import { expect, it } from 'vitest';
import { wayKey } from '../../../lib/config/known-way.ts';
import { acme, openAccounts } from './account-fixture.ts';

const found = { path: null, why: null, socket: null, lookedAt: 0, looks: 0 } as const;

it('no password goes to what automatic has found to be a secure proxy', async () => {
  const { accounts, items, settings, log } = openAccounts();
  const { profile } = (await settings.read()).current;
  expect(profile).toMatchObject({ id: acme.id, protocol: 'automatic' });
  await items.knownWays.write({ [wayKey(profile)]: { way: 'proxy', ...found } });
  expect(
    await accounts.signIn({ email: 'ada@example.com', password: 'the engine weaves' }, false),
  ).toMatchObject({
    ok: false,
    failure: { code: 'accounts-missing' },
  });
  expect(log).toEqual([]);
});
