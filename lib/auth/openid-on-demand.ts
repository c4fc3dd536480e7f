import type { LoadPart } from '../shared/background-part.ts';
import { fail } from '../shared/result.ts';
import type { OpenIdPart } from './openid-part.ts';
import type { OpenId } from './openid.ts';
import type { SignInOptions } from './openid-sign-in.ts';

/**
 * The same, loaded when it is first asked for anything, and made once: what it knows of providers lasts as long as the
 * worker. Where it can't be loaded nothing has been asked, and no token was spent: nobody is signed out by it.
 */
export function createOpenIdOnDemand(load: LoadPart<OpenIdPart>, options: SignInOptions): OpenId {
  let made: OpenId | null = null;
  async function loaded(): Promise<OpenId | null> {
    const part = made === null ? await load() : null;
    // Two may have waited for one load.
    if (part?.ok === true) made ??= part.value(options);
    return made;
  }

  return {
    async signIn(sso, signal) {
      const openId = await loaded();
      return openId === null ? fail({ kind: 'not-loaded' }) : openId.signIn(sso, signal);
    },
    async refresh(...asked) {
      return (await loaded())?.refresh(...asked) ?? 'unavailable';
    },
    async revoke(...asked) {
      await (await loaded())?.revoke(...asked);
    },
  };
}
