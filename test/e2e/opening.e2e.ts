import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/*
 * The panel's page is drawn by the build and shown before any script has run. What a person does in these moments is done
 * as if the script had been there.
 */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.calm());
afterAll(() => world.close());

type Gesture =
  | 'nothing'
  | 'types'
  | 'types and presses Enter'
  | 'types and presses Ctrl+Enter'
  | 'types and presses Send'
  | 'presses New chat';

/** The panel in that tab, once its script has run and the platform is there. */
async function connected(page: Page): Promise<PanelDriver> {
  await page.goto(`chrome-extension://${world.extension.extensionId}/sidepanel.html`);
  const panel = drivePanel(page);
  await panel.connection(/^Connected$/);
  return panel;
}

/** Opens the panel's page in a tab, with the gesture made before the page is even painted. */
async function openWith(gesture: Gesture, words: string): Promise<PanelDriver> {
  const page = await world.extension.browser.newPage();
  await page.evaluateOnNewDocument(
    (made: Gesture, typed: string) => {
      // Before the first paint, so before anybody can press anything.
      document.addEventListener('DOMContentLoaded', () => {
        const box = document.querySelector('textarea');
        if (box === null) return;
        Object.assign(box, { isFirst: true });
        box.value = typed;
        if (made.endsWith('Enter')) {
          const ctrlKey = made.endsWith('Ctrl+Enter');
          const press = { key: 'Enter', ctrlKey, bubbles: true, cancelable: true };
          box.dispatchEvent(new KeyboardEvent('keydown', press));
        }
        if (made.endsWith('Send')) document.querySelector<HTMLElement>('button[aria-label="Send"]')?.click();
      });
    },
    gesture,
    words,
  );
  return connected(page);
}

const isFirstBox = (panel: PanelDriver): Promise<boolean> =>
  panel.page.evaluate(() => Object.hasOwn(document.querySelector('textarea') ?? {}, 'isFirst'));

/** Opens it with words in the box that are changed just as React is about to take the box over. */
async function openChanging(words: string, changed: string): Promise<PanelDriver> {
  const page = await world.extension.browser.newPage();
  await page.evaluateOnNewDocument(
    (typed: string, then: string) => {
      const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'defaultValue');
      document.addEventListener('DOMContentLoaded', () => {
        const box = document.querySelector('textarea');
        if (box === null || own === undefined) return;
        Object.assign(box, { isFirst: true });
        box.value = typed;
        // What React sets first, while nothing that is typed is told to it yet.
        Object.defineProperty(box, 'defaultValue', {
          ...own,
          set(text: string) {
            if (box.value === typed) box.value = then;
            own.set?.call(box, text);
          },
        });
      });
    },
    words,
    changed,
  );
  return connected(page);
}

/** ms, longer than a draft waits to be stored: the next panel would begin with it. */
const storedAfter = 300;

async function leave(panel: PanelDriver): Promise<void> {
  await panel.fill('Message', '');
  await setTimeout(storedAfter);
  await panel.page.close();
}

describe('the panel, while its script takes over', () => {
  it.each([
    ['deleted', ''],
    ['written on', 'typed early, and on'],
  ])('shows what was %s in that moment, in the very box', async (_, then) => {
    const panel = await openChanging('typed early', then);
    expect(await panel.value('Message')).toBe(then);
    expect(await isFirstBox(panel)).toBe(true);
    await leave(panel);
  });
});

describe('the panel, before its script has run', () => {
  it('takes words, and the script takes over the very box they stand in', async () => {
    const panel = await openWith('types', 'typed early');
    expect(await panel.value('Message')).toBe('typed early');
    expect(await isFirstBox(panel)).toBe(true);
    expect(await panel.page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await leave(panel);
  });

  it.each(['types and presses Enter', 'types and presses Send'] as const)(
    '%s: it is sent, once',
    async (gesture) => {
      world.platform.answerWith('Early answer.');
      const question = `asked early: ${gesture}`;
      const panel = await openWith(gesture, question);
      await until(
        'the answer',
        () => panel.transcript(),
        (all) => all.at(-1)?.text.includes('Early answer.') ?? false,
      );
      expect(await panel.value('Message')).toBe('');
      expect(world.deliveries(question)).toEqual({ received: 1, stored: 1 });
      await panel.page.close();
    },
  );

  it('sends by the key that was chosen alone; Enter breaks the line where it is another', async () => {
    const options = await world.openOptions();
    await options.prefer('Send with', 'modifier-enter');
    await options.page.close();
    world.platform.answerWith('Early answer.');
    const held = await openWith('types and presses Enter', 'two lines');
    await until(
      'the line broken',
      () => held.value('Message'),
      (text) => text === 'two lines\n',
    );
    await leave(held);
    const sent = await openWith('types and presses Ctrl+Enter', 'by the other key');
    await sent.sees('the answer', (all) => all.at(-1)?.text.includes('Early answer.') ?? false);
    expect(world.deliveries('two lines').received).toBe(0);
    expect(world.deliveries('by the other key')).toEqual({ received: 1, stored: 1 });
    await sent.page.close();
  });

  it('says nothing that a screen reader would have to take back, and breaks no rule of its own', async () => {
    const complaints: string[] = [];
    const page = await world.extension.browser.newPage();
    page.on('console', (line) => complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await connected(page);
    expect(complaints).toEqual([]);
    expect(await page.$$('textarea')).toHaveLength(1);
    await page.close();
  });
});
