import {
  allowInsecureRequests,
  clockTolerance,
  customFetch,
  discoveryRequest,
  JSON_ATTRIBUTE_COMPARISON,
  processDiscoveryResponse,
  type Client,
} from 'oauth4webapi';
import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import type { SsoSettings } from '../config/sso.ts';
import { hostOf } from '../shared/host-of.ts';
import { OpenIdError, untrusted } from './openid-failure.ts';
import { createProviderFetch, isTrustworthy, type ProviderAccess } from './openid-fetch.ts';

/** Some providers write null for what they do not have. */
function withoutNulls(document: object): object {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}

const endpoint = boundedText(0, 2048);

/** What we use of a discovery document (OpenID Connect Discovery 1.0 §3, RFC 8414, RFC 9207). */
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  revocation_endpoint: z.exactOptional(endpoint),
  scopes_supported: z.exactOptional(z.array(z.string())),
  id_token_signing_alg_values_supported: z.exactOptional(z.array(z.string())),
  authorization_response_iss_parameter_supported: z.exactOptional(z.boolean()),
});
export type ProviderMetadata = z.infer<typeof metadata>;

/** Each call's part of oauth4webapi's options. */
export function requestOptions(access: ProviderAccess, signal: AbortSignal) {
  return {
    [customFetch]: createProviderFetch(access, signal),
    // Its rule knows no loopback; ours holds for every request, in `createProviderFetch`.
    [allowInsecureRequests]: true,
  };
}

/** s. An ID token is often good for 5 minutes, and clocks are off by 10. That it is fresh we know by its nonce. */
const clockDrift = 15 * 60;

export function clientOf({ clientId }: SsoSettings): Client {
  return {
    client_id: clientId,
    [clockTolerance]: clockDrift,
  };
}

async function discover(
  issuer: string,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<ProviderMetadata> {
  if (!isTrustworthy(issuer)) throw new OpenIdError(untrusted('address'));
  const noProvider = new OpenIdError({ kind: 'no-provider', host: hostOf(issuer) });
  const url = new URL(issuer);
  const response = await discoveryRequest(url, requestOptions(access, signal));
  let document: object;
  try {
    document = await processDiscoveryResponse(url, response);
  } catch (error) {
    const isOthers = error instanceof Error && 'code' in error && error.code === JSON_ATTRIBUTE_COMPARISON;
    throw isOthers ? new OpenIdError(untrusted('issuer')) : noProvider;
  }
  const parsed = metadata.safeParse(withoutNulls(document));
  if (!parsed.success) throw noProvider;
  const { authorization_endpoint, token_endpoint, revocation_endpoint } = parsed.data;
  const endpoints = [authorization_endpoint, token_endpoint, revocation_endpoint ?? token_endpoint];
  // Now, and not when they are used: nobody should type a password for a token endpoint that we won't talk to.
  if (!endpoints.every(isTrustworthy)) throw new OpenIdError(untrusted('address'));
  return parsed.data;
}

/** Where its tokens go back to, to be renewed and to be revoked. */
export function tokenHosts({ token_endpoint, revocation_endpoint }: ProviderMetadata): string[] {
  return [...new Set([token_endpoint, revocation_endpoint ?? token_endpoint].map(hostOf))];
}

/** Asks a provider once for what it is. */
export interface ProviderDirectory {
  /** Rejects with an OpenIdError. */
  find(issuer: string, signal: AbortSignal): Promise<ProviderMetadata>;
  /** A provider that moved is found again. */
  forget(issuer: string): void;
}

export function createProviderDirectory(access: ProviderAccess): ProviderDirectory {
  const known = new Map<string, ProviderMetadata>();
  return {
    find: async (issuer, signal) => {
      const found = known.get(issuer) ?? (await discover(issuer, access, signal));
      known.set(issuer, found);
      return found;
    },
    forget: (issuer) => void known.delete(issuer),
  };
}
