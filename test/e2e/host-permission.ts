import type { Page } from 'puppeteer-core';

interface BrowsersOwnPage {
  readonly chrome: {
    /** The browser's own page of extensions only. */
    readonly developerPrivate: { addHostPermission(id: string, pattern: string): Promise<void> };
  };
}

/** What remains of a yes that the person gave before: the browser grants the same again without a question. */
export async function allowedBefore(page: Page, extensionId: string, pattern: string): Promise<void> {
  await page.goto('chrome://extensions');
  await page.evaluate(
    (id, host) =>
      (globalThis as unknown as BrowsersOwnPage).chrome.developerPrivate.addHostPermission(id, host),
    extensionId,
    pattern,
  );
}
