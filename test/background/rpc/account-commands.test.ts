import { describe, expect, it } from 'vitest';
import {
  createAccountCommands,
  type AccountCommandsOptions,
} from '../../../lib/background/rpc/account-commands.ts';
import type { CommandHandlers } from '../../../lib/background/rpc/command-handlers.ts';
import { performForOptions } from '../../../lib/background/rpc/port-server.ts';
import { readCommand, type CommandOf } from '../../../lib/messaging/commands.ts';
import type { accountRows } from '../../../lib/messaging/account-rows.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';

/** What both pages can ask for. */
type AccountCommand = CommandOf<Exclude<keyof typeof accountRows, 'account/confirm-host' | 'profile/switch'>>;

const commands: readonly [AccountCommand, string, readonly unknown[]][] = [
  [{ type: 'account/read' }, 'read', []],
  [
    { type: 'account/sign-in', email: 'a', password: 'b', stay: true },
    'signIn',
    [{ email: 'a', password: 'b' }, true],
  ],
  [
    { type: 'account/register', email: 'a', password: 'b', fullName: 'c', stay: false },
    'register',
    [{ email: 'a', password: 'b', fullName: 'c' }, false, true],
  ],
  [{ type: 'account/sso', stay: true }, 'singleSignOn', [true, true]],
  [{ type: 'account/sign-out' }, 'signOut', []],
];

/** Services that note what they are asked, and answer so. */
function open(answer: () => Promise<unknown>) {
  const uses: [string, readonly unknown[]][] = [];
  type Services = AccountCommandsOptions['accounts'] &
    AccountCommandsOptions['profiles'] &
    Pick<AccountCommandsOptions, 'confirmHost'>;
  const services = new Proxy({} as Services, {
    get:
      (_, key) =>
      (...args: unknown[]) => {
        uses.push([String(key), args]);
        return answer();
      },
  });
  const handlers = createAccountCommands({
    accounts: services,
    confirmHost: services.confirmHost,
    profiles: services,
  }) as CommandHandlers;
  const report = createReport(() => undefined);
  const perform = (command: AccountCommand, again = false) =>
    performForOptions(
      command,
      { about: null, again, tellStage: () => undefined, gone: AbortSignal.abort() },
      { handlers, report },
    );
  return { uses, perform };
}

describe('a command about the account', () => {
  it.each(commands)('%o is carried out by %s', async (command, use, args) => {
    const { uses, perform } = open(() => Promise.resolve(ok('answer')));
    expect(readCommand('panel', command)).toEqual(ok(command));
    expect(readCommand('options', command)).toEqual(ok(command));
    expect(await perform(command, true)).toMatchObject({ ok: true });
    expect(uses[0]).toEqual([use, args]);
  });

  it.each(commands)(
    '%o fails as a problem where storage is full, and never as a rejection',
    async (command) => {
      const { perform } = open(() => Promise.reject(new StorageError('full')));
      expect(await perform(command)).toEqual(fail({ code: 'storage-full' }));
    },
  );

  it('passes a refusal on as it is', async () => {
    const { perform } = open(() => Promise.resolve(fail({ code: 'sign-in-refused' })));
    const command = { type: 'account/sign-in', email: 'a', password: 'b', stay: true } as const;
    expect(await perform(command)).toEqual(fail({ code: 'sign-in-refused' }));
  });

  it('that was not sent before is not said to have been', async () => {
    const { uses, perform } = open(() => Promise.resolve(ok(undefined)));
    const command = {
      type: 'account/register',
      email: 'a',
      password: 'b',
      fullName: 'c',
      stay: true,
    } as const;
    await perform(command);
    expect(uses[0]?.[1].at(-1)).toBe(false);
  });
});
