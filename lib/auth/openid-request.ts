import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi';
import type { SsoSettings } from '../config/sso.ts';
import type { ProviderMetadata } from './openid-provider.ts';

/** One trip to the provider's sign-in page. Its three secrets live as long as the window is open, in memory only. */
export interface OpenIdRequest {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const offline = 'offline_access';

/**
 * Google and GitLab know no `offline_access` and refuse the whole request (`invalid_scope`) for it. A provider that
 * lists its scopes has to list this one if it has it (OpenID Connect Discovery §3).
 */
export function scopesFor(
  { scopes }: Pick<SsoSettings, 'scopes'>,
  { scopes_supported: supported }: Pick<ProviderMetadata, 'scopes_supported'>,
): readonly string[] {
  const wanted = new Set(['openid', ...scopes.split(/\s+/).filter((scope) => scope !== '')]);
  if (supported !== undefined && !supported.includes(offline)) wanted.delete(offline);
  return [...wanted];
}

export function isOffline(scopes: readonly string[]): boolean {
  return scopes.includes(offline);
}

export interface OpenIdRequestOptions {
  readonly provider: ProviderMetadata;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly redirectUrl: string;
  /** Asks the provider to ask the user, again if need be, what we may have. */
  readonly isConsentAsked: boolean;
}

export async function createOpenIdRequest({
  provider,
  clientId,
  scopes,
  redirectUrl,
  isConsentAsked,
}: OpenIdRequestOptions): Promise<OpenIdRequest> {
  const state = generateRandomState();
  const nonce = generateRandomNonce();
  const codeVerifier = generateRandomCodeVerifier();
  const url = new URL(provider.authorization_endpoint); // may have parameters of its own, which stay
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUrl,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(isConsentAsked ? { prompt: 'consent' } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, nonce, codeVerifier };
}

/** Exactly our redirect URL, whatever its parameters: browsers hand over every path of our redirect host. */
export function leadsTo(redirectUrl: string, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const ours = new URL(redirectUrl);
  const { origin, pathname } = new URL(address);
  return origin === ours.origin && pathname === ours.pathname;
}
