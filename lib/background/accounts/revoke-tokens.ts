import type { OpenId } from '../../auth/openid.ts';
import type { SignIn } from '../../auth/sign-in.ts';
import type { Issued } from '../../auth/tokens.ts';
import type { Profile } from '../../config/profile.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { createAccountClient } from '../../transport/http/account-client.ts';
import type { SendOptions } from '../../transport/http/send.ts';

/** Tells those who issued tokens that they are done with. Nobody waits for it: here they are gone already. */
export type RevokeTokens = (
  profile: Profile,
  tokens: Pick<Issued, 'accessToken' | 'refreshToken'>,
  issuer: Pick<SignIn, 'sso' | 'issuerHosts'>,
) => void;

export interface RevokeTokensOptions extends Omit<SendOptions, 'profile' | 'tokens' | 'attempts'> {
  readonly openId: Pick<OpenId, 'revoke'>;
}

/** ms */
const patience = 10_000;

export function createRevokeTokens(options: RevokeTokensOptions): RevokeTokens {
  return (profile, { accessToken, refreshToken }, { sso, issuerHosts }) => {
    // A secure proxy is shown no token, and would not know what to do with one.
    if (sso === null && profile.protocol === 'proxy') return;
    void withTimeout({ clock: options.clock, ms: patience }, async (signal) => {
      if (sso === null) await createAccountClient({ ...options, profile }).signOut(accessToken, signal);
      else if (refreshToken !== null) await options.openId.revoke(sso, refreshToken, signal, issuerHosts);
    });
  };
}
