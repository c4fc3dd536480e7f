import type { OpenId } from '../../auth/openid.ts';
import { isOfAnother } from '../../auth/sign-in.ts';
import { createTokenSource, signedOut, type TokenSource } from '../../auth/token-source.ts';
import type { ConnectionSettings } from '../../config/endpoint-rules.ts';
import type { Profile } from '../../config/profile.ts';
import type { Report } from '../../shared/report.ts';
import type { SendOptions } from '../../transport/http/send.ts';
import { createTokenExchange } from '../../transport/http/token-exchange.ts';
import { partitionFor, type KeptSignIn, type SignInStore } from '../identity/sign-in-store.ts';

/** One token source for each person at a place, for as long as the worker lives. */
export interface TokenSources {
  /**
   * Of whoever is signed in there: the same one as before, whatever was set meanwhile. A second one beside a refresh that
   * is under way would spend the same refresh token again, which a provider that rotates takes for theft.
   * @param onEnded told that the sign-in has ended, in place of the one given before
   */
  of(profile: Profile, kept: KeptSignIn | null, onEnded: () => void): TokenSource;
  /** The same one, and whoever is told of its end stays who it is. */
  held(profile: ConnectionSettings, kept: KeptSignIn | null): TokenSource;
}

export interface TokenSourcesOptions extends Omit<SendOptions, 'profile' | 'tokens' | 'attempts'> {
  readonly signIns: Pick<SignInStore, 'read' | 'replaceTokens'>;
  readonly openId: Pick<OpenId, 'refresh'>;
  readonly report: Report;
}

interface Held {
  /** As used last. */
  profile: ConnectionSettings;
  onEnded: () => void;
  readonly source: TokenSource;
}

export function createTokenSources(options: TokenSourcesOptions): TokenSources {
  const { signIns, openId } = options;
  const sources = new Map<string, Held>();

  function createHeld(profile: ConnectionSettings, kept: KeptSignIn, onEnded: () => void): Held {
    const person = partitionFor(profile, kept);
    const { user, sso } = kept.signIn;

    /** null: somebody else by now, whose tokens these are none of. */
    async function current(): Promise<KeptSignIn['signIn'] | null> {
      const found = await signIns.read(profile);
      return found !== null && partitionFor(profile, found) === person ? found.signIn : null;
    }

    const held: Held = {
      profile,
      onEnded,
      source: createTokenSource({
        ...options,
        async read() {
          const signIn = await current();
          return signIn === null ? null : (signIn.tokens ?? 'ended');
        },
        async write(next) {
          const ended = next === 'ended';
          await signIns.replaceTokens(profile, user.id, ended ? null : next, sso?.issuer ?? null);
          if (ended) held.onEnded();
        },
        async exchange(refreshToken, signal) {
          const signIn = await current();
          if (signIn === null) return 'unavailable';
          const issued = await (signIn.sso === null
            ? createTokenExchange({ ...options, profile: held.profile })(refreshToken, signal)
            : openId.refresh(signIn.sso, refreshToken, signal, signIn.issuerHosts));
          if (typeof issued === 'string') return issued;
          return isOfAnother(issued.accessToken, signIn, profile) ? 'refused' : issued;
        },
      }),
    };
    sources.set(person, held);
    return held;
  }

  return {
    of(profile, kept, onEnded) {
      if (kept === null) return signedOut;
      const before = sources.get(partitionFor(profile, kept));
      if (before === undefined) return createHeld(profile, kept, onEnded).source;
      Object.assign(before, { profile, onEnded });
      return before.source;
    },
    held(profile, kept) {
      if (kept === null) return signedOut;
      const before = sources.get(partitionFor(profile, kept));
      return (before ?? createHeld(profile, kept, () => undefined)).source;
    },
  };
}
