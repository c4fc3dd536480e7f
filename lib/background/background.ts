import { createOpenId } from '../auth/openid.ts';
import type { WebAuthFlow } from '../shared/web-auth-flow.ts';
import type { PolicySource } from '../config/policy-source.ts';
import type { IncomingPort } from '../shared/incoming-port.ts';
import type { PageAccess } from '../shared/page-access.ts';
import type { Log } from '../shared/log.ts';
import { createConversationStore } from '../storage/conversation-store.ts';
import type { DatabaseSource } from '../storage/database-source.ts';
import type { Items } from '../storage/items.ts';
import { createStoredData } from '../storage/stored-data.ts';
import type { WebSocketConstructor } from '../transport/websocket-v3/chat-socket.ts';
import type { AccountServices } from './rpc/account-commands.ts';
import { createAccounts } from './accounts/account-service.ts';
import { createDeskSource } from './workspace/workspace-factory.ts';
import { createErasure } from './data/erase-all.ts';
import { createLawfulAccounts } from './accounts/policy-guard.ts';
import { createLeftBehind } from './workspace/unsent-messages.ts';
import { createOffice } from './panels/active-workspace.ts';
import { createOptionsServices } from './rpc/options-services.ts';
import { createPageOffers } from './page-capture/capture-requests.ts';
import { createPassages } from './switching/workspace-switch.ts';
import { performPanelCommand } from './rpc/panel-commands.ts';
import { createProfileChange } from './switching/profile-service.ts';
import { createRetention } from './data/retention.ts';
import type { PanelServices } from './rpc/panel-services.ts';
import type { Clock } from './sessions/session-timers.ts';
import { createSettingsBook } from './identity/settings-store.ts';
import { createSignIns } from './identity/sign-in-store.ts';
import { acceptPort } from './rpc/port-server.ts';
import type { Watchman } from './lifecycle/keep-alive.ts';
import { createWindowMemory } from './panels/window-conversations.ts';
import { createWorkerLife } from './lifecycle/wake-up.ts';

/** Everything from outside that the background stands on. */
export interface BackgroundOptions {
  readonly extensionId: string;
  readonly pageUrls: { readonly panel: string; readonly options: string };
  readonly database: DatabaseSource;
  readonly items: Items;
  readonly policy: PolicySource;
  readonly webAuth: WebAuthFlow;
  readonly pageAccess: PageAccess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  readonly watchman: Watchman;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
}

export interface Background {
  connected(port: IncomingPort): void;
  /** The toolbar button was pressed in that window, which opens its panel and grants access to its page. */
  pageOffered(windowId: number): Promise<void>;
  onlineChanged(online: boolean): void;
  /** Takes up what the last worker left under way. */
  wake(): Promise<void>;
  /** The alarm rang that was set for what is under way. */
  lookAgain(): Promise<void>;
  /** Deletes conversations that have grown older than the setting allows; does nothing where that was done lately. */
  sweep(): Promise<void>;
}

export function createBackground(options: BackgroundOptions): Background {
  const { items, clock, newId, log, watchman } = options;
  const now = (): number => clock.now();
  const store = createConversationStore(options.database, now);
  const data = createStoredData(options.database);
  const windows = createWindowMemory(items.windows);
  const leftBehind = createLeftBehind(items.leftBehind, store);
  const settings = createSettingsBook(items.profiles, options.policy.read);
  const signIns = createSignIns(items);
  const openId = createOpenId(options);

  const desks = createDeskSource({
    ...options,
    store,
    settings,
    signIns,
    openId,
    leftBehind,
    publish: (conversationId, patches) => office.publish(conversationId, patches),
    needsChanged: () => life.needsChanged(),
  });
  const office = createOffice({ store, windows, createDesk: desks.current });
  const life = createWorkerLife({
    store,
    desk: office.desk,
    latestDesk: desks.latest,
    log,
    watchman,
    now,
    clockJumped: office.clockJumped,
  });
  const retention = createRetention({
    item: items.keepDays,
    ofPolicy: async () => (await options.policy.read()).keepDays,
    data,
    clock,
    setDaily: (isWanted) => watchman.setDaily(isWanted),
    isInUse: (id) => office.watchers(id) > 0 || (desks.latest()?.runs(id) ?? false),
    log,
  });
  const { whileClosed } = office;
  const erasure = createErasure({ data, branding: items.branding, windows, leftBehind, whileClosed });
  const pages = createPageOffers({
    item: items.accessRequests,
    access: options.pageAccess,
    readRules: async () => (await options.policy.read()).pageContext,
    newId,
    now,
    panelIn: office.panelIn,
    attach: (panel) => performPanelCommand(panel, { type: 'page/attach' }, panelServices),
  });

  const panelServices: PanelServices = {
    now,
    async open(panel) {
      await office.open(panel);
      pages.attachGranted(panel);
    },
    openNew: office.openNew,
    bring: office.bring,
    leaveBehind: office.leaveBehind,
    leaveGone: office.leaveGone,
    capture: pages.capture,
    async keepDraft(conversationId, text) {
      if ((await store.get(conversationId)) !== null) await store.saveDraft(conversationId, { text });
    },
    publishAttachment: (conversationId, attachment) =>
      office.publish(conversationId, [{ type: 'draft/attachment', attachment }]),
  };
  const passages = createPassages({ ...options, store, now, settings, signIns, leftBehind, windows, office });
  const redirectUrl = (): string => options.webAuth.redirectUrl();
  const accounts = createAccounts({ ...options, settings, signIns, passages, openId });
  const profiles = createProfileChange({ settings, passages, redirectUrl, leave: accounts.leave });
  const accountServices: AccountServices = { accounts: createLawfulAccounts(accounts, settings), profiles };
  const optionsServices = createOptionsServices({
    ...options,
    settings,
    profiles,
    data,
    retention,
    erasure,
  });
  // Profiles may have come or gone, and with them the one in use.
  options.policy.onChanged(() => void whileClosed(() => Promise.resolve()).catch(() => undefined));

  async function wake(): Promise<void> {
    await life.wake();
    void retention.sweep();
  }

  return {
    connected: (port) =>
      acceptPort(port, { ...options, office, panelServices, optionsServices, accountServices }),
    pageOffered: pages.grant,
    onlineChanged: office.onlineChanged,
    wake,
    async lookAgain() {
      await wake();
      // Whatever was given up, or missed the network's return, is tried again.
      office.onlineChanged(options.isOnline());
    },
    sweep: retention.sweep,
  };
}
