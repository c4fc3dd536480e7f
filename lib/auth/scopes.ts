import type { Claims } from './jwt.ts';

/** An OpenID provider lists these beside, or instead of, the platform's own: they say nothing about chats. */
const openIdScopes: ReadonlySet<string> = new Set([
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
]);

/** Whether a token names scopes of the platform (P38), and this one isn't among them. False where it names none. */
export function missingScope(claims: Claims | null, scope: string): boolean {
  const scopes = claims?.scopes.filter((name) => !openIdScopes.has(name)) ?? [];
  return scopes.length > 0 && !scopes.includes(scope);
}
