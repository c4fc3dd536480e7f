import type { Port } from '../shared/port.ts';
import { browser } from './browser.ts';
import { isPrivateContext, privateMark } from './private-windows.ts';

/** Opens a port to the background, which wakes the worker. Throws where the extension was updated under the page. */
export function connectToBackground(name: string): Port {
  return browser.runtime.connect({ name: isPrivateContext() ? name + privateMark : name });
}

/** The window that this page is in; undefined where the browser doesn't say. Never rejects. */
export async function currentWindowId(): Promise<number | undefined> {
  try {
    return (await browser.windows.getCurrent()).id;
  } catch {
    // A page that is closing has no window any more.
    return undefined;
  }
}
