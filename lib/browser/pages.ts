import { browser } from './browser.ts';

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}
