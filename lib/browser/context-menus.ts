import type { MenuEntry } from '../shared/menu-entry.ts';
import { browser } from './browser.ts';

/** The web, and files where a person lets us: not our own pages, nor those of the browser, which nobody can read. */
const pages = ['http://*/*', 'https://*/*', 'file:///*'];

const contexts = {
  page: ['page', 'frame'],
  selection: ['selection'],
  both: ['page', 'frame', 'selection'],
} as const satisfies Record<MenuEntry['on'], readonly string[]>;

export async function clearContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
}

export async function removeFromContextMenu(id: string): Promise<void> {
  // It isn't there: what was wanted.
  await browser.contextMenus.remove(id).catch(() => undefined);
}

export function showInContextMenu({ id, title, on }: MenuEntry): Promise<void> {
  return new Promise((resolve) => {
    const what = title === null ? { type: 'separator' as const } : { title };
    const properties = { id, contexts: [...contexts[on]], documentUrlPatterns: pages, ...what };
    browser.contextMenus.create(properties, () => {
      // Read, or the browser would report it as unseen: one of that id is there already.
      void browser.runtime.lastError;
      resolve();
    });
  });
}

/** What the address bar says beside what is typed behind our keyword. */
export async function suggestInAddressBar(words: string): Promise<void> {
  // Chromium's answers, Firefox's does not, and the types know Firefox's only.
  await Promise.resolve<unknown>(browser.omnibox.setDefaultSuggestion({ description: words }));
}
