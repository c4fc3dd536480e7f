import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

const secretNames: ReadonlySet<string> = new Set([
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
]);

/** Every code, verifier and token that passes, for tests that look for them where they must not be. */
export const collectSecrets = (provider: Provider): ReadonlySet<string> => {
  const found = new Set<string>();
  const collect = (from: unknown): void => {
    if (typeof from !== 'object' || from === null) return;
    for (const [name, value] of Object.entries(from))
      if (secretNames.has(name) && typeof value === 'string') found.add(value);
  };
  const collectExchange = ({ oidc, body }: KoaContextWithOIDC): void => {
    collect(oidc.params);
    collect(body);
  };
  provider.on('authorization.success', (_context: unknown, response: unknown) => collect(response));
  provider.on('grant.success', collectExchange);
  provider.on('grant.error', collectExchange);
  return found;
};
