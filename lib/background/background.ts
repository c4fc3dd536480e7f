import type { AttentionSigns } from '../shared/attention-signs.ts';
import type { WorkerHost } from '../shared/worker-host.ts';
import type { Clock } from '../shared/clock.ts';
import { createOpenIdOnDemand } from '../auth/openid-on-demand.ts';
import { openIdPart } from '../auth/openid-part.ts';
import type { WebAuthFlow } from '../shared/web-auth-flow.ts';
import type { PolicySource } from '../config/policy-source.ts';
import { unreadPolicy } from '../config/policy.ts';
import type { SiteRules } from '../config/site-rules.ts';
import { doctorPart } from '../doctor/doctor-part.ts';
import { createPartLoader, type ScriptHost } from '../shared/background-part.ts';
import type { PageAccess, WatchTab } from '../shared/page-access.ts';
import type { Log, LogEntry } from '../shared/log.ts';
import { createReport } from '../shared/report.ts';
import type { ChatStore } from '../storage/chat-store.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import { readBackPart } from '../session/read-back-part.ts';
import { noNeed, together } from '../session/wakefulness.ts';
import type { Items } from '../storage/items.ts';
import { createSerialQueue } from '../shared/serial-queue.ts';
import type { StoredData } from '../storage/stored-data.ts';
import { alsoErasing, createRoutedStore } from '../storage/routed-store.ts';
import { createTemporaryStore } from '../storage/temporary-store.ts';
import type { WebSocketConstructor } from '../transport/websocket/text-socket.ts';
import type { Background } from './background-shape.ts';
import { createAttention } from './attention/attention.ts';
import { createActivity } from './activity/activity.ts';
import { createCountedNetwork } from './activity/counted-network.ts';
import { createSupportLog } from './activity/support-log.ts';
import { createChatDeletion } from './chats/chat-deletion.ts';
import { createChatNews } from './chats/chat-news.ts';
import { createChatTitles } from './chats/chat-titles.ts';
import { createWorkspaceFactory } from './workspace/workspace-factory.ts';
import { createEraseAll } from './data/erase-all.ts';
import { importChatsPart } from './data/import-chats-part.ts';
import { createUnsentMessages } from './workspace/unsent-messages.ts';
import { createActiveWorkspace } from './panels/active-workspace.ts';
import type { CommandHandlers } from './rpc/command-handlers.ts';
import { createCommandTable } from './rpc/command-table.ts';
import { laterCommandsPart } from './rpc/later-commands-part.ts';
import { capturePart } from './page-capture/capture-part.ts';
import { currentMasks } from './page-capture/current-masks.ts';
import { createHandOffs } from './hand-off/hand-offs.ts';
import { createCaptureRequests } from './page-capture/capture-requests.ts';
import { createSwitching } from './switching/switching.ts';
import { createPreferenceStore } from './preferences/preference-store.ts';
import { createPromptStore } from './prompts/prompt-store.ts';
import { createRetention } from './data/retention.ts';
import { createKnownWays } from './platform/known-ways.ts';
import type { PanelConnection } from './panels/panel-connection.ts';
import { createSettingsStore } from './identity/settings-store.ts';
import { createSignInStore } from './identity/sign-in-store.ts';
import { acceptPort, performForPanel } from './rpc/port-server.ts';
import { createWindowConversations } from './panels/window-conversations.ts';
import { createTemporaryChats } from './panels/temporary-chats.ts';
import { createWakeUp } from './lifecycle/wake-up.ts';

/** Everything from outside that the background stands on. */
export interface BackgroundOptions {
  readonly extensionId: string;
  readonly pageUrls: { readonly panel: string; readonly options: string };
  readonly store: ConversationStore;
  /** Of the same conversations. */
  readonly data: StoredData;
  /** Of the same. */
  readonly chats: ChatStore;
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
  /** Of private windows alone, where each chat is a temporary one. Default: false. */
  readonly isPrivate?: boolean;
  /** Whether the browser lets us read what that origin answers, whatever its server allows. */
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly workerHost: WorkerHost;
  readonly signs: AttentionSigns;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  /** Where the parts run that are loaded on demand. */
  readonly scripts: ScriptHost;
}

export function createBackground(given: BackgroundOptions): Background {
  const { chats, items, clock, newId, workerHost } = given;
  const news = createChatNews();
  const now = (): number => clock.now();
  const temporary = createTemporaryStore({ area: items.temporary, now });
  const store = createRoutedStore(news.of(given.store), temporary.store);
  const data = alsoErasing(given.data, temporary);
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
  const openId = createOpenIdOnDemand(createPartLoader(openIdPart, options), options);
  const knownWays = createKnownWays(items.knownWays, report);

  const preferences = createPreferenceStore({
    item: items.preferences,
    onChanged(changed) {
      activeWorkspace.publish(null, [{ type: 'preferences', preferences: changed }]);
      activeWorkspace.windowsChanged().catch((error: unknown) => report(error, 'panel-command'));
    },
  });

  const workspaces = createWorkspaceFactory({
    ...options,
    loadReadBack: createPartLoader(readBackPart, options),
    store,
    settings,
    signIns,
    openId,
    knownWays,
    preferences,
    unsentMessages,
    publish(conversationId, patches) {
      activeWorkspace.publish(conversationId, patches);
      if (conversationId !== null) attention.told(conversationId, patches);
    },
    needsChanged: () => wakeUp.needsChanged(),
  });
  const activeWorkspace = createActiveWorkspace({
    store,
    windows,
    windowsChoice: () => preferences.latest().windows,
    async createWorkspace() {
      const at = await workspaces.current();
      attention.refresh();
      return at;
    },
    now,
    whileChanging: (change) => wakeUp.whileChanging(change),
  });
  const attention = createAttention({
    item: items.attention,
    // Temporary chats are told of nowhere: each has its panel, or is gone.
    store: given.store,
    signs: options.signs,
    preferences,
    partition: async () => (await activeWorkspace.current()).partition,
    isShown: (conversationId) => activeWorkspace.watchers(conversationId) > 0,
    isAwaitingPanel: activeWorkspace.isAwaitingPanel,
    report,
  });
  const temporaryChats = createTemporaryChats({ temporary, activeWorkspace, clock, report });

  /** Or brought back: the list is another one, and the mark on the button may be. */
  function chatsDeleted(): void {
    news.changed();
    attention.lookAgain();
  }

  const wakeUp = createWakeUp({
    store,
    currentWorkspace: activeWorkspace.current,
    latestWorkspace: () => ({
      need: () => together([workspaces.latest()?.need() ?? noNeed, deletion.need()]),
    }),
    log,
    workerHost,
    now,
    clockJumped: activeWorkspace.clockJumped,
  });
  const deletion = createChatDeletion({
    chats,
    activeWorkspace,
    clock,
    log,
    changed: chatsDeleted,
    needsChanged: wakeUp.needsChanged,
  });
  const titles = createChatTitles({ chats, activeWorkspace, changed: news.changed });
  const retention = createRetention({
    item: items.keepDays,
    lastLook: items.lastLook,
    ofPolicy: async () => (await options.policy.read()).keepDays,
    data: { ...data, remove: (...which) => data.remove(...which).finally(chatsDeleted) },
    clock,
    setDaily: (isWanted) => workerHost.setDaily(isWanted),
    isInUse: (id) => activeWorkspace.watchers(id) > 0 || (workspaces.latest()?.runs(id) ?? false),
    log,
  });
  async function readRules(): Promise<SiteRules | null> {
    const policy = await options.policy.current();
    return policy === unreadPolicy ? null : policy.pageContext;
  }

  const captureRequests = createCaptureRequests({
    load: createPartLoader(capturePart, options),
    item: items.accessRequests,
    access: options.pageAccess,
    watchTab: options.watchTab,
    readRules,
    newId,
    clock,
    maskKinds: currentMasks(items.masking, options.policy.current),
    budget: () => Number(preferences.latest().pageBudget),
    panelIn: activeWorkspace.panelIn,
    report,
    attach: (panel) =>
      performForPanel(
        { type: 'page/attach' },
        { panel, about: null, again: false },
        { handlers, open, report },
      ),
  });

  const handOffs = createHandOffs({
    ...{ ...options, activeWorkspace, readRules, report },
    ...captureRequests,
  });

  const { whileClosed } = activeWorkspace;
  const inOrder = createSerialQueue();
  const eraseAll = createEraseAll({
    data,
    items,
    inOrder,
    activity,
    windows,
    attention,
    unsentMessages,
    handOffs,
    whileClosed,
  });

  async function open(panel: PanelConnection): Promise<void> {
    await activeWorkspace.open(panel);
    captureRequests.attachGranted(panel);
    handOffs.tell(panel);
  }

  const handlers: CommandHandlers = createCommandTable({
    ...options,
    erasures: items.erasures,
    inOrder,
    ...createSwitching({
      ...options,
      store,
      now,
      settings,
      signIns,
      unsentMessages,
      windows,
      activity,
      activeWorkspace,
      openId,
      knownWays,
    }),
    store,
    data,
    now,
    report,
    open,
    activeWorkspace,
    workspaces,
    settings,
    captureRequests,
    titles,
    deletion,
    news,
    retention,
    eraseAll,
    activity,
    supportLog,
    preferences,
    prompts: createPromptStore(handOffs.inMenus(items.prompts)),
    handOffs,
    loadLaterCommands: createPartLoader(laterCommandsPart, options),
    loadImport: createPartLoader(importChatsPart, options),
    loadDoctor: createPartLoader(doctorPart, options),
    currentPolicy: options.policy.current,
  });
  // Profiles may have come or gone, and with them the one in use. What storage has against it each panel hears that asks.
  options.policy.onChanged(() => {
    supportLog.lookAgain();
    void handOffs.renewMenus(true);
    void whileClosed(() => Promise.resolve()).catch((error: unknown) => report(error, 'policy-change'));
  });
  let hasBegun = false;
  function began(by: Extract<LogEntry, { event: 'worker-started' }>['by']): void {
    if (!hasBegun) log({ event: 'worker-started', by });
    hasBegun = true;
  }

  async function lead(windowId: number, conversationId: string): Promise<void> {
    try {
      await activeWorkspace.lead(windowId, conversationId);
    } catch (error) {
      // The panel shows what it showed; the mark on the button stays, and says that there is more.
      report(error, 'attention');
    }
  }

  async function wake(): Promise<void> {
    // First: what was under way when the last worker died may come to its end in a moment.
    await attention.wake();
    // Before the rest: what is to be deleted has an alarm, which is taken back where nothing is known to need one.
    await deletion.look();
    await wakeUp.wake();
    void retention.sweep();
    void temporaryChats.sweep();
    void handOffs.renewMenus(false);
  }

  return {
    connected(port) {
      began('page');
      const { watchersChanged } = temporaryChats;
      acceptPort(port, {
        ...options,
        ...{ activeWorkspace, activity, attention, handlers, open, report, watchersChanged },
        chatsChanged: news.changed,
      });
    },
    async pageOffered(windowId) {
      began('button');
      // Pressed to have a page read, it leads nowhere: the page is for the chat on screen.
      if (await captureRequests.grant(windowId)) return;
      const conversationId = await attention.next(windowId);
      if (conversationId !== null) await lead(windowId, conversationId);
    },
    hasPanelIn: (windowId) => activeWorkspace.panelIn(windowId) !== null,
    handedOff(event) {
      began('hand-off');
      return handOffs.ask(event);
    },
    lead(windowId, conversationId) {
      began('notification');
      return lead(windowId, conversationId);
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
