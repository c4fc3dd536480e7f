import type { WorkerHost } from '../shared/worker-host.ts';
import type { Clock } from '../shared/clock.ts';
import { createOpenId } from '../auth/openid.ts';
import type { WebAuthFlow } from '../shared/web-auth-flow.ts';
import type { PolicySource } from '../config/policy-source.ts';
import { unreadPolicy } from '../config/policy.ts';
import type { IncomingPort } from '../shared/port.ts';
import type { PageAccess, WatchTab } from '../shared/page-access.ts';
import type { Log, LogEntry } from '../shared/log.ts';
import { createReport } from '../shared/report.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { Items } from '../storage/items.ts';
import type { StoredData } from '../storage/stored-data.ts';
import type { WebSocketConstructor } from '../transport/websocket/text-socket.ts';
import { createActivity } from './activity/activity.ts';
import { createCountedNetwork } from './activity/counted-network.ts';
import { createSupportLog } from './activity/support-log.ts';
import { createAccountCommands } from './rpc/account-commands.ts';
import { createActivityCommands } from './rpc/activity-commands.ts';
import { createAccountService } from './accounts/account-service.ts';
import { createWorkspaceFactory } from './workspace/workspace-factory.ts';
import { createEraseAll } from './data/erase-all.ts';
import { createConfirmHost } from './accounts/confirm-host.ts';
import { createPolicyGuard } from './accounts/policy-guard.ts';
import { createUnsentMessages } from './workspace/unsent-messages.ts';
import { createActiveWorkspace } from './panels/active-workspace.ts';
import type { CommandHandlers } from './rpc/command-handlers.ts';
import { createDataCommands } from './rpc/data-commands.ts';
import { createMessageCommands } from './rpc/message-commands.ts';
import { createPageCommands } from './rpc/page-commands.ts';
import { createCaptureRequests } from './page-capture/capture-requests.ts';
import { createWorkspaceSwitch } from './switching/workspace-switch.ts';
import { createPreferenceStore } from './preferences/preference-store.ts';
import { createPromptStore } from './prompts/prompt-store.ts';
import { createPanelCommands } from './rpc/panel-commands.ts';
import { createPlatformChatCommands } from './rpc/platform-chat-commands.ts';
import { createProfileService } from './switching/profile-service.ts';
import { createRetention } from './data/retention.ts';
import { createKnownWays } from './platform/known-ways.ts';
import type { PanelConnection } from './panels/panel-connection.ts';
import { createSettingsStore } from './identity/settings-store.ts';
import { createSignInStore } from './identity/sign-in-store.ts';
import { acceptPort, performForPanel } from './rpc/port-server.ts';
import { createPromptCommands } from './rpc/prompt-commands.ts';
import { createPreferencesCommands } from './rpc/preferences-commands.ts';
import { createSettingsCommands } from './rpc/settings-commands.ts';
import { createWindowConversations } from './panels/window-conversations.ts';
import { createWakeUp } from './lifecycle/wake-up.ts';

/** Everything from outside that the background stands on. */
export interface BackgroundOptions {
  readonly extensionId: string;
  readonly pageUrls: { readonly panel: string; readonly options: string };
  readonly store: ConversationStore;
  /** Of the same conversations. */
  readonly data: StoredData;
  readonly items: Items;
  readonly policy: PolicySource;
  readonly webAuth: WebAuthFlow;
  readonly pageAccess: PageAccess;
  readonly watchTab: WatchTab;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  /** Whether the browser lets us read what that origin answers, whatever its server allows. */
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly workerHost: WorkerHost;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
}

export interface Background {
  connected(port: IncomingPort): void;
  /** The toolbar button was pressed in that window, which opens its panel and grants access to its page. */
  pageOffered(windowId: number): Promise<void>;
  onlineChanged(online: boolean): void;
  /** The computer is in another network than before, as far as the browser says so. */
  networkChanged(): void;
  /** Takes up what the last worker left under way. */
  wake(): Promise<void>;
  /** The alarm rang that was set for what is under way. */
  lookAgain(): Promise<void>;
  /** Deletes conversations that have grown older than the setting allows; does nothing where that was done lately. */
  sweep(): Promise<void>;
  /** Takes down what runs; for private windows that are gone. */
  end(): Promise<void>;
}

export function createBackground(given: BackgroundOptions): Background {
  const { store, data, items, clock, newId, workerHost } = given;
  const now = (): number => clock.now();
  const supportLog = createSupportLog({
    ring: items.log,
    item: items.logLevel,
    ofPolicy: async () => (await given.policy.current()).logLevel,
    clock,
    console: given.log,
  });
  const { log } = supportLog;
  const report = createReport(log);
  const activity = createActivity({ item: items.activity, clock });
  // Nothing below has another way out, or another log.
  const options = { ...given, log, ...createCountedNetwork({ ...given, now, left: activity.add, log }) };
  const windows = createWindowConversations(items.windows);
  const unsentMessages = createUnsentMessages(items.unsentMessages, store);
  const settings = createSettingsStore(items.profiles, options.policy.current);
  const signIns = createSignInStore(items);
  const openId = createOpenId(options);
  const knownWays = createKnownWays(items.knownWays, report);

  const preferences = createPreferenceStore({
    item: items.preferences,
    onChanged: (changed) => activeWorkspace.publish(null, [{ type: 'preferences', preferences: changed }]),
  });

  const workspaces = createWorkspaceFactory({
    ...options,
    store,
    settings,
    signIns,
    openId,
    knownWays,
    preferences,
    unsentMessages,
    publish: (conversationId, patches) => activeWorkspace.publish(conversationId, patches),
    needsChanged: () => wakeUp.needsChanged(),
  });
  const activeWorkspace = createActiveWorkspace({
    store,
    windows,
    createWorkspace: workspaces.current,
    now,
    whileChanging: (change) => wakeUp.whileChanging(change),
  });
  const wakeUp = createWakeUp({
    store,
    currentWorkspace: activeWorkspace.current,
    latestWorkspace: workspaces.latest,
    log,
    workerHost,
    now,
    clockJumped: activeWorkspace.clockJumped,
  });
  const retention = createRetention({
    item: items.keepDays,
    lastLook: items.lastLook,
    ofPolicy: async () => (await options.policy.read()).keepDays,
    data,
    clock,
    setDaily: (isWanted) => workerHost.setDaily(isWanted),
    isInUse: (id) => activeWorkspace.watchers(id) > 0 || (workspaces.latest()?.runs(id) ?? false),
    log,
  });
  const { whileClosed } = activeWorkspace;
  const eraseAll = createEraseAll({
    data,
    branding: items.branding,
    activity,
    windows,
    unsentMessages,
    whileClosed,
  });
  const captureRequests = createCaptureRequests({
    item: items.accessRequests,
    access: options.pageAccess,
    watchTab: options.watchTab,
    async readRules() {
      const policy = await options.policy.current();
      return policy === unreadPolicy ? null : policy.pageContext;
    },
    newId,
    clock,
    panelIn: activeWorkspace.panelIn,
    report,
    attach: (panel) =>
      performForPanel(
        { type: 'page/attach' },
        { panel, about: null, again: false },
        { handlers, open, report },
      ),
  });

  async function open(panel: PanelConnection): Promise<void> {
    await activeWorkspace.open(panel);
    captureRequests.attachGranted(panel);
  }

  const workspaceSwitch = createWorkspaceSwitch({
    ...options,
    store,
    now,
    settings,
    signIns,
    unsentMessages,
    windows,
    activity,
    activeWorkspace,
  });
  const accounts = createAccountService({
    ...options,
    settings,
    signIns,
    workspaceSwitch,
    openId,
    knownWays,
  });
  // What can be set is worth the wait for what the organisation has set; what was said is shown without.
  const settledSettings = createSettingsStore(items.profiles, options.policy.read);
  const profiles = createProfileService({
    settings: settledSettings,
    workspaceSwitch,
    knownWays,
    redirectUrl: () => options.webAuth.redirectUrl(),
    leave: accounts.leave,
  });
  const handlers: CommandHandlers = {
    ...createPanelCommands({ activeWorkspace, store, open }),
    ...createMessageCommands({ activeWorkspace, now }),
    ...createPlatformChatCommands({ activeWorkspace }),
    ...createPageCommands({ activeWorkspace, captureRequests, newId }),
    ...createAccountCommands({
      accounts: createPolicyGuard(accounts, settings),
      confirmHost: createConfirmHost({ settings, signIns, workspaceSwitch }),
      profiles,
    }),
    ...createSettingsCommands({ ...options, settings, profiles, report, workspaces }),
    ...createDataCommands({ data, retention, eraseAll }),
    ...createActivityCommands({ activity, supportLog }),
    ...createPreferencesCommands(preferences),
    ...createPromptCommands({
      prompts: createPromptStore(items.prompts),
      currentPolicy: options.policy.current,
    }),
  };
  // Profiles may have come or gone, and with them the one in use. What storage has against it each panel hears that asks.
  options.policy.onChanged(() => {
    supportLog.lookAgain();
    void whileClosed(() => Promise.resolve()).catch((error: unknown) => report(error, 'policy-change'));
  });
  let hasBegun = false;
  function began(by: Extract<LogEntry, { event: 'worker-started' }>['by']): void {
    if (!hasBegun) log({ event: 'worker-started', by });
    hasBegun = true;
  }

  async function wake(): Promise<void> {
    await wakeUp.wake();
    void retention.sweep();
  }

  return {
    connected(port) {
      began('page');
      acceptPort(port, { ...options, activeWorkspace, activity, handlers, open, report });
    },
    pageOffered(windowId) {
      began('button');
      return captureRequests.grant(windowId);
    },
    onlineChanged(online) {
      if (online) activeWorkspace.networkChanged();
      activeWorkspace.onlineChanged(online);
    },
    networkChanged: activeWorkspace.networkChanged,
    wake,
    async lookAgain() {
      began('alarm');
      await wake();
      // Whatever was given up, or missed the network's return, is tried again.
      activeWorkspace.onlineChanged(options.isOnline());
    },
    sweep() {
      began('daily-alarm');
      return retention.sweep();
    },
    async end() {
      await workspaces.latest()?.close();
    },
  };
}
