import { createTokenSource } from '../../auth/token-source.ts';
import type { OpenId } from '../../auth/openid.ts';
import { isOfAnother } from '../../auth/sign-in.ts';
import type { Issued } from '../../auth/tokens.ts';
import type { Profile } from '../../config/profile.ts';
import type { Problem } from '../../shared/problem.ts';
import { createReport } from '../../shared/report.ts';
import type { Items } from '../../storage/items.ts';
import { createTokenExchange } from '../../transport/http/token-exchange.ts';
import { accountView } from '../identity/account-view.ts';
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
import { createForbiddenGateway } from '../platform/forbidden-gateway.ts';
import { createKnownTenants } from '../platform/known-tenants.ts';
import type { UnsentMessages } from './unsent-messages.ts';
import { createBrandingCache } from './branding-cache.ts';
import { createPlatformGateway, type PlatformGatewayOptions } from '../platform/platform-gateway.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';
import { partitionFor, type KeptSignIn, type SignInStore } from '../identity/sign-in-store.ts';

/** Where the workspace of the settings in use, and of whoever is signed in under them, comes from. */
export interface WorkspaceFactory {
  current(): Promise<Workspace>;
  /** The one made last, in use or closed; null: none yet. */
  latest(): Workspace | null;
}

type OfEveryWorkspace =
  'store' | 'clock' | 'random' | 'log' | 'newId' | 'isOnline' | 'publish' | 'needsChanged';

export interface WorkspaceFactoryOptions
  extends Pick<WorkspaceOptions, OfEveryWorkspace>, Pick<PlatformGatewayOptions, 'fetch' | 'WebSocket'> {
  readonly items: Pick<Items, 'branding' | 'knownTenants'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly signIns: SignInStore;
  readonly openId: Pick<OpenId, 'refresh'>;
  readonly unsentMessages: Pick<UnsentMessages, 'read' | 'forget'>;
}

interface WorkspaceFacts {
  readonly profile: Profile;
  /** Why the policy allows nobody to use it; null: it does. */
  readonly forbidden: Problem | null;
  readonly kept: KeptSignIn | null;
  /** The platform has ended the sign-in. */
  readonly onEnded: () => void;
}

/** Begins to read at once: make it when the worker starts. */
export function createWorkspaceFactory(options: WorkspaceFactoryOptions): WorkspaceFactory {
  const { items, unsentMessages, signIns } = options;
  let latest: Workspace | null = null;
  const report = createReport(options.log);
  const brandings = createBrandingCache(items.branding, report);
  const knownTenants = createKnownTenants(items.knownTenants, report);

  function gatewayFor({ profile, forbidden, kept, onEnded }: WorkspaceFacts): WorkspaceOptions['gateway'] {
    if (forbidden !== null) return createForbiddenGateway(forbidden);
    const askPlatform = createTokenExchange({ ...options, profile });
    const sso = kept?.signIn.sso ?? null;
    const tokens = createTokenSource({
      clock: options.clock,
      report,
      async read() {
        const found = await signIns.read(profile);
        // Somebody else by now: their workspace is being made, and this one is none of theirs.
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
    return createPlatformGateway({
      ...options,
      profile,
      tokens,
      knownTenants,
    });
  }

  return {
    latest: () => latest,
    async current() {
      const settings = await options.settings.read();
      const { profile } = settings.current;
      const kept = await signIns.read(profile);
      const partition = partitionFor(profile, kept);
      const [branding, unsent] = await Promise.all([brandings.of(partition), unsentMessages.read(partition)]);
      let account = accountView(profile, kept);
      const onEnded = (): void => {
        account = { ...account, state: 'ended' };
        // Of a workspace that was left meanwhile nobody wants to hear.
        if (latest === workspace) options.publish(null, [{ type: 'account', account }]);
      };
      const workspace = createWorkspace({
        ...options,
        profile,
        partition,
        account: () => account,
        profiles: settings.all.map(({ profile: { id, name }, isManaged }) => ({ id, name, isManaged })),
        branding,
        gateway: gatewayFor({ profile, forbidden: prohibition(settings), kept, onEnded }),
        unsent,
        forgetUnsent: () => unsentMessages.forget(),
        saveBranding: (changed) => void brandings.keep(partition, changed),
      });
      latest = workspace;
      return workspace;
    },
  };
}
