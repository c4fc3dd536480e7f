import type { OpenId } from '../../auth/openid.ts';
import { unconfirmedHost } from '../../auth/sign-in.ts';
import type { TokenSource } from '../../auth/token-source.ts';
import type { ConnectionSettings } from '../../config/endpoint-rules.ts';
import { noPolicy } from '../../config/policy.ts';
import type { PolicySource } from '../../config/policy-source.ts';
import type { Profile } from '../../config/profile.ts';
import type { SiteRules } from '../../config/site-rules.ts';
import type { Problem } from '../../shared/problem.ts';
import { createReport } from '../../shared/report.ts';
import { wait } from '../../shared/pause.ts';
import type { Items } from '../../storage/items.ts';
import { createTokenSources } from '../accounts/token-sources.ts';
import { accountView } from '../identity/account-view.ts';
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
import { createGateway } from '../platform/create-gateway.ts';
import { createForbiddenGateway } from '../platform/forbidden-gateway.ts';
import { createKnownTenants } from '../platform/known-tenants.ts';
import type { KnownWays } from '../platform/known-ways.ts';
import type { PreferenceStore } from '../preferences/preference-store.ts';
import type { UnsentMessages } from './unsent-messages.ts';
import { createBrandingCache } from './branding-cache.ts';
import type { PlatformGateway, PlatformGatewayOptions } from '../platform/platform-gateway.ts';
import type { WayFinding } from '../platform/platform-transport.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';
import { adoptConversations } from '../identity/adopt-conversations.ts';
import { partitionFor, type KeptSignIn, type SignInStore } from '../identity/sign-in-store.ts';

/** Where the workspace of the settings in use, and of whoever is signed in under them, comes from. */
export interface WorkspaceFactory {
  current(): Promise<Workspace>;
  /** The one made last, in use or closed; null: none yet. */
  latest(): Workspace | null;
  /**
   * Of whoever is signed in there, as the workspaces have it, and without a word in it: for a look at settings that are not
   * in use. null: one of their hosts is none that the sign-in was made for (law 9).
   */
  tokensOf(profile: ConnectionSettings): Promise<TokenSource | null>;
  /** The way that a workspace of these settings would go, for a look: it remembers nothing. */
  wayTo(
    profile: ConnectionSettings,
    tokens: TokenSource,
    allowedProtocols: WayFinding['allowedProtocols'],
  ): PlatformGateway;
}

type OfEveryWorkspace =
  | 'store'
  | 'clock'
  | 'random'
  | 'log'
  | 'newId'
  | 'isPrivate'
  | 'isOnline'
  | 'publish'
  | 'needsChanged'
  | 'loadReadBack';

export interface WorkspaceFactoryOptions
  extends Pick<WorkspaceOptions, OfEveryWorkspace>, Pick<PlatformGatewayOptions, 'fetch' | 'WebSocket'> {
  readonly items: Pick<Items, 'branding' | 'knownTenants'>;
  readonly knownWays: KnownWays;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly signIns: SignInStore;
  readonly openId: Pick<OpenId, 'refresh'>;
  readonly policy: Pick<PolicySource, 'lookAgain'>;
  readonly preferences: Pick<PreferenceStore, 'read' | 'latest'>;
  readonly unsentMessages: Pick<UnsentMessages, 'read' | 'forget'>;
}

/** ms. Most often the browser has spoken by then, and nobody need hear that it was waited for. */
const policyPatienceMs = 1500;

/** What a chat is called that was created by a test of the connection. */
const testChatTitle = 'Connection test';

interface WorkspaceFacts {
  readonly profile: Profile;
  /** Why nobody may use it now; null: they may. */
  readonly forbidden: Problem | null;
  readonly kept: KeptSignIn | null;
  readonly pageRules: SiteRules;
  readonly finding: WayFinding;
  /** The platform has ended the sign-in. */
  readonly onEnded: () => void;
}

/** Begins to read at once: make it when the worker starts. */
export function createWorkspaceFactory(options: WorkspaceFactoryOptions): WorkspaceFactory {
  const { items, unsentMessages, signIns, knownWays } = options;
  let latest: Workspace | null = null;
  const report = createReport(options.log);
  const brandings = createBrandingCache(items.branding, report);
  const knownTenants = createKnownTenants(items.knownTenants, report);
  const tokenSources = createTokenSources({ ...options, report });

  /** Where it comes in time, another workspace follows. */
  async function policyPatience({ code }: Problem): Promise<void> {
    if (code !== 'policy-unread') return;
    options.policy.lookAgain();
    await wait(options.clock, policyPatienceMs);
  }

  function gatewayFor({
    profile,
    forbidden,
    kept,
    onEnded,
    ...facts
  }: WorkspaceFacts): WorkspaceOptions['gateway'] {
    if (forbidden !== null) return createForbiddenGateway(forbidden, () => policyPatience(forbidden));
    const tokens = (): TokenSource => tokenSources.of(profile, kept, onEnded);
    return createGateway({ ...options, ...facts, profile, tokens, knownTenants });
  }

  return {
    latest: () => latest,
    wayTo(settings, tokens, allowedProtocols) {
      return createGateway({
        ...options,
        knownTenants,
        tokens: () => tokens,
        profile: { ...settings, id: '' },
        pageRules: noPolicy.pageContext,
        title: testChatTitle,
        finding: { allowedProtocols, known: null, keep: () => undefined },
      });
    },
    async tokensOf(profile) {
      const kept = await signIns.read(profile);
      if (kept !== null && unconfirmedHost(kept.signIn, profile) !== null) return null;
      return tokenSources.held(profile, kept);
    },
    async current() {
      const settings = await options.settings.read();
      const { profile } = settings.current;
      const { pageContext: pageRules, allowedProtocols } = settings.policy;
      const kept = await signIns.read(profile);
      await adoptConversations(options.store, profile, kept);
      const partition = partitionFor(profile, kept);
      const [branding, unsent, known] = await Promise.all([
        brandings.of(partition),
        unsentMessages.read(partition),
        remembersWay(profile) ? knownWays.read(profile) : null,
        options.preferences.read(),
      ]);
      let account = accountView(profile, kept);
      const onEnded = (): void => {
        account = { ...account, state: 'ended' };
        // Of a workspace that was left meanwhile nobody wants to hear.
        if (latest === workspace) options.publish(null, [{ type: 'account', account }]);
      };
      const workspace = createWorkspace({
        ...options,
        profile,
        isUnset: settings.isUnset,
        partition,
        pageRules,
        account: () => account,
        profiles: settings.all.map(({ profile: { id, name }, isManaged }) => ({ id, name, isManaged })),
        preferences: options.preferences.latest,
        branding,
        gateway: gatewayFor({
          profile,
          forbidden: prohibition(settings) ?? strangeHost(profile, kept),
          kept,
          pageRules,
          finding: { allowedProtocols, known, keep: (way) => knownWays.keep(profile, way) },
          onEnded,
        }),
        unsent,
        forgetUnsent: () => unsentMessages.forget(),
        saveBranding: (changed) => void brandings.keep(partition, changed),
      });
      latest = workspace;
      return workspace;
    },
  };
}

/** Of a way that is chosen and the same everywhere there is nothing to remember. */
function remembersWay({ protocol }: Profile): boolean {
  return protocol === 'automatic' || protocol === 'v1';
}

/** A token is shown to nobody that its sign-in was not made for, before a person has said yes to them by name (law 9). */
function strangeHost(profile: Profile, kept: KeptSignIn | null): Problem | null {
  const host = kept === null ? null : unconfirmedHost(kept.signIn, profile);
  return host === null ? null : { code: 'host-unconfirmed', subject: host };
}
