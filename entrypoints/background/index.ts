// First of all, as it says itself; it makes no schema.
import { database, local, managed, session } from './first-reads.ts';
import '../../lib/shared/no-eval.ts';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground } from '../../lib/background/background.ts';
import { browser } from '../../lib/browser/browser.ts';
import { toIncomingPort } from '../../lib/browser/incoming-port.ts';
import { createPageAccess, watchTab } from '../../lib/browser/page-access.ts';
import { keepClicksForUs, openSidePanel } from '../../lib/browser/side-panel.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { createVault } from '../../lib/browser/vault.ts';
import { createWebAuthFlow } from '../../lib/browser/web-auth-flow.ts';
import { createPolicySource } from '../../lib/config/policy-source.ts';
import { createWorkerHost, lookAgainAlarm, sweepAlarm } from '../../lib/browser/worker-host.ts';
import { consoleLog } from '../../lib/shared/log.ts';
import { createDatabaseArea } from '../../lib/storage/database-area.ts';
import { createItems } from '../../lib/storage/items.ts';

// Synchronous on purpose: the event that woke the worker is lost to a listener that is registered later.
export default defineBackground(() => {
  const items = createItems({ local, session, vault: createVault(local, createDatabaseArea) });
  const background = createBackground({
    extensionId: browser.runtime.id,
    pageUrls: {
      panel: browser.runtime.getURL('/sidepanel.html'),
      options: browser.runtime.getURL('/options.html'),
    },
    database,
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
    workerHost: createWorkerHost(),
    fetch: (input, init) => fetch(input, init),
    WebSocket,
  });

  browser.runtime.onConnect.addListener((port) => background.connected(toIncomingPort(port)));
  browser.action.onClicked.addListener((tab) => {
    if (tab.windowId === undefined) return;
    void openSidePanel(tab.windowId);
    void background.pageOffered(tab.windowId);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === lookAgainAlarm) void background.lookAgain();
    if (name === sweepAlarm) void background.sweep();
  });
  // Being listened to is what makes a browser start the worker with itself: an alarm may not have survived.
  browser.runtime.onStartup.addListener(() => undefined);
  globalThis.addEventListener('online', () => background.onlineChanged(true));
  globalThis.addEventListener('offline', () => background.onlineChanged(false));

  void keepClicksForUs();
  void background.wake();
});
