import { browser } from './browser.ts';

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** As the manifest has it: `1.2.3`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
