import type { ElementHandle } from 'puppeteer-core';
import { until } from './until.ts';

/**
 * A real click in the middle of it, once it stands still in view and takes a press; what was scrolled away is brought back.
 * A locator made from a handle lets go of it at the first press that fails, and waits in vain.
 * @throws for an element that has gone from its page.
 */
export async function pressElement(element: ElementHandle | null | undefined): Promise<void> {
  if (!element) throw new Error('There is nothing to press.');
  await inView(element);
  await element.click();
}

/** The same for the pointer above it. */
export async function hoverElement(element: ElementHandle): Promise<void> {
  await inView(element);
  await element.hover();
}

async function inView(element: ElementHandle): Promise<void> {
  await until('it standing still in view', () =>
    element.evaluate(async (it) => {
      if (!it.isConnected) throw new Error('It has gone from its page.');
      it.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const drawn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      await drawn();
      const before = it.getBoundingClientRect();
      await drawn();
      const after = it.getBoundingClientRect();
      const isSeen =
        after.width > 0 &&
        after.height > 0 &&
        after.top < innerHeight &&
        after.bottom > 0 &&
        after.left < innerWidth;
      return isSeen && !it.matches(':disabled') && before.top === after.top && before.left === after.left;
    }),
  );
}
