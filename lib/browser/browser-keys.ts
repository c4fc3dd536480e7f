import type { BrowserKey } from '../shared/browser-key.ts';
import type { ExtensionApi } from './browser.ts';

/** Where the browser doesn't tell, as Firefox on Android: none. Never rejects. */
export async function readKeys({ commands }: ExtensionApi): Promise<BrowserKey[]> {
  try {
    const all = await commands.getAll();
    return all.map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut }));
  } catch {
    // Of an extension that was removed under its page.
    return [];
  }
}
