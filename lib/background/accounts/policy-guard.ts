import type { AccountService } from './account-service.ts';
import { fail } from '../../shared/result.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';

/**
 * Nobody is signed in to a platform that the organisation's policy does not allow: where all its own profiles are
 * mistaken, the one that is left is our default, and a password would go to a stranger.
 */
export function createPolicyGuard(
  accounts: AccountService,
  settings: Pick<SettingsStore, 'read'>,
): AccountService {
  async function ifAllowed(
    enter: () => ReturnType<AccountService['signIn']>,
  ): ReturnType<AccountService['signIn']> {
    const problem = prohibition(await settings.read());
    return problem === null ? enter() : fail(problem);
  }
  return {
    ...accounts,
    signIn: (credentials, stays) => ifAllowed(() => accounts.signIn(credentials, stays)),
    register: (registration, stays, again) => ifAllowed(() => accounts.register(registration, stays, again)),
    singleSignOn: (stays, again) => ifAllowed(() => accounts.singleSignOn(stays, again)),
  };
}
