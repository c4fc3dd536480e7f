import type { WorkerHost } from '../../shared/worker-host.ts';
import type { OpenId } from '../../auth/openid.ts';
import { readClaims } from '../../auth/jwt.ts';
import { destinationsOf, isOfOtherTenant, isSamePlace, placeKey, type SignIn } from '../../auth/sign-in.ts';
import { received, type Issued } from '../../auth/tokens.ts';
import type { Profile } from '../../config/profile.ts';
import type { Account, AccountChanged } from '../../messaging/account-shapes.ts';
import type { Credentials, Registration } from '../../protocol/rest/account.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createAccountClient, type AccountClient } from '../../transport/http/account-client.ts';
import { toAccountProblem, type AccountFailure } from '../../transport/http/account-failure.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { explained } from '../../transport/http/explained.ts';
import type { SendOptions } from '../../transport/http/send.ts';
import { accountView } from '../identity/account-view.ts';
import { createRevokeTokens } from './revoke-tokens.ts';
import type { WorkspaceSwitch } from '../switching/workspace-switch.ts';
import type { KnownWays } from '../platform/known-ways.ts';
import type { SettingsStore } from '../identity/settings-store.ts';
import { ssoProblem } from './sso-problem.ts';
import type { KeptSignIn, SignInStore } from '../identity/sign-in-store.ts';
import { createSsoWindow } from './sso-window.ts';

type Changed = Promise<Result<AccountChanged, Problem>>;

/** Who is signed in to the profile in use. Calls reject where storage is broken. */
export interface AccountService {
  read(): Promise<Account>;
  signIn(credentials: Credentials, stays: boolean): Changed;
  /** @param again it may have been made already, by a worker that died before it could say so */
  register(registration: Registration, stays: boolean, again: boolean): Changed;
  /**
   * Opens a window; whoever asks while it is open waits for the same one, and says last whether they stay.
   * @param again as for `register`
   */
  singleSignOn(stays: boolean, again: boolean): Changed;
  signOut(): Changed;
  /** Nobody is signed in at that profile's place any more. For one that is given up; of the one in use: `signOut`. */
  leave(profile: Profile): Promise<void>;
}

export interface AccountServiceOptions extends Omit<SendOptions, 'profile' | 'tokens' | 'attempts'> {
  readonly knownWays: Pick<KnownWays, 'read'>;
  readonly settings: Pick<SettingsStore, 'profile'>;
  readonly signIns: SignInStore;
  readonly workspaceSwitch: WorkspaceSwitch;
  readonly openId: Pick<OpenId, 'signIn' | 'revoke'>;
  readonly workerHost: Pick<WorkerHost, 'extendLifetime' | 'every'>;
}

/** What the platform, or the provider, has said of who it is. */
interface Person {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

/** Who issued the tokens. */
type Issuer = Pick<SignIn, 'sso' | 'issuerHosts'>;

const withoutAccounts: Problem = { code: 'accounts-missing' };

/** ms. A name is not worth a longer wait. */
const nameMs = 10_000;

/** All that is said of a field that the platform refused is the platform's own (rule R30). */
function quoted(fields: Extract<AccountFailure, { kind: 'fields' }>['fields']): AccountChanged['errors'] {
  return Object.fromEntries(Object.entries(fields).map(([field, quotation]) => [field, { quotation }]));
}

export function createAccountService(options: AccountServiceOptions): AccountService {
  const { settings, signIns, workspaceSwitch, openId, fetch, clock } = options;
  const window = createSsoWindow<Result<AccountChanged, Problem>>(options.workerHost);

  const revokeTokens = createRevokeTokens(options);
  const clientOf = (profile: Profile): AccountClient => createAccountClient({ ...options, profile });

  async function view(profile: Profile): Promise<AccountChanged> {
    return { errors: {}, account: accountView(profile, await signIns.read(profile)) };
  }

  /** Stored before first use (law 6): the workspace that uses it is made after it. */
  async function enter(
    profile: Profile,
    { issued, issuer, ...rest }: { issued: Issued; person: Person; issuer: Issuer },
    stays: boolean,
  ): Changed {
    const claims = readClaims(issued.accessToken);
    if (isOfOtherTenant(claims, profile)) {
      revokeTokens(profile, issued, issuer);
      return fail({ code: 'tenant-mismatch', subject: profile.tenantId });
    }
    const person = await complete(profile, issued, rest.person);
    const id = claims?.userId ?? person.id;
    if (id === null && person.email === null)
      return fail({ code: 'unexpected-reply', subject: hostOf(profile.apiUrl) });
    const kept = {
      signIn: {
        user: { id, name: person.name, email: person.email },
        ...issuer,
        hosts: destinationsOf(profile),
        tokens: received(issued, null, clock.now()),
      },
      isLasting: stays,
    };
    let isStillThere = true;
    await workspaceSwitch.change(
      async (current) => {
        // Switched to another profile while the platform was asked: signed in all the same, where it was meant.
        isStillThere = isSamePlace(current, profile);
        return isStillThere ? { kept } : {};
      },
      () =>
        signIns.keep(profile, kept).catch((error: unknown) => {
          revokeTokens(profile, issued, issuer);
          throw error;
        }),
    );
    return ok(await view(isStillThere ? profile : await settings.profile()));
  }

  /** The name to show, and an id, where the answer to the sign-in had none. */
  async function complete(profile: Profile, { accessToken }: Issued, person: Person): Promise<Person> {
    if (person.id !== null && (person.name !== null || person.email !== null)) return person;
    const me = await withTimeout({ clock, ms: nameMs }, (signal) =>
      clientOf(profile).me(accessToken, signal),
    );
    return {
      id: person.id ?? me?.id ?? null,
      name: person.name ?? me?.name ?? null,
      email: person.email ?? me?.email ?? null,
    };
  }

  async function refused(profile: Profile, failure: AccountFailure, signal: AbortSignal): Changed {
    if (failure.kind === 'fields' && Object.keys(failure.fields).length > 0)
      return ok({ ...(await view(profile)), errors: quoted(failure.fields) });
    const problem = toAccountProblem(failure, profile);
    if (failure.kind !== 'other') return fail(problem);
    return fail(await explained(problem, failure.failure, { ...profile, fetch, clock, signal }));
  }

  /** Chosen, or found by *automatic*. */
  async function isProxied(profile: Profile): Promise<boolean> {
    if (profile.protocol !== 'automatic') return profile.protocol === 'proxy';
    return (await options.knownWays.read(profile))?.way === 'proxy';
  }

  async function byPassword(
    ask: (client: AccountClient, signal: AbortSignal) => ReturnType<AccountClient['signIn']>,
    stays: boolean,
  ): Changed {
    const profile = await settings.profile();
    // A password must not go to a secure proxy, which has no use for it.
    if (await isProxied(profile)) return fail(withoutAccounts);
    const { signal } = new AbortController();
    const answer = await ask(clientOf(profile), signal);
    if (!answer.ok) return refused(profile, answer.failure, signal);
    const { user, ...issued } = answer.value;
    return enter(profile, { issued, person: user, issuer: { sso: null } }, stays);
  }

  async function bySingleSignOn(profile: Profile, stays: () => boolean): Changed {
    if (await isProxied(profile)) return fail(withoutAccounts);
    if (profile.sso === null) return fail({ code: 'settings-invalid' });
    const { signal } = new AbortController();
    const answer = await openId.signIn(profile.sso, signal);
    if (!answer.ok) return fail(await ssoProblem(answer.failure, profile.sso, { fetch, clock, signal }));
    const { user, issuerHosts, ...issued } = answer.value;
    return enter(profile, { issued, person: user, issuer: { sso: profile.sso, issuerHosts } }, stays());
  }

  function takeLeave(profile: Profile, before: KeptSignIn | null): void {
    if (before !== null && before.signIn.tokens !== null)
      revokeTokens(profile, before.signIn.tokens, before.signIn);
  }

  return {
    read: async () => (await view(await settings.profile())).account,
    signIn: (credentials, stays) => byPassword((client, signal) => client.signIn(credentials, signal), stays),
    register: (registration, stays, again) =>
      byPassword(async (client, signal) => {
        const answer = await client.register(registration, signal);
        // Made by the attempt whose reply was lost: whoever knows its password is who made it.
        const isTaken = !answer.ok && answer.failure.kind === 'taken';
        return again && isTaken ? client.signIn(registration, signal) : answer;
      }, stays),
    async singleSignOn(stays, again) {
      const profile = await settings.profile();
      // The worker died after it had stored the sign-in: a window that opens now would come out of nowhere.
      const before = again ? await signIns.read(profile) : null;
      if (before !== null && before.signIn.tokens !== null) return ok(await view(profile));
      return window.open(placeKey(profile), stays, (staying) => bySingleSignOn(profile, staying));
    },
    async signOut() {
      const profile = await settings.profile();
      const before = await signIns.read(profile);
      await workspaceSwitch.change(
        async (current) => (isSamePlace(current, profile) ? { kept: null } : {}),
        () => signIns.forget(profile),
      );
      takeLeave(profile, before);
      return ok(await view(profile));
    },
    async leave(profile) {
      const before = await signIns.read(profile);
      await signIns.forget(profile);
      takeLeave(profile, before);
    },
  };
}
