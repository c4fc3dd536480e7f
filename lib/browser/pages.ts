import { browser } from './browser.ts';

/** @param setting where they begin; a page of settings that is open already can't be sent there. Default: as it is, or anew */
export async function openOptions(setting?: string): Promise<void> {
  if (setting === undefined) await browser.runtime.openOptionsPage();
  else await browser.tabs.create({ url: browser.runtime.getURL(`/options.html#${setting}`) });
}

/** As the manifest has it: `1.2.3`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
