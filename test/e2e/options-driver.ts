import type { Page } from 'puppeteer-core';
import { drivePage, type PageDriver } from './page-driver.ts';
import { until } from './until.ts';

export interface Settings {
  readonly apiUrl: string;
  /** Empty: derived. */
  readonly wsUrl?: string;
  readonly tenantId?: string;
}

export interface ReportedStage {
  readonly name: string;
  readonly outcome: string;
  readonly text: string;
}

export interface OptionsDriver extends PageDriver {
  /** Types and presses *Save*; resolves with what the page says of it. */
  save(settings: Settings): Promise<string>;
  type(settings: Settings): Promise<void>;
  /** Chooses in *Behaviour* or *Appearance*; resolves once it is stored. */
  prefer(name: string, choice: string): Promise<void>;
  /** Opens *Advanced*, where it is not open yet. */
  advanced(): Promise<void>;
  /** The sentences that the textbox is described by; empty unless it is marked as invalid. */
  refusal(name: string): Promise<string>;
  /** Presses *Test connection*; resolves with the stages once the last has ended. */
  test(): Promise<ReportedStage[]>;
}

interface Stored {
  readonly storage: {
    readonly local: { get(key: string): Promise<Record<string, { value: Record<string, string> }>> };
  };
}

export function driveOptions(page: Page): OptionsDriver {
  const driver = drivePage(page);
  // Left with something typed and not saved, the browser asks. Whoever is asked here means it.
  page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' && dialog.accept()));

  const advanced = async (): Promise<void> => {
    // It opens by itself once the settings are read, where something in it is set.
    await page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    const summary = 'summary::-p-text(Advanced)';
    const isOpen = (): Promise<boolean> => page.$eval('form details', (fold) => fold.open);
    if (!(await isOpen())) await page.locator(summary).click();
    await until('Advanced open', isOpen);
  };

  const type: OptionsDriver['type'] = async ({ apiUrl, wsUrl = '', tenantId = 'miptech-company' }) => {
    // The boxes take nothing before the stored settings are in them.
    await page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    await driver.fill('API URL', apiUrl);
    await advanced();
    await driver.fill('WebSocket URL', wsUrl);
    await driver.fill('Tenant ID', tenantId);
  };

  return {
    ...driver,
    type,
    advanced,
    async prefer(name, choice) {
      await driver.choose(name, choice);
      const key = await (
        await driver.find('combobox', name)
      ).evaluate((box) => box.getAttribute('name') ?? '');
      await until(
        `"${name}" stored`,
        () =>
          page.evaluate(async (which) => {
            const { storage } = (globalThis as unknown as { chrome: Stored }).chrome;
            return (await storage.local.get('preferences'))['preferences']?.value[which] ?? '';
          }, key),
        (stored) => stored === choice,
      );
    },
    async save(settings) {
      await type(settings);
      await driver.press('Save');
      return until(
        'an outcome of Save',
        () => page.$eval('.form-outcome', (line) => line.textContent ?? ''),
        (said) => /^(?:Saved|Not saved)/.test(said),
      );
    },
    refusal: async (name) =>
      (await driver.find('textbox', name)).evaluate((box) => {
        if (box.getAttribute('aria-invalid') !== 'true') return '';
        const ids = box.getAttribute('aria-describedby')?.split(' ') ?? [];
        return document.getElementById(ids[0] ?? '')?.textContent ?? '';
      }),
    async test() {
      await driver.press('Test connection');
      await page.waitForSelector('.stages[aria-busy="false"]');
      return page.$$eval('.stages > li', (items) =>
        items.map((item) => ({
          name: item.dataset['stage'] ?? '',
          outcome: item.dataset['outcome'] ?? '',
          text: item.innerText,
        })),
      );
    },
  };
}
