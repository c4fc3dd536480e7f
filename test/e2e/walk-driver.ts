import { expect } from 'vitest';
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';
import { watchWalk, type Outcome } from './walk-watch.ts';

/** One action, where the focus is after it, and all that was said of it until the next. */
export type Row = readonly [what: string, act: () => Promise<unknown>, focus: string, ...said: string[]];

/** By what was done, what came of it, and what should. */
export interface Walked {
  readonly seen: Record<string, Outcome>;
  readonly wanted: Record<string, Outcome>;
}

/** Goes through a page by keyboard. */
export interface Walk {
  /** Each row in its turn. What is said late, after its row was as wanted, is of that row, too. */
  walk(rows: readonly Row[]): Promise<Walked>;
  /** Gives the last button, link or summary of that name the focus, in what is on top, and presses Enter. */
  enter(name: string): Promise<void>;
  button(name: string): () => Promise<void>;
  key(name: Parameters<Page['keyboard']['press']>[0]): () => Promise<void>;
}

export async function startWalk(page: Page): Promise<Walk> {
  const watch = await watchWalk(page);
  const enter = async (name: string): Promise<void> => {
    const found = await until(`a button "${name}"`, () => page.evaluate(focusOn, name));
    expect(found).toBe(true);
    await page.keyboard.press('Enter');
  };
  return {
    enter,
    button: (name) => () => enter(name),
    key: (name) => () => page.keyboard.press(name),
    async walk(rows) {
      const { seen, wanted }: Walked = { seen: {}, wanted: {} };
      let last: string | null = null;
      const late = async (): Promise<void> => {
        const said = await watch.begin();
        const before = last === null ? undefined : seen[last];
        if (last !== null && before !== undefined)
          seen[last] = { ...before, said: [...before.said, ...said] };
      };
      for (const [what, act, focus, ...said] of rows) {
        await late();
        await act().catch((cause: unknown) => {
          throw new Error(`${what}: ${String(cause)} So far: ${JSON.stringify(seen)}`, { cause });
        });
        wanted[what] = { focus, said };
        seen[what] = await watch.outcome(wanted[what]);
        last = what;
      }
      await late();
      return { seen, wanted };
    },
  };
}

/** Runs in the page. */
function focusOn(wanted: string): boolean {
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const button = [...top.querySelectorAll<HTMLElement>('button, a[href], summary')].findLast(
    (one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === wanted,
  );
  button?.focus();
  return button !== undefined && document.activeElement === button;
}
