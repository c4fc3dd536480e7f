import { browser } from './browser.ts';

/**
 * Whether this page is in a private window, or this worker there for private windows alone. In Chromium they have a worker
 * of their own (`incognito: split`); Firefox has one background for all windows, and it is in none.
 */
export function isPrivateContext(): boolean {
  return browser.extension.inIncognitoContext === true;
}

/** Behind the name of a port of a page in a private window: a browser tells it of tabs, and not of a sidebar. */
export const privateMark = ' (private)';

interface Window {
  readonly id?: number | undefined;
  readonly incognito: boolean;
}

/**
 * Calls back once, when no private window is open any more. Each that opens and closes counts: one that is opened a moment
 * after the last was closed has nothing to do with it.
 */
export function onPrivateWindowsGone(callback: () => void): void {
  const { windows } = browser;
  const open = new Set<number>();

  function opened({ id, incognito }: Window): void {
    if (incognito && id !== undefined) open.add(id);
  }

  function closed(id: number): void {
    if (open.delete(id)) endIfNone();
  }

  function endIfNone(): void {
    if (open.size > 0) return;
    windows.onCreated.removeListener(opened);
    windows.onRemoved.removeListener(closed);
    callback();
  }

  windows.onCreated.addListener(opened);
  windows.onRemoved.addListener(closed);
  void windows.getAll().then(
    (all) => {
      all.forEach(opened);
      endIfNone();
    },
    // Those that are opened from now on are known all the same.
    () => undefined,
  );
}
