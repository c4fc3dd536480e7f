// First of all, as it says itself; it makes no schema.
import { database, isPrivate, local, managed, session } from './first-reads.ts';
import '../../lib/shared/no-eval.ts';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground, type BackgroundOptions } from '../../lib/background/background.ts';
import { createPrivateBackground } from '../../lib/background/lifecycle/private-background.ts';
import { extendLifetimeEveryMs } from '../../lib/background/lifecycle/keep-alive.ts';
import { createAttentionSigns } from '../../lib/browser/attention-signs.ts';
import { browser } from '../../lib/browser/browser.ts';
import { onHandOff } from '../../lib/browser/hand-off-events.ts';
import { hasHostAccess } from '../../lib/browser/host-access.ts';
import { keepForLater, scriptHost } from '../../lib/browser/on-demand-script.ts';
import { isOfPrivateWindow, toIncomingPort } from '../../lib/browser/incoming-port.ts';
import { onNoticePressed } from '../../lib/browser/notice-presses.ts';
import { createPageAccess, watchTab } from '../../lib/browser/page-access.ts';
import { onPrivateWindowsGone } from '../../lib/browser/private-windows.ts';
import {
  closeSidePanel,
  keepClicksForUs,
  openSidePanel,
  toggleCommand,
} from '../../lib/browser/side-panel.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { createVault } from '../../lib/browser/vault.ts';
import { createWebAuthFlow } from '../../lib/browser/web-auth-flow.ts';
import { createPolicySource } from '../../lib/config/policy-source.ts';
import { createWorkerHost, lookAgainAlarm, sweepAlarm } from '../../lib/browser/worker-host.ts';
import { noSigns } from '../../lib/shared/attention-signs.ts';
import { consoleLog } from '../../lib/shared/log.ts';
import { createChatStore } from '../../lib/storage/chat-store.ts';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createDatabaseArea } from '../../lib/storage/database-area.ts';
import { createItems } from '../../lib/storage/items.ts';
import { createMemoryStore } from '../../lib/storage/memory-store.ts';
import { createPrivateArea } from '../../lib/storage/private-area.ts';
import { createStoredData } from '../../lib/storage/stored-data.ts';
import { createVolatileArea } from '../../lib/storage/volatile-area.ts';
import { attentionWords } from '../../lib/view/words/attention-words.ts';

const now = (): number => systemClock.now();

/** In memory alone; for Firefox, where private windows have no background of their own. */
function inMemory(): Pick<
  BackgroundOptions,
  'store' | 'data' | 'chats' | 'items' | 'workerHost' | 'signs' | 'isPrivate'
> {
  return {
    ...createMemoryStore(now),
    items: createItems({
      local: createPrivateArea(createVolatileArea(), local),
      session: createVolatileArea(),
      vault: createVolatileArea(),
    }),
    workerHost: createWorkerHost(true),
    signs: noSigns,
    isPrivate: true,
  };
}

// Synchronous on purpose: the event that woke the worker is lost to a listener that is registered later.
export default defineBackground(() => {
  const workerHost = createWorkerHost(isPrivate);
  const items = createItems({ local, session, vault: createVault(local, createDatabaseArea) });
  const options: BackgroundOptions = {
    extensionId: browser.runtime.id,
    pageUrls: {
      panel: browser.runtime.getURL('/sidepanel.html'),
      options: browser.runtime.getURL('/options.html'),
    },
    store: createConversationStore(database, now),
    data: createStoredData(database),
    chats: createChatStore(database),
    items,
    policy: createPolicySource(managed, items.policy),
    webAuth: createWebAuthFlow(),
    pageAccess: createPageAccess(),
    watchTab,
    clock: systemClock,
    random: () => Math.random(),
    log: consoleLog,
    newId: () => crypto.randomUUID(),
    isOnline: () => navigator.onLine,
    isPrivate,
    hasAccess: hasHostAccess,
    workerHost,
    signs: isPrivate ? noSigns : createAttentionSigns(attentionWords),
    fetch: (input, init) => fetch(input, init),
    WebSocket,
    scripts: scriptHost,
  };
  const background = createBackground(options);
  const ofPrivateWindows = import.meta.env.FIREFOX
    ? createPrivateBackground({
        make: () => createBackground({ ...options, ...inMemory() }),
        stayAwake: () => workerHost.every(extendLifetimeEveryMs, workerHost.extendLifetime),
        onWindowsGone: onPrivateWindowsGone,
      })
    : null;

  browser.runtime.onConnect.addListener((port) => {
    const at = isOfPrivateWindow(port) ? ofPrivateWindows?.current() : null;
    (at ?? background).connected(toIncomingPort(port));
  });
  const ofWindow = (isPrivateWindow = false): Pick<typeof background, 'pageOffered' | 'hasPanelIn'> =>
    (isPrivateWindow ? ofPrivateWindows?.current() : null) ?? background;
  browser.action.onClicked.addListener((tab) => {
    if (tab.windowId === undefined) return;
    void openSidePanel(tab.windowId);
    void ofWindow(tab.incognito).pageOffered(tab.windowId);
  });
  browser.commands.onCommand.addListener((name, tab) => {
    const { windowId, incognito } = tab ?? {};
    if (name !== toggleCommand || windowId === undefined) return;
    const at = ofWindow(incognito);
    // Refused, as where it is gone already: it is as it is.
    if (at.hasPanelIn(windowId)) return void closeSidePanel(windowId).catch(() => undefined);
    void openSidePanel(windowId);
    void at.pageOffered(windowId);
  });
  onHandOff((event, isPrivateWindow) => {
    const at = isPrivateWindow ? ofPrivateWindows?.current() : null;
    void (at ?? background).handedOff(event);
  });
  if (!isPrivate)
    onNoticePressed((windowId, conversationId) => void background.lead(windowId, conversationId));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === lookAgainAlarm) void background.lookAgain();
    if (name === sweepAlarm) void background.sweep();
  });
  // Being listened to is what makes a browser start the worker with itself: an alarm may not have survived.
  browser.runtime.onStartup.addListener(() => undefined);
  const onlineChanged = (isOnline: boolean): void => {
    background.onlineChanged(isOnline);
    ofPrivateWindows?.onlineChanged(isOnline);
  };
  // From one network to another without a moment offline, as a VPN does it; where a browser tells it at all.
  const connection: unknown = Reflect.get(navigator, 'connection');
  if (connection instanceof EventTarget)
    connection.addEventListener('change', () => {
      background.networkChanged();
      ofPrivateWindows?.networkChanged();
    });
  globalThis.addEventListener('online', () => onlineChanged(true));
  globalThis.addEventListener('offline', () => onlineChanged(false));

  keepForLater();
  void keepClicksForUs();
  void background.wake();
});
