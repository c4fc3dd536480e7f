import { describe, expect, it } from 'vitest';
import type { AccountService } from '../../../lib/background/accounts/account-service.ts';
import { createPolicyGuard } from '../../../lib/background/accounts/policy-guard.ts';
import { createSettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { readPolicy } from '../../../lib/config/policy.ts';
import { signedOutAccount } from '../../../lib/messaging/account-shapes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const credentials = { email: 'ada@example.com', password: 'the engine weaves' };

/** Under that policy, with accounts that note what they are asked. */
function under(policy: object) {
  const asked: string[] = [];
  const note = (what: string) => async () => {
    asked.push(what);
    return ok({ errors: {}, account: signedOutAccount });
  };
  const accounts: AccountService = {
    read: async () => signedOutAccount,
    signIn: note('sign in'),
    register: note('register'),
    singleSignOn: note('sso'),
    signOut: note('sign out'),
    leave: async () => undefined,
  };
  const { profiles } = createItems(createMemoryAreas());
  // Automatic would go whatever is allowed.
  const chosen = { ...productionProfile, protocol: 'v3' } as const;
  void profiles.write({ profiles: [chosen], currentId: chosen.id });
  const settings = createSettingsStore(profiles, () => Promise.resolve(readPolicy(policy)));
  return { accounts: createPolicyGuard(accounts, settings), asked };
}

const ways: [string, (accounts: AccountService) => ReturnType<AccountService['signIn']>][] = [
  ['sign in', (accounts) => accounts.signIn(credentials, false)],
  ['register', (accounts) => accounts.register({ ...credentials, fullName: 'Ada' }, false, false)],
  ['sso', (accounts) => accounts.singleSignOn(false, false)],
];

describe.each(ways)('%s', (name, enter) => {
  it.each([
    ['gives only a mistaken profile', { profiles: [{ name: 'Acme', apiUrl: 'http://acme.example' }] }],
    ['allows no dialect of ours', { allowedProtocols: ['proxy'] }],
    ['lets nobody have profiles, and gives none', { ownProfiles: false }],
  ])('asks nobody where the policy %s', async (_, policy) => {
    const { accounts, asked } = under(policy);
    expect(await enter(accounts)).toMatchObject({ ok: false, failure: { code: 'policy-forbids' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['there is no policy', {}],
    [
      'the policy gives a profile',
      { profiles: [{ apiUrl: 'https://acme.example', tenantId: 'acme' }], ownProfiles: false },
    ],
  ])('goes on where %s', async (_, policy) => {
    const { accounts, asked } = under(policy);
    expect(await enter(accounts)).toMatchObject({ ok: true });
    expect(asked).toEqual([name]);
  });
});

it('signing out is always allowed', async () => {
  const { accounts, asked } = under({ ownProfiles: false });
  expect((await accounts.signOut()).ok).toBe(true);
  expect(asked).toEqual(['sign out']);
});
