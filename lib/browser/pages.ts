import { keepForPage, readKept } from '../shared/page-storage.ts';
import { browser } from './browser.ts';

/** In `localStorage`, until the settings have read it: where they are to begin, open already or not. */
const wantedKey = 'wanted-setting';

/** The settings, in the tab where they are open. @param setting what they go to. Default: they are as they are, or anew */
export async function openOptions(setting?: string): Promise<void> {
  if (setting !== undefined) keepForPage('localStorage', wantedKey, setting);
  await browser.runtime.openOptionsPage();
}

/** In the settings: tells of each setting that they were sent to, before they were there and since. */
export function onWantedSetting(tell: (setting: string) => void): void {
  const take = (): void => {
    const setting = readKept('localStorage', wantedKey);
    if (!setting) return;
    keepForPage('localStorage', wantedKey, '');
    tell(setting);
  };
  addEventListener('storage', take);
  take();
}

/** As the manifest has it: `1.2.3`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
