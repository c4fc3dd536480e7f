import { readClaims } from '../../auth/jwt.ts';
import { isOfOtherTenant } from '../../auth/sign-in.ts';
import { signedOut, type TokenSource } from '../../auth/token-source.ts';
import type { Issued } from '../../auth/tokens.ts';
import { apiPrefix } from '../../config/platform-paths.ts';
import {
  loginBody,
  meReply,
  registrationBody,
  signedInReply,
  type AccountUser,
  type Credentials,
  type Registration,
} from '../../protocol/rest/account.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { toAccountFailure, type AccountCall, type AccountFailure } from './account-failure.ts';
import { createSend, sentAt, type SendOptions } from './send.ts';

/** Tokens, and whose they are as far as the platform says it. */
export interface SignedIn extends Issued {
  readonly user: AccountUser;
}

/** The platform's calls about accounts (R26–R31). None rejects, and none starts a refresh. */
export interface AccountClient {
  signIn(credentials: Credentials, signal: AbortSignal): Promise<Result<SignedIn, AccountFailure>>;
  register(registration: Registration, signal: AbortSignal): Promise<Result<SignedIn, AccountFailure>>;
  /** null: the platform doesn't say, or can't be asked. */
  me(accessToken: string, signal: AbortSignal): Promise<AccountUser | null>;
  /** Best effort: the platform forgets both tokens, where it is there to be told. */
  signOut(accessToken: string, signal: AbortSignal): Promise<void>;
}

/** This one token, whatever becomes of it: a refresh would bring back what is about to be given up. */
function only(accessToken: string): TokenSource {
  return {
    ...signedOut,
    accessToken: () => Promise.resolve(accessToken),
  };
}

export function createAccountClient(options: Omit<SendOptions, 'tokens' | 'attempts'>): AccountClient {
  // No access token: a 401 is about the password. One attempt: a registration that a 5xx answered may have been
  // made, and repeated it would tell its own owner that the address is taken; a repeated password is a step to a lock.
  const send = createSend({ ...options, tokens: signedOut, attempts: 1 });
  const { tenantId } = options.profile;

  const enter = async (
    call: AccountCall,
    json: unknown,
    password: string,
    signal: AbortSignal,
  ): Promise<Result<SignedIn, AccountFailure>> => {
    const path = `${apiPrefix}/auth/${call}`;
    const reply = await send({ method: 'POST', path, json, secrets: [password], signal });
    if (!reply.ok) return fail(toAccountFailure(call, reply.failure));
    const parsed = signedInReply.safeParse(reply.value.body);
    if (!parsed.success) return fail({ kind: 'other', failure: { kind: 'unexpected-body' } });
    // Every call with such a token would be refused (R3, R31), or worse, answered with the data of the other tenant.
    if (isOfOtherTenant(readClaims(parsed.data.accessToken), options.profile))
      return fail({ kind: 'other', failure: { kind: 'tenant-mismatch' } });
    return ok({ ...parsed.data, ...sentAt(reply.value) });
  };

  return {
    signIn: (credentials, signal) =>
      enter('login', loginBody(credentials, tenantId), credentials.password, signal),
    register: (registration, signal) =>
      enter('register', registrationBody(registration, tenantId), registration.password, signal),
    me: async (accessToken, signal) => {
      const ask = createSend({ ...options, tokens: only(accessToken) });
      const reply = await ask({ method: 'GET', path: `${apiPrefix}/auth/me`, signal });
      const parsed = reply.ok ? meReply.safeParse(reply.value.body) : null;
      return parsed?.success === true ? parsed.data : null;
    },
    signOut: async (accessToken, signal) => {
      const tell = createSend({ ...options, tokens: only(accessToken) });
      await tell({ method: 'POST', path: `${apiPrefix}/auth/logout`, signal });
    },
  };
}
