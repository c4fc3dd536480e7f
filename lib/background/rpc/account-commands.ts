import type { Command } from '../../messaging/contract.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Report } from '../../shared/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AccountService } from '../accounts/account-service.ts';
import type { ProfileService } from '../switching/profile-service.ts';

/** Who speaks to whom: what the panel and the settings can both ask for. */
export type AccountCommand = Extract<Command, { type: `account/${string}` | 'profile/use' }>;

export interface AccountServices {
  readonly accounts: AccountService;
  readonly profiles: Pick<ProfileService, 'use' | 'view'>;
  readonly report: Report;
}

export function isAccountCommand(command: Command): command is AccountCommand {
  return command.type.startsWith('account/') || command.type === 'profile/use';
}

/** Never rejects. */
export async function performAccountCommand(
  command: AccountCommand,
  { accounts, profiles, report }: AccountServices,
  /** It may have been carried out already, by a worker that died before it could say so. */
  again = false,
): Promise<Result<unknown, Problem>> {
  try {
    switch (command.type) {
      case 'profile/use':
        await profiles.use(command.profileId);
        return ok(await profiles.view());
      case 'account/read':
        return ok(await accounts.read());
      case 'account/sign-in': {
        const { email, password, stay } = command;
        return await accounts.signIn({ email, password }, stay);
      }
      case 'account/register': {
        const { email, password, fullName, stay } = command;
        return await accounts.register({ email, password, fullName }, stay, again);
      }
      case 'account/sso':
        return await accounts.singleSignOn(command.stay, again);
      case 'account/sign-out':
        return await accounts.signOut();
      default:
        return command satisfies never;
    }
  } catch (error) {
    return fail(report(error, 'account-command'));
  }
}
