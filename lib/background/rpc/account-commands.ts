import type { accountRows } from '../../messaging/account-rows.ts';
import { ok } from '../../shared/result.ts';
import type { AccountService } from '../accounts/account-service.ts';
import type { ConfirmHost } from '../accounts/confirm-host.ts';
import type { ProfileService } from '../switching/profile-service.ts';
import { done, type CommandHandlers } from './command-handlers.ts';

export interface AccountCommandsOptions {
  readonly accounts: AccountService;
  readonly confirmHost: ConfirmHost;
  readonly profiles: Pick<ProfileService, 'use'>;
}

/** Who speaks to whom. */
export function createAccountCommands({
  accounts,
  confirmHost,
  profiles,
}: AccountCommandsOptions): Pick<CommandHandlers, keyof typeof accountRows> {
  return {
    'account/read': async () => ok(await accounts.read()),
    'account/sign-in': ({ email, password, stay }) => accounts.signIn({ email, password }, stay),
    'account/register': ({ email, password, fullName, stay }, { again }) =>
      accounts.register({ email, password, fullName }, stay, again),
    'account/sso': ({ stay }, { again }) => accounts.singleSignOn(stay, again),
    'account/sign-out': () => accounts.signOut(),
    async 'account/confirm-host'({ host }) {
      await confirmHost(host);
      return done;
    },
    async 'profile/switch'({ profileId }) {
      await profiles.use(profileId);
      return done;
    },
  };
}
