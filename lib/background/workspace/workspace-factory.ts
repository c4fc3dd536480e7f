import { createTokenSource } from '../../auth/token-source.ts';
import type { OpenId } from '../../auth/openid.ts';
import { isOfAnother } from '../../auth/sign-in.ts';
import type { Issued } from '../../auth/tokens.ts';
import type { Profile } from '../../config/profile.ts';
import type { Items } from '../../storage/items.ts';
import { createTokenExchange } from '../../transport/http/token-exchange.ts';
import { accountView } from '../identity/account-view.ts';
import { createDesk, type Desk, type DeskOptions } from './workspace.ts';
import { createForbiddenLink } from '../platform/forbidden-gateway.ts';
import type { LeftBehind } from './unsent-messages.ts';
import { createLooks } from './branding-cache.ts';
import { createPlatformLink, type PlatformLinkOptions } from '../platform/platform-gateway.ts';
import { prohibition, type SettingsBook } from '../identity/settings-store.ts';
import { partitionFor, type KeptSignIn, type SignIns } from '../identity/sign-in-store.ts';

/** Where the desk of the settings in use, and of whoever is signed in under them, comes from. */
export interface DeskSource {
  current(): Promise<Desk>;
  /** The one made last, in use or closed; null: none yet. */
  latest(): Desk | null;
}

type OfEveryDesk = 'store' | 'clock' | 'random' | 'log' | 'newId' | 'isOnline' | 'publish' | 'needsChanged';

export interface DeskSourceOptions
  extends Pick<DeskOptions, OfEveryDesk>, Pick<PlatformLinkOptions, 'fetch' | 'WebSocket'> {
  readonly items: Pick<Items, 'branding' | 'knownTenants'>;
  readonly settings: Pick<SettingsBook, 'read'>;
  readonly signIns: SignIns;
  readonly openId: Pick<OpenId, 'refresh'>;
  readonly leftBehind: Pick<LeftBehind, 'read' | 'forget'>;
}

interface DeskFacts {
  readonly profile: Profile;
  readonly isForbidden: boolean;
  readonly kept: KeptSignIn | null;
  /** The platform has ended the sign-in. */
  readonly onEnded: () => void;
}

/** Begins to read at once: make it when the worker starts. */
export function createDeskSource(options: DeskSourceOptions): DeskSource {
  const { items, leftBehind, signIns } = options;
  let latest: Desk | null = null;
  const looks = createLooks(items.branding);

  function linkFor({ profile, isForbidden, kept, onEnded }: DeskFacts): DeskOptions['link'] {
    if (isForbidden) return createForbiddenLink(profile);
    const askPlatform = createTokenExchange({ ...options, profile });
    const sso = kept?.signIn.sso ?? null;
    const tokens = createTokenSource({
      now: () => options.clock.now(),
      async read() {
        const found = await signIns.read(profile);
        // Somebody else by now: their desk is being made, and this one is none of theirs.
        if (found === null || found.signIn.user.id !== kept?.signIn.user.id) return null;
        return found.signIn.tokens ?? 'ended';
      },
      async write(next) {
        if (kept === null) return;
        await signIns.replaceTokens(profile, kept.signIn.user.id, next === 'ended' ? null : next);
        if (next === 'ended') onEnded();
      },
      async exchange(refreshToken, signal): Promise<Issued | 'refused' | 'unavailable'> {
        const issued = await (sso === null
          ? askPlatform(refreshToken, signal)
          : options.openId.refresh(sso, refreshToken, signal));
        if (typeof issued === 'string' || kept === null) return issued;
        return isOfAnother(issued.accessToken, kept.signIn, profile) ? 'refused' : issued;
      },
    });
    return createPlatformLink({
      ...options,
      profile,
      tokens,
      knownTenants: items.knownTenants,
    });
  }

  return {
    latest: () => latest,
    async current() {
      const settings = await options.settings.read();
      const { profile } = settings.current;
      const kept = await signIns.read(profile);
      const partition = partitionFor(profile, kept);
      const [look, left] = await Promise.all([looks.of(partition), leftBehind.read(partition)]);
      let account = accountView(profile, kept);
      const onEnded = (): void => {
        account = { ...account, state: 'ended' };
        // Of a desk that was left meanwhile nobody wants to hear.
        if (latest === desk) options.publish(null, [{ type: 'account', account }]);
      };
      const desk = createDesk({
        ...options,
        profile,
        partition,
        account: () => account,
        profiles: settings.all.map(({ profile: { id, name }, isManaged }) => ({ id, name, isManaged })),
        branding: look,
        link: linkFor({ profile, isForbidden: prohibition(settings) !== null, kept, onEnded }),
        left,
        forgetLeft: () => leftBehind.forget(),
        saveBranding: (branding) => void looks.keep(partition, branding),
      });
      latest = desk;
      return desk;
    },
  };
}
