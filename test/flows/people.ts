import type { Place } from '../../lib/auth/sign-in.ts';
import type { Account, AccountChanged } from '../../lib/messaging/account-shapes.ts';
import type { CommandOf } from '../../lib/messaging/commands.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import type { Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';

/** What a person does at the panel to be known, and what comes of it. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
}

export const ada: Person = {
  email: 'ada@example.com',
  password: 'the engine weaves',
  fullName: 'Ada Lovelace',
};
export const bob: Person = { email: 'bob@example.com', password: 'two tins of paint', fullName: 'Bob Ross' };

/** The accounts, made past the extension. */
export async function haveAccounts({ platform }: Pick<Flow, 'platform'>, ...people: Person[]): Promise<void> {
  await haveAccountsAt({ apiUrl: platform.apiUrl, tenantId: 'miptech-company' }, ...people);
}

export async function haveAccountsAt({ apiUrl, tenantId }: Place, ...people: Person[]): Promise<void> {
  for (const { email, password, fullName } of people) {
    const made = await fetch(`${apiUrl}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Tenant-ID': tenantId },
      body: JSON.stringify({ email, password, full_name: fullName, tenant_id: tenantId }),
    });
    if (made.status !== 201) throw new Error(`No account for ${email}: ${made.status}`);
  }
}

export interface Outcome {
  readonly problem: Problem | null;
  readonly errors: AccountChanged['errors'];
  readonly account: Account | null;
}

type Change = 'account/sign-in' | 'account/register' | 'account/sso' | 'account/sign-out';

/** Asks for it, as the pages do. */
export async function change(
  page: Pick<PanelProbe, 'request'>,
  command: CommandOf<Change>,
): Promise<Outcome> {
  const reply = await page.request(command);
  if (!reply.ok) return { problem: reply.failure, errors: {}, account: null };
  return { problem: null, ...reply.value };
}

export const signIn = (
  page: Pick<PanelProbe, 'request'>,
  { email, password }: Person,
  stay = false,
): Promise<Outcome> => change(page, { type: 'account/sign-in', email, password, stay });

export const signOut = (page: Pick<PanelProbe, 'request'>): Promise<Outcome> =>
  change(page, { type: 'account/sign-out' });
