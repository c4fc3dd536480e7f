import type { ScriptHost } from '../shared/background-part.ts';
import { browser } from './browser.ts';

declare global {
  /** Of a classic worker; a document has none. */
  var importScripts: ((...urls: string[]) => void) | undefined;
}

/**
 * Replaced by the build with what the parts come to (wxt.config.ts), so that this script is another one as soon as they
 * are: a browser that looks at its bytes alone, to see whether a worker has to be installed anew, never runs it with
 * parts of another build.
 */
const contents = 'CONTENTS_OF_PARTS';

const address = (): string => browser.runtime.getURL(`/background-parts.js?${contents}`);

/**
 * Chromium: a service worker may import later what it has imported while it was installed, from what the browser has kept
 * since, and nothing else. To be called while the worker's script is evaluated: the event comes once, and right after it.
 */
export function keepForLater(): void {
  globalThis.addEventListener('install', () => void runInWorker());
}

/** Runs the script of the parts in the background, all of them at once. */
export const scriptHost: ScriptHost = {
  scope: globalThis,
  run: () => (import.meta.env.FIREFOX ? runInPage() : runInWorker()),
};

async function runInWorker(): Promise<void> {
  globalThis.importScripts?.(address());
}

/** Firefox, whose background is a page. */
function runInPage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = address();
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(new DOMException('', 'NetworkError')));
    document.documentElement.append(element);
    element.remove();
  });
}
