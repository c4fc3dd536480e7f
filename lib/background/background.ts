import { createTokenSource, signedOut } from '../auth/token-source.ts';
import type { Profile } from '../config/profile.ts';
import { runConnectionTest } from '../doctor/connection-test.ts';
import type { IncomingPort } from '../messaging/incoming-port.ts';
import type { PageAccess } from '../page-context/page-access.ts';
import { defaultBranding } from '../protocol/rest/branding.ts';
import { noNeed } from '../session/wakefulness.ts';
import type { Log } from '../shared/log.ts';
import { createConversationStore } from '../storage/conversation-store.ts';
import type { DatabaseSource } from '../storage/database-source.ts';
import type { Items } from '../storage/items.ts';
import { partitionOf } from '../storage/partition.ts';
import { createStoredData } from '../storage/stored-data.ts';
import type { WebSocketConstructor } from '../transport/websocket/chat-socket.ts';
import { createAccessRequests } from './access-granted.ts';
import { createDesk, type Desk } from './desk.ts';
import { createErasure } from './erasure.ts';
import { createOffice } from './office.ts';
import type { OptionsServices } from './options-commands.ts';
import { capturePage } from './page-capture.ts';
import { performPanelCommand } from './panel-commands.ts';
import { createLeftBehind } from './left-behind.ts';
import type { Panel } from './panel.ts';
import type { PanelServices } from './scene.ts';
import { createPlatformLink } from './platform-link.ts';
import { createRetention } from './retention.ts';
import type { Clock } from './session-timers.ts';
import { createTokenStorage } from './token-storage.ts';
import { createWindowMemory } from './window-memory.ts';
import { acceptPort } from './switchboard.ts';
import { createVigil, type Watchman } from './vigil.ts';

/** Everything from outside that the background stands on. */
export interface BackgroundOptions {
  readonly extensionId: string;
  readonly pageUrls: { readonly panel: string; readonly options: string };
  readonly database: DatabaseSource;
  readonly items: Items;
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
  const { items, clock, newId } = options;
  const now = (): number => clock.now();
  const store = createConversationStore(options.database, now);
  const data = createStoredData(options.database);
  const windows = createWindowMemory(items.windows);
  const accessRequests = createAccessRequests(items.accessRequests);
  const leftBehind = createLeftBehind(items.leftBehind, store);
  let latestDesk: Desk | null = null;
  let hasWoken = false;
  // Beside the profile, which the first desk needs as well: between Enter and a worker that sleeps every wait counts.
  let firstBranding: ReturnType<typeof items.branding.read> | null = items.branding.read();
  firstBranding.catch(() => undefined);
  const vigil = createVigil({
    watchman: options.watchman,
    now,
    clockJumped: () => office.clockJumped(),
  });

  function needsChanged(): void {
    const need = latestDesk?.need() ?? noNeed;
    // Until all that was under way is taken up again, an alarm of the last worker's may be there for the rest.
    if (hasWoken || need.lookAgain !== null) vigil.watch(need);
  }

  const office = createOffice({
    store,
    readProfile: () => items.profile.read(),
    windows,
    createDesk: deskFor,
  });
  const retention = createRetention({
    item: items.keepDays,
    data,
    clock,
    setDaily: (isWanted) => options.watchman.setDaily(isWanted),
    isInUse: (id) => office.watchers(id) > 0 || (latestDesk?.runs(id) ?? false),
    log: options.log,
  });
  const erasure = createErasure({
    data,
    branding: items.branding,
    windows,
    leftBehind,
    whileClosed: (job) => office.whileClosed(job),
  });

  async function deskFor(profile: Profile): Promise<Desk> {
    const partition = partitionOf(profile.apiUrl, profile.tenantId, null);
    const [seen, left] = await Promise.all([
      firstBranding ?? items.branding.read(),
      leftBehind.read(partition),
    ]);
    firstBranding = null;
    const tokenStorage = createTokenStorage(items.tokens, profile);
    latestDesk = createDesk({
      profile,
      partition,
      store,
      clock,
      random: options.random,
      log: options.log,
      newId,
      isOnline: options.isOnline,
      branding: seen?.partition === partition ? seen.branding : defaultBranding,
      link: createPlatformLink({
        ...options,
        profile,
        createTokens: (exchange) => createTokenSource({ ...tokenStorage, exchange }),
      }),
      publish: (conversationId, patches) => office.publish(conversationId, patches),
      left,
      forgetLeft: () => leftBehind.forget(),
      saveBranding: (branding) => void items.branding.write({ partition, branding }),
      needsChanged,
    });
    return latestDesk;
  }

  async function wake(): Promise<void> {
    try {
      // Without anything under way there is nothing to build, and no profile to read.
      if ((await store.openConversations()).length > 0) await (await office.desk()).wake();
      hasWoken = true;
      needsChanged();
    } catch {
      // Storage that can't be read now is said to the user by the first panel that needs it.
      options.log({ event: 'wake-failed' });
    }
    void retention.sweep();
  }

  /** In a panel that stands: it would open it otherwise, and be called by that again. */
  function attachGranted(panel: Panel): void {
    const { windowId } = panel;
    if (windowId === null || panel.shown() === null) return;
    void accessRequests
      .take(windowId)
      .then((granted) =>
        granted ? performPanelCommand(panel, { type: 'page/attach' }, panelServices) : undefined,
      )
      .catch(() => undefined);
  }

  const panelServices: PanelServices = {
    now,
    async open(panel) {
      await office.open(panel);
      attachGranted(panel);
    },
    openNew: (panel) => office.openNew(panel),
    bring: (panel) => office.bring(panel),
    leaveBehind: () => office.leaveBehind(),
    leaveGone: (panel, desk) => office.leaveGone(panel, desk),
    async capture(windowId) {
      const captured = await capturePage({ access: options.pageAccess, newId, now }, windowId);
      await accessRequests.note(windowId, captured);
      return captured;
    },
    async keepDraft(conversationId, text) {
      if ((await store.get(conversationId)) !== null) await store.saveDraft(conversationId, { text });
    },
    publishAttachment: (conversationId, attachment) =>
      office.publish(conversationId, [{ type: 'draft/attachment', attachment }]),
  };

  const optionsServices: OptionsServices = {
    readProfile: () => items.profile.read(),
    changeProfile: (profile) =>
      office.whileClosed(async () => {
        await leftBehind.note(await items.profile.read(), profile);
        await items.profile.write(profile);
      }),
    readData: async () => ({
      keepDays: await items.keepDays.read(),
      conversations: await data.conversations(),
    }),
    keepFor: (days) => retention.keepFor(days),
    erase: () => erasure.erase(),
    async test(settings, onStage, signal) {
      await runConnectionTest({
        settings,
        // Signed in or not is a later stage's question; a token never goes to an address that is only being tried.
        tokensFor: () => signedOut,
        openSocket: (url) => new options.WebSocket(url),
        fetch: options.fetch,
        clock,
        random: options.random,
        onStage,
        signal,
      });
    },
  };

  return {
    connected: (port) =>
      acceptPort(port, {
        office,
        panelServices,
        optionsServices,
        log: options.log,
        extensionId: options.extensionId,
        pageUrls: options.pageUrls,
      }),
    async pageOffered(windowId) {
      await accessRequests.grant(windowId);
      // Where the click has woken this worker, the panel is yet to come, and asks for it then.
      const panel = office.panelIn(windowId);
      if (panel !== null && panel.shown() !== null) attachGranted(panel);
    },
    onlineChanged: (online) => office.onlineChanged(online),
    wake,
    async lookAgain() {
      await wake();
      // Whatever was given up, or missed the network's return, is tried again.
      office.onlineChanged(options.isOnline());
    },
    sweep: () => retention.sweep(),
  };
}
