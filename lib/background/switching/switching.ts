import type { PolicySource } from '../../config/policy-source.ts';
import type { WebAuthFlow } from '../../shared/web-auth-flow.ts';
import type { Items } from '../../storage/items.ts';
import {
  createAccountService,
  type AccountService,
  type AccountServiceOptions,
} from '../accounts/account-service.ts';
import { createConfirmHost, type ConfirmHost } from '../accounts/confirm-host.ts';
import { createPolicyGuard } from '../accounts/policy-guard.ts';
import { createSettingsStore, type SettingsStore } from '../identity/settings-store.ts';
import { createProfileService, type ProfileService } from './profile-service.ts';
import { createWorkspaceSwitch, type WorkspaceSwitchOptions } from './workspace-switch.ts';

/** All by which another workspace comes into use: other settings, another profile, another person. */
export interface Switching {
  readonly accounts: AccountService;
  readonly profiles: ProfileService;
  readonly confirmHost: ConfirmHost;
}

export type SwitchingOptions = Omit<AccountServiceOptions, 'workspaceSwitch'> &
  WorkspaceSwitchOptions & {
    readonly settings: SettingsStore;
    readonly items: Pick<Items, 'profiles'>;
    readonly policy: Pick<PolicySource, 'read'>;
    readonly webAuth: Pick<WebAuthFlow, 'redirectUrl'>;
  };

export function createSwitching(options: SwitchingOptions): Switching {
  const { settings, items, policy, webAuth, knownWays } = options;
  const workspaceSwitch = createWorkspaceSwitch(options);
  const ofSwitch = { ...options, workspaceSwitch };
  const accounts = createAccountService(ofSwitch);
  return {
    accounts: createPolicyGuard(accounts, settings),
    confirmHost: createConfirmHost(ofSwitch),
    profiles: createProfileService({
      // What can be set is worth the wait for what the organisation has set; what was said is shown without.
      settings: createSettingsStore(items.profiles, policy.read),
      workspaceSwitch,
      knownWays,
      redirectUrl: () => webAuth.redirectUrl(),
      leave: accounts.leave,
    }),
  };
}
