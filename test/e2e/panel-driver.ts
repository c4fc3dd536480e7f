import type { Page } from 'puppeteer-core';
import { drivePage, type PageDriver } from './page-driver.ts';
import { hoverElement, pressElement } from './press-element.ts';
import { until } from './until.ts';

/** A message as it stands on screen. */
export interface ShownMessage {
  readonly name: string;
  readonly status: string;
  readonly text: string;
}

export interface PanelDriver extends PageDriver {
  /** Types into *Message*, in place of what stands there, and presses Enter. */
  send(text: string): Promise<void>;
  transcript(): Promise<ShownMessage[]>;
  /** Looks until the transcript is as wanted. */
  sees(what: string, wanted: (messages: ShownMessage[]) => boolean): Promise<ShownMessage[]>;
  /**
   * Waits until `count` answers are complete and nothing is under way.
   * @param within ms; default: `until`'s
   */
  answered(count?: number, within?: number): Promise<void>;
  /** Presses *Copy* in the last message of that name and returns what the clipboard holds then: its markdown, byte for byte. */
  copied(name?: 'You' | 'Assistant'): Promise<string>;
  connection(wanted: RegExp): Promise<string>;
  /** Presses *Now*, unless the panel's own next attempt is faster and the button gone with its reason. */
  reconnectNow(): Promise<void>;
  /** An empty conversation with an empty composer. */
  startOver(): Promise<void>;
  /** Closes it as the browser's own close button does. */
  close(): Promise<void>;
}

const underWay = new Set(['queued', 'sending', 'checking', 'pending', 'streaming']);

export function drivePanel(page: Page): PanelDriver {
  const driver = drivePage(page);

  const transcript = (): Promise<ShownMessage[]> =>
    page.$$eval('article', (articles) =>
      articles.map((article) => ({
        name: article.getAttribute('aria-label') ?? '',
        status: article.dataset['status'] ?? '',
        text: article.innerText,
      })),
    );

  const connection: PanelDriver['connection'] = (wanted) =>
    until(
      `the connection ${wanted}`,
      async () => (await driver.find('status', 'Connection')).evaluate((line) => line.textContent ?? ''),
      (text) => wanted.test(text),
    );

  const sees: PanelDriver['sees'] = (what, wanted) => until(what, transcript, wanted);

  return {
    ...driver,
    transcript,
    sees,
    async send(text) {
      await driver.fill('Message', text);
      await page.keyboard.press('Enter');
    },
    async answered(count = 1, within) {
      await until(
        `${count} complete answers`,
        // Their beginnings: what is seen last is told, of all of them.
        async () =>
          (await transcript()).map(({ name, status, text }) => ({ name, status, text: text.slice(0, 40) })),
        (messages) =>
          messages.filter(({ name, status }) => name === 'Assistant' && status === 'complete').length ===
            count && !messages.some(({ status }) => underWay.has(status)),
        within,
      );
    },
    async copied(name = 'Assistant') {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      const button = (await page.$$(`article[aria-label="${name}"] button[aria-label="Copy"]`)).at(-1);
      if (button === undefined) throw new Error(`No message "${name}" has a button "Copy".`);
      await hoverElement(button);
      await pressElement(button);
      return until('the copied text', () => page.evaluate(() => navigator.clipboard.readText()));
    },
    connection,
    async reconnectNow() {
      const connected = new AbortController();
      await Promise.any([driver.press('Now', connected.signal), connection(/^Connected$/)]);
      connected.abort();
    },
    async startOver() {
      await driver.press('New chat');
      await sees('an empty conversation', (messages) => messages.length === 0);
      // An empty conversation stays the one it is, with the draft and the page that are kept for it.
      await driver.fill('Message', '');
      const remove = await page.$('.composer [role="group"] button[aria-label="Remove"]');
      if (remove) await pressElement(remove);
      await until('no attachment', async () => (await page.$('.composer [role="group"]')) === null);
    },
    async close() {
      if (page.isClosed()) return;
      const closed = new Promise<void>((done) => page.once('close', () => done()));
      // Not from within the call: it would be answered by a page that is gone.
      await page.evaluate(() => void setTimeout(() => close()));
      await closed;
    },
  };
}
