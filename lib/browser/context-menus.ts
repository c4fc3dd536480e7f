import type { MenuEntry } from '../shared/menu-entry.ts';
import { browser } from './browser.ts';

/** The web, and files where a person lets us: not our own pages, nor those of the browser, which nobody can read. */
const pages = ['http://*/*', 'https://*/*', 'file:///*'];

/** Puts these in place of all our entries in the menus of pages. The browser keeps them, whatever becomes of the worker. */
export async function showContextMenu(entries: readonly MenuEntry[]): Promise<void> {
  const { contextMenus, runtime } = browser;
  await contextMenus.removeAll();
  for (const { id, title, on } of entries)
    contextMenus.create(
      {
        id,
        contexts:
          on === 'page'
            ? ['page', 'frame']
            : on === 'selection'
              ? ['selection']
              : ['page', 'frame', 'selection'],
        documentUrlPatterns: pages,
        ...(title === null ? { type: 'separator' } : { title }),
      },
      // Read, so that a browser that refuses one says so to nobody: the others are there.
      () => void runtime.lastError,
    );
}

/** What the address bar says beside what is typed behind our keyword. */
export async function suggestInAddressBar(words: string): Promise<void> {
  await browser.omnibox.setDefaultSuggestion({ description: words });
}
