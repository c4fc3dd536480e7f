import type { ScriptHost } from '../shared/background-part.ts';
import { browser } from './browser.ts';

declare global {
  /** Of a classic worker; a document has none. */
  var importScripts: ((...urls: string[]) => void) | undefined;
}

/**
 * Replaced by the build with what the parts come to (wxt.config.ts), so that this script is another one as soon as one of
 * them is: a browser that looks at its bytes alone, to see whether a worker has to be installed anew, never runs it with
 * parts of another build.
 */
const contents = 'CONTENTS_OF_PARTS';

const addressOf = (script: string): string => browser.runtime.getURL(`${script}?${contents}`);

/**
 * Chromium: a service worker may import later what it has imported while it was installed, from what the browser has kept
 * since, and nothing else. To be called while the worker's script is evaluated: the event comes once, and right after it.
 */
export function keepForLater(scripts: readonly string[]): void {
  globalThis.addEventListener('install', () => globalThis.importScripts?.(...scripts.map(addressOf)));
}

/** Runs scripts of our own package in the background; what else could be named, the extension's policy (CSP) forbids. */
export const scriptHost: ScriptHost = {
  scope: globalThis,
  run: (script) => (import.meta.env.FIREFOX ? runInPage(script) : runInWorker(script)),
};

async function runInWorker(script: string): Promise<void> {
  globalThis.importScripts?.(addressOf(script));
}

/** Firefox, whose background is a page. */
function runInPage(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = addressOf(script);
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(new DOMException('', 'NetworkError')));
    document.documentElement.append(element);
    element.remove();
  });
}
