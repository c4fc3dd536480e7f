import type { Profile } from '../../config/profile.ts';
import { signedOutAccount, type Account } from '../../messaging/account-shapes.ts';
import type { KeptSignIn } from './sign-in-store.ts';

/** What pages are told of who is signed in: never a token. */
export function accountView({ sso, protocol, passwordPage }: Profile, kept: KeptSignIn | null): Account {
  const hasSso = sso !== null;
  // Whoever signed in before the proxy was chosen can still sign out.
  if (protocol === 'proxy' && (kept === null || kept.signIn.tokens === null))
    return { ...signedOutAccount, state: 'not-needed' };
  const page = passwordPage === '' ? {} : { passwordPage };
  if (kept === null) return { ...signedOutAccount, hasSso, ...page };
  const { user, tokens } = kept.signIn;
  return {
    state: tokens === null ? 'ended' : 'signed-in',
    name: user.name,
    email: user.email,
    stays: kept.isLasting,
    hasSso,
    ...page,
  };
}
