import { describe, expect, it } from 'vitest';
import {
  isAccountCommand,
  performAccountCommand,
  type AccountCommand,
  type AccountServices,
} from '../../../lib/background/rpc/account-commands.ts';
import { isOptionsCommand } from '../../../lib/background/rpc/options-commands.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';

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
  [{ type: 'profile/use', profileId: 'p1' }, 'use', ['p1']],
];

/** Services that note what they are asked, and answer so. */
function open(answer: () => Promise<unknown>) {
  const uses: [string, readonly unknown[]][] = [];
  const services = new Proxy({} as AccountServices['accounts'] & AccountServices['profiles'], {
    get:
      (_, key) =>
      (...args: unknown[]) => {
        uses.push([String(key), args]);
        return answer();
      },
  });
  const report = createReport(() => undefined);
  return { uses, services: { accounts: services, profiles: services, report } };
}

describe('a command about the account', () => {
  it.each(commands)('%o is carried out by %s', async (command, use, args) => {
    const { uses, services } = open(() => Promise.resolve(ok('answer')));
    expect(isAccountCommand(command)).toBe(true);
    expect(isOptionsCommand(command)).toBe(false);
    expect(await performAccountCommand(command, services, true)).toMatchObject({ ok: true });
    expect(uses[0]).toEqual([use, args]);
  });

  it.each(commands)(
    '%o fails as a problem where storage is full, and never as a rejection',
    async (command) => {
      const { services } = open(() => Promise.reject(new StorageError('full')));
      expect(await performAccountCommand(command, services)).toEqual(fail({ code: 'storage-full' }));
    },
  );

  it('passes a refusal on as it is', async () => {
    const { services } = open(() => Promise.resolve(fail({ code: 'sign-in-refused' })));
    const command = { type: 'account/sign-in', email: 'a', password: 'b', stay: true } as const;
    expect(await performAccountCommand(command, services)).toEqual(fail({ code: 'sign-in-refused' }));
  });

  it('that was not sent before is not said to have been', async () => {
    const { uses, services } = open(() => Promise.resolve(ok(undefined)));
    const command = {
      type: 'account/register',
      email: 'a',
      password: 'b',
      fullName: 'c',
      stay: true,
    } as const;
    await performAccountCommand(command, services);
    expect(uses[0]?.[1].at(-1)).toBe(false);
  });

  it('that changes the profile is answered with the settings then', async () => {
    const { uses, services } = open(() => Promise.resolve('view'));
    const command = { type: 'profile/use', profileId: 'p1' } as const;
    expect(await performAccountCommand(command, services)).toEqual(ok('view'));
    expect(uses.map(([use]) => use)).toEqual(['use', 'view']);
  });
});
