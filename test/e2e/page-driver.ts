import type { ElementHandle, Page } from 'puppeteer-core';
import { patience, until } from './until.ts';

/** Finds things as a person with a screen reader does: by role and accessible name. */
export interface PageDriver {
  readonly page: Page;
  find(role: string, name: string): Promise<ElementHandle>;
  isThere(role: string, name: string): Promise<boolean>;
  /** A real click in the middle of it, once it stands still. It waits for it until `signal` says that it needn't. */
  press(name: string, signal?: AbortSignal): Promise<void>;
  /** Replaces what stands in the textbox, once it takes words. */
  fill(name: string, text: string, role?: 'textbox' | 'searchbox'): Promise<void>;
  /** Chooses in the combobox, once it takes a choice: one that is made before is lost. */
  choose(name: string, choice: string): Promise<void>;
  value(name: string): Promise<string>;
  /** The words of the page's one alert, once there is one that fits. */
  alert(fitting?: RegExp): Promise<string>;
  noAlert(): Promise<void>;
}

const byRole = (role: string, name: string): string => `::-p-aria([name="${name}"][role="${role}"])`;

export function drivePage(page: Page): PageDriver {
  page.setDefaultTimeout(patience);

  async function find(role: string, name: string): Promise<ElementHandle> {
    const element = await page.waitForSelector(byRole(role, name)).catch(() => null);
    if (element === null)
      throw new Error(`There is no ${role} "${name}". Alerts: ${(await alerts()).join(' | ')}`);
    return element;
  }

  const alerts = (): Promise<string[]> =>
    page.$$eval('[role="alert"]', (found) => found.map((element) => (element as HTMLElement).innerText));

  /** For the error alone: whether it is there, moves, is in view, and whether the page is drawn at all. */
  async function whereIs(name: string): Promise<string> {
    const element = await page.$(byRole('button', name));
    const told = element?.evaluate(async (button) => {
      const box = (): string => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return `${left},${top} ${width}×${height}`;
      };
      const next = (ms: number): Promise<false> => new Promise((done) => setTimeout(() => done(false), ms));
      const frame = new Promise<boolean>((done) => requestAnimationFrame(() => done(true)));
      const boxes = [box()];
      const isDrawn = await Promise.race([frame, next(1_000)]);
      for (let look = 0; look < 5; look += 1) {
        await next(100);
        boxes.push(box());
      }
      const { visibilityState, activeElement } = document;
      const focus = activeElement?.getAttribute('aria-label') ?? activeElement?.tagName;
      return `${boxes.join('; ')} of ${innerWidth}×${innerHeight}, ${visibilityState}, ${isDrawn ? 'drawn' : 'not drawn'}, focus: ${focus}`;
    });
    return (await told) ?? 'not there';
  }

  return {
    page,
    find,
    isThere: async (role, name) => (await page.$(byRole(role, name))) !== null,
    async press(name, signal) {
      try {
        await page.locator(byRole('button', name)).click(signal && { signal });
      } catch (cause) {
        const state = [...(await alerts()), await whereIs(name)].join(' | ');
        throw new Error(`"${name}" could not be pressed. Alerts, and where it is: ${state}`, { cause });
      }
    },
    async fill(name, text, role = 'textbox') {
      const box = await find(role, name);
      await until(`"${name}" taking words`, () =>
        box.evaluate((element) => !element.matches(':disabled, [readonly]')),
      );
      // As pasted over all that stands there: the browser's own input events, in every browser, line breaks and all.
      await box.evaluate((element, pasted) => {
        (element as HTMLInputElement).focus();
        (element as HTMLInputElement).select();
        document.execCommand(pasted === '' ? 'delete' : 'insertText', false, pasted);
      }, text);
    },
    async choose(name, choice) {
      const box = await find('combobox', name);
      await until(`"${name}" taking a choice`, () =>
        box.evaluate((element) => !(element as HTMLSelectElement).disabled),
      );
      await box.select(choice);
    },
    value: async (name) => (await find('textbox', name)).evaluate((box) => (box as HTMLInputElement).value),
    async alert(fitting = /./) {
      const found = await until(`an alert like ${fitting}`, alerts, (texts) =>
        texts.some((text) => fitting.test(text)),
      );
      if (found.length !== 1)
        throw new Error(`One alert at a time, and not ${found.length}: ${found.join(' | ')}`);
      return found[0] ?? '';
    },
    async noAlert() {
      await until('the alert gone', alerts, (texts) => texts.length === 0);
    },
  };
}
