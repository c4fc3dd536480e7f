import { generateKeyPair, randomBytes, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, JWK } from 'oidc-provider';
import type { MemoryStore } from './memory-adapter.ts';
import type { IdentityProviderOptions, IdentityUser } from './options.ts';

/** The platform, as the provider knows it: who the access tokens are for, and what they may allow there. */
export const platformResource = 'https://platform.example.org';
export const platformScope = 'chat:create chat:send';

/** Registered with the same redirect URLs, as no other client ever should be. */
export const otherClientId = 'another-app';

/** s. */
const day = 24 * 60 * 60;

/** One pair a process: RSA, since that is what providers sign with, and it takes a while to make. */
let pair: Promise<JsonWebKey> | null = null;
const signingKey = async (): Promise<JWK> => {
  pair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then(({ privateKey }) =>
    privateKey.export({ format: 'jwk' }),
  );
  return { ...(await pair), use: 'sig', alg: 'RS256', kid: 'test' };
};

export const configurationFor = async (
  options: Required<IdentityProviderOptions>,
  store: MemoryStore,
): Promise<Configuration> => {
  const { users, allowedOrigins, accessTokenSeconds } = options;
  const userOf = (id: string | undefined): IdentityUser | undefined => users.find((user) => user.id === id);
  return {
    adapter: store.adapter,
    clients: [options.clientId, otherClientId].map((id) => ({
      client_id: id,
      redirect_uris: [...options.redirectUrls],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (options.offline === 'always' || code.scopes.has('offline_access')),
    expiresWithSession: () => false,
    clientBasedCORS: (_context, origin) => allowedOrigins === 'any' || allowedOrigins.includes(origin),
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    findAccount: (_context, id) => {
      const user = userOf(id);
      if (user === undefined) return undefined;
      const { name, email } = user;
      const claims = { sub: id, name, preferred_username: email, email, email_verified: true };
      return { accountId: id, claims: () => claims };
    },
    extraTokenClaims: (_context, token) => {
      const user = 'accountId' in token ? userOf(token.accountId) : undefined;
      return user === undefined ? undefined : { tenant_id: user.tenant, user_id: user.id };
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        // Nobody has to name the platform: an access token is for it.
        defaultResource: () => platformResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: platformScope,
          audience: platformResource,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    renderError: (context, { error, error_description: words }) => {
      context.type = 'text/plain';
      context.body = `${error}: ${words ?? ''}`;
    },
    // All of them: for each that is left out, a notice is printed.
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 60,
      Interaction: 600,
      Session: day,
      Grant: day,
      RefreshToken: day,
    },
  };
};
