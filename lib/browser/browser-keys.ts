import type { BrowserKey } from '../shared/browser-key.ts';
import type { ExtensionApi } from './browser.ts';

/** Where the browser doesn't tell, as Firefox on Android: none. Never rejects. */
export async function readKeys({ commands }: ExtensionApi): Promise<BrowserKey[]> {
  try {
    const all = await commands.getAll();
    return all.flatMap(({ name = '', shortcut = '' }) =>
      // The toolbar button's, which a browser lists without our asking: of no use where no key was given to it.
      name.startsWith('_') && shortcut === '' ? [] : [{ name, keys: shortcut }],
    );
  } catch {
    // Of an extension that was removed under its page.
    return [];
  }
}
