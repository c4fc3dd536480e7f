import {
  None,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  ResponseBodyError,
  revocationRequest,
} from 'oauth4webapi';
import type { SsoSettings } from '../config/sso.ts';
import { hostOf } from '../shared/host-of.ts';
import { fail, type Result } from '../shared/result.ts';
import { toOpenIdFailure, type OpenIdFailure } from './openid-failure.ts';
import { toIssued, type OpenIdGrant } from './openid-grant.ts';
import { clientOf, createProviderDirectory, requestOptions } from './openid-provider.ts';
import { createSignIn, type SignInOptions } from './openid-sign-in.ts';
import type { Issued } from './tokens.ts';

/** Signing in at an organisation's identity provider: OpenID Connect, authorization code with PKCE. Nothing rejects. */
export interface OpenId {
  signIn(sso: SsoSettings, signal: AbortSignal): Promise<Result<OpenIdGrant, OpenIdFailure>>;
  /**
   * One request to the token endpoint, never repeated: a provider that rotates takes a spent token for a stolen one.
   * refused: the sign-in has ended · unavailable: the provider could not be asked.
   * @param hosts the only ones that the token may go to; a token endpoint elsewhere is not asked, and the sign-in has ended.
   * Default: wherever the provider's own discovery document says.
   */
  refresh(
    sso: SsoSettings,
    refreshToken: string,
    signal: AbortSignal,
    hosts?: readonly string[],
  ): Promise<Issued | 'refused' | 'unavailable'>;
  /** Tells the provider that the refresh token is done with, where it wants to know. `hosts` as for `refresh`. */
  revoke(
    sso: SsoSettings,
    refreshToken: string,
    signal: AbortSignal,
    hosts?: readonly string[],
  ): Promise<void>;
}

/** Codes that come with 4xx, but speak of a bad moment and not of the refresh token. */
const passing: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

function isAmong(hosts: readonly string[] | undefined, endpoint: string): boolean {
  return hosts === undefined || hosts.includes(hostOf(endpoint));
}

export function createOpenId({ fetch, clock, webAuth }: SignInOptions): OpenId {
  const access = { fetch, clock };
  const providers = createProviderDirectory(access);
  const signIn = createSignIn({ ...access, webAuth });

  return {
    signIn: async (sso, signal) => {
      try {
        const signedIn = await signIn({ sso, provider: await providers.find(sso.issuer, signal), signal });
        if (!signedIn.ok) providers.forget(sso.issuer); // it may have moved
        return signedIn;
      } catch (error) {
        return fail(toOpenIdFailure(error, { otherwise: 'issuer', host: hostOf(sso.issuer) }));
      }
    },

    refresh: async (sso, refreshToken, signal, hosts) => {
      try {
        const provider = await providers.find(sso.issuer, signal);
        if (!isAmong(hosts, provider.token_endpoint)) return 'refused';
        const client = clientOf(sso);
        const options = requestOptions(access, signal);
        const response = await refreshTokenGrantRequest(provider, client, None(), refreshToken, options);
        const answer = await processRefreshTokenResponse(provider, client, response);
        return toIssued(answer, response.headers.get('Date'));
      } catch (error) {
        if (error instanceof ResponseBodyError && !passing.has(error.error)) return 'refused';
        providers.forget(sso.issuer); // it may have moved
        return 'unavailable';
      }
    },

    revoke: async (sso, refreshToken, signal, hosts) => {
      try {
        const provider = await providers.find(sso.issuer, signal);
        if (!isAmong(hosts, provider.revocation_endpoint ?? sso.issuer)) return;
        await revocationRequest(provider, clientOf(sso), None(), refreshToken, {
          ...requestOptions(access, signal),
          additionalParameters: { token_type_hint: 'refresh_token' },
        });
      } catch {
        // It has no such endpoint, or does not answer. Signed out here all the same; there, the token ages out.
      }
    },
  };
}
