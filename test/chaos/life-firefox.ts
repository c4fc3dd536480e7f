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
  /** In a container of the second identity that Firefox has from the start. */
  openInContainer(url: string): Promise<void>;
  /**
   * Presses, as a person does, the button of that name in the page of that address: in a tab, which need not be in front. Rejects
   * where there is none.
   */
  press(url: string, name: string): Promise<void>;
  /** In the menu of the page in front, which is open: an entry of the extension. */
  chooseInMenu(label: string): Promise<void>;
  /** Types it into the address bar, and presses Enter. */
  typeAddress(words: string): Promise<void>;
  /** A shortcut of the extension. */
  pressShortcut(letter: string): Promise<void>;
  /** Of the panel in the sidebar; null: it is not there. */
  sidebar(): Promise<SidebarPanel | null>;
  /** As the switch on the extension's page under about:addons does: it starts anew. */
  allowPrivateWindows(): Promise<void>;
  openPrivateWindow(url: string): Promise<void>;
  closePrivateWindows(): Promise<void>;
  /** The folder of all that the browser keeps. */
  profile(): Promise<string>;
}

export interface SidebarPanel {
  /** What stands in the composer. */
  readonly text: string;
  /** The name of what is attached; null: nothing. */
  readonly attached: string | null;
  /** What has the focus. */
  readonly focused: string | null;
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
  const win = `Services.wm.getMostRecentWindow('navigator:browser')`;
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
    async openInContainer(url) {
      await run(`${win}.gBrowser.addTrustedTab(${JSON.stringify(url)}, { userContextId: 2 })`);
    },
    async press(url, name) {
      const inPage = `(() => {
        const found = [...content.document.querySelectorAll('button')].find((button) =>
          (button.getAttribute('aria-label') ?? button.textContent.trim()) === ${JSON.stringify(name)});
        const press = content.windowUtils.setHandlingUserInput(true);
        try { found.click(); } finally { press.destruct(); }
        sendAsyncMessage('pressed');
      })()`;
      await run(`new Promise((resolve, reject) => {
        const { gBrowser, setTimeout } = ${win};
        const tab = [...gBrowser.tabs].find((each) => each.linkedBrowser.currentURI.spec === ${JSON.stringify(url)});
        const { messageManager } = tab.linkedBrowser;
        messageManager.addMessageListener('pressed', function heard() {
          messageManager.removeMessageListener('pressed', heard);
          resolve();
        });
        messageManager.loadFrameScript(
          'data:application/javascript,' + encodeURIComponent(${JSON.stringify(inPage)}), false);
        setTimeout(() => reject(new Error('Nothing was pressed.')), 5000);
      })`);
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
      await run(`${win}.SidebarController.hide()`);
    },
    async chooseInMenu(label) {
      await run(`(() => {
        const menu = ${win}.document.getElementById('contentAreaContextMenu');
        const entries = [...menu.querySelectorAll('menuitem')];
        entries.find((entry) => entry.label === ${JSON.stringify(label)}).doCommand();
        menu.hidePopup();
      })()`);
    },
    async typeAddress(words) {
      await run(`(async () => {
        const { gURLBar, document, setTimeout, KeyboardEvent } = ${win};
        gURLBar.focus();
        gURLBar.value = ${JSON.stringify(words)};
        gURLBar.startQuery({ searchString: ${JSON.stringify(words)} });
        const hasRows = () => gURLBar.view.isOpen && document.querySelector('.urlbarView-row') !== null;
        for (let looks = 0; looks < 100 && !hasRows(); looks += 1)
          await new Promise((resolve) => setTimeout(resolve, 50));
        gURLBar.handleCommand(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      })()`);
    },
    async pressShortcut(letter) {
      await run(`(() => {
        const keys = [...${win}.document.querySelectorAll('keyset[id*="ext-keyset"] key')];
        keys.find((key) => key.getAttribute('key') === ${JSON.stringify(letter)}).doCommand();
      })()`);
    },
    async sidebar() {
      const inPanel = `sendAsyncMessage('panel', (() => {
        const box = content.document.querySelector('textarea');
        const page = content.document.querySelector('.composer [role="group"]');
        return box && JSON.stringify({
          text: box.value,
          attached: page && page.getAttribute('aria-label'),
          focused: content.document.activeElement.getAttribute('aria-label'),
        });
      })())`;
      const said = await run(`new Promise((resolve) => {
        const frame = ${win}.SidebarController.browser.contentDocument;
        const browser = frame && frame.getElementById('webext-panels-browser');
        if (!browser) return resolve(null);
        const { messageManager } = browser;
        messageManager.addMessageListener('panel', function heard({ data }) {
          messageManager.removeMessageListener('panel', heard);
          resolve(data);
        });
        messageManager.loadFrameScript(
          'data:application/javascript,' + encodeURIComponent(${JSON.stringify(inPanel)}), false);
      })`);
      return typeof said === 'string' ? (JSON.parse(said) as SidebarPanel) : null;
    },
  };
}
