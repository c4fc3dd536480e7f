import type { Browser } from 'puppeteer-core';

/** What only Firefox itself knows and does: its own scope, which `--remote-allow-system-access` opens. */
export interface BrowserScope {
  /** Whether the event page of the extension runs. Looking does not wake it. */
  isAwake(): Promise<boolean>;
  /** As the browser ends it when it is idle. */
  endEventPage(): Promise<void>;
  hideSidebar(): Promise<void>;
  /** Gives the extension access to the page of that address, as the click on its button does, and puts it in front. */
  offerTab(url: string): Promise<void>;
  /** As the switch on the extension's page under about:addons does: it starts anew. */
  allowPrivateWindows(): Promise<void>;
  openPrivateWindow(url: string): Promise<void>;
  closePrivateWindows(): Promise<void>;
  /** The folder of all that the browser keeps. */
  profile(): Promise<string>;
}

interface Reply {
  readonly result: unknown;
}

/** Puppeteer has no public way to say what isn't in the standard. */
interface WithConnection {
  readonly connection: { send(method: string, params: unknown): Promise<Reply> };
}

export async function openBrowserScope(browser: Browser, addOn: string): Promise<BrowserScope> {
  const { connection } = browser as unknown as WithConnection;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
  if (window === undefined) throw new Error('Firefox has no window.');

  async function run(expression: string): Promise<unknown> {
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context: window?.context },
      awaitPromise: true,
    });
    const ran = result as { type: string; result?: { value?: unknown } };
    if (ran.type !== 'success') throw new Error(`Firefox refused: ${JSON.stringify(ran).slice(0, 300)}`);
    return ran.result?.value;
  }
  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(addOn)}).extension`;

  return {
    isAwake: async () => (await run(`${extension}.backgroundState`)) !== 'stopped',
    async endEventPage() {
      await run(`${extension}.terminateBackground({ ignoreDevToolsAttached: true })`);
    },
    async offerTab(url) {
      await run(`(() => {
        const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
        const tab = [...gBrowser.tabs].find((each) => each.linkedBrowser.currentURI.spec === ${JSON.stringify(url)});
        if (tab.hasAttribute('busy')) throw new Error('It is still loading.');
        gBrowser.selectedTab = tab;
        ${extension}.tabManager.addActiveTabPermission(tab);
      })()`);
    },
    async allowPrivateWindows() {
      await run(`(async () => {
        const module = (name) => ChromeUtils.importESModule('resource://gre/modules/' + name + '.sys.mjs');
        const id = ${JSON.stringify(addOn)};
        const permissions = ['internal:privateBrowsingAllowed'];
        await module('ExtensionPermissions').ExtensionPermissions.add(id, { permissions, origins: [] });
        await (await module('AddonManager').AddonManager.getAddonByID(id)).reload();
      })()`);
    },
    async openPrivateWindow(url) {
      await run(`(async () => {
        const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
        const opened = await BrowserWindowTracker.promiseOpenWindow({ private: true });
        opened.openTrustedLinkIn(${JSON.stringify(url)}, 'current');
      })()`);
    },
    async closePrivateWindows() {
      await run(`(async () => {
        const { PrivateBrowsingUtils } = ChromeUtils.importESModule('resource://gre/modules/PrivateBrowsingUtils.sys.mjs');
        for (const each of Services.wm.getEnumerator('navigator:browser'))
          if (PrivateBrowsingUtils.isWindowPrivate(each)) each.close();
      })()`);
    },
    profile: async () => String(await run('PathUtils.profileDir')),
    async hideSidebar() {
      await run(`Services.wm.getMostRecentWindow('navigator:browser').SidebarController.hide()`);
    },
  };
}
