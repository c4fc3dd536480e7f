import {
  authorizationCodeGrantRequest,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import type { SsoSettings } from '../config/sso.ts';
import { hostOf } from '../shared/host-of.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { OpenIdError, toOpenIdFailure, untrusted, type OpenIdFailure } from './openid-failure.ts';
import type { ProviderAccess } from './openid-fetch.ts';
import { toIssued, readUser, type OpenIdGrant } from './openid-grant.ts';
import { clientOf, requestOptions, tokenHosts, type ProviderMetadata } from './openid-provider.ts';
import { createOpenIdRequest, isOffline, leadsTo, scopesFor, type OpenIdRequest } from './openid-request.ts';
import type { WebAuthFlow } from '../shared/web-auth-flow.ts';

export interface SignInOptions extends ProviderAccess {
  readonly webAuth: WebAuthFlow;
}

/** What one sign-in is about. */
interface Trip {
  readonly sso: SsoSettings;
  readonly provider: ProviderMetadata;
  readonly signal: AbortSignal;
}

/** The window cannot be closed by us: it stays, and what comes of it is nobody's business any more. */
function aborted(signal: AbortSignal, until: AbortSignal): Promise<'closed'> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('closed'), { once: true, signal: until });
  });
}

export function createSignIn({ webAuth, ...access }: SignInOptions) {
  /** Where the user came back to; an OpenIdError unless that is us. */
  const visit = async (url: string, redirectUrl: string, signal: AbortSignal): Promise<URL> => {
    if (signal.aborted) throw new OpenIdError({ kind: 'cancelled' });
    const finished = new AbortController();
    const outcome = await Promise.race([aborted(signal, finished.signal), webAuth.launch(url)]);
    finished.abort();
    if (outcome === 'closed') throw new OpenIdError({ kind: 'cancelled' });
    if (outcome === 'busy') throw new OpenIdError({ kind: 'busy' });
    if (outcome === 'failed') throw new OpenIdError({ kind: 'no-page', host: hostOf(url) });
    if (!leadsTo(redirectUrl, outcome.redirectedTo)) throw new OpenIdError(untrusted('redirect'));
    return new URL(outcome.redirectedTo);
  };

  const redeem = async (
    { sso, provider, signal }: Trip,
    callback: URLSearchParams,
    redirectUrl: string,
    { nonce, codeVerifier }: OpenIdRequest,
  ): Promise<Result<OpenIdGrant, OpenIdFailure>> => {
    const client = clientOf(sso);
    const response = await authorizationCodeGrantRequest(
      provider,
      client,
      None(),
      callback,
      redirectUrl,
      codeVerifier,
      requestOptions(access, signal),
    );
    const answer = await processAuthorizationCodeResponse(provider, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    // Its signature is not looked at: it came from the token endpoint itself, over TLS (OpenID Connect Core §3.1.3.7).
    const claims = getValidatedIdTokenClaims(answer);
    if (claims === undefined) return fail(untrusted('token'));
    return ok({
      ...toIssued(answer, response.headers.get('Date')),
      user: readUser(claims),
      issuerHosts: tokenHosts(provider),
    });
  };

  const authorise = async (
    trip: Trip,
    isConsentAsked: boolean,
  ): Promise<Result<OpenIdGrant, OpenIdFailure>> => {
    const { sso, provider, signal } = trip;
    const redirectUrl = webAuth.redirectUrl();
    const scopes = scopesFor(sso, provider);
    const request = await createOpenIdRequest({
      provider,
      clientId: sso.clientId,
      scopes,
      redirectUrl,
      isConsentAsked,
    });
    let callback: URLSearchParams;
    try {
      const redirect = await visit(request.url, redirectUrl, signal);
      callback = validateAuthResponse(provider, clientOf(sso), redirect, request.state);
    } catch (error) {
      return fail(toOpenIdFailure(error, { otherwise: 'response', host: hostOf(request.url) }));
    }
    const code = callback.get('code');
    if (code === null || code === '') return fail(untrusted('response'));
    try {
      return await redeem(trip, callback, redirectUrl, request);
    } catch (error) {
      const host = hostOf(provider.token_endpoint);
      return fail(
        toOpenIdFailure(error, { otherwise: 'token', host, secrets: [code, request.codeVerifier] }),
      );
    }
  };

  return async (trip: Trip): Promise<Result<OpenIdGrant, OpenIdFailure>> => {
    const plain = await authorise(trip, false);
    if (!plain.ok || plain.value.refreshToken !== null) return plain;
    if (!isOffline(scopesFor(trip.sso, trip.provider))) return plain;
    // OpenID Connect Core §11 makes `offline_access` depend on `prompt=consent`, and oidc-provider and Logto hold to it.
    // Entra, Okta, Keycloak and Auth0 don't, and Entra meets the prompt with "Need admin approval" where an
    // administrator approved long ago. So it is sent second, and only where the first answer lacked a refresh token.
    const consented = await authorise(trip, true);
    return consented.ok || trip.signal.aborted ? consented : plain;
  };
}
