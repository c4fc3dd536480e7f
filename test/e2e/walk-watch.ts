import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** What is known after an action: where the focus is, and what was said meanwhile. */
export interface Outcome {
  /** Role and name, as in `button "Copy"`; `nothing` where the keyboard is on the floor. */
  readonly focus: string;
  /** What live regions held, in order; behind an open dialog nothing is heard. */
  readonly said: readonly string[];
}

/** Watches what has the focus and what live regions say, as a screen reader would. */
export interface WalkWatch {
  /** Forgets what was said so far. */
  begin(): Promise<void>;
  /** Looks until it is as wanted; else as it is after a while. */
  outcome(wanted: Outcome): Promise<Outcome>;
}

/** ms that the focus and what is said may take; then they are as they are. */
const longest = 5_000;

export async function watchWalk(page: Page): Promise<WalkWatch> {
  await page.evaluate(listen);
  const look = async (): Promise<Outcome> => ({
    focus: await page.evaluate(focused),
    said: await page.evaluate(() => [...((globalThis as { heard?: string[] }).heard ?? [])]),
  });
  return {
    begin: () =>
      page.evaluate(() => {
        (globalThis as { heard?: string[] }).heard?.splice(0);
      }),
    async outcome(wanted) {
      const isSame = (one: Outcome): boolean => JSON.stringify(one) === JSON.stringify(wanted);
      await until('the outcome', look, isSame, longest).catch(() => null);
      return look();
    },
  };
}

/** Runs in the page. */
function listen(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const regions = '[aria-live], [role="status"], [role="alert"]';
  const regionOf = (node: Node): Element | null =>
    (node instanceof Element ? node : node.parentElement)?.closest(regions) ?? null;
  new MutationObserver((records) => {
    const changed = new Set<Element>();
    for (const { target, addedNodes } of records) {
      const around = regionOf(target);
      if (around !== null) changed.add(around);
      for (const node of addedNodes)
        if (node instanceof Element) for (const inner of node.querySelectorAll(regions)) changed.add(inner);
      for (const node of addedNodes) if (node instanceof Element && node.matches(regions)) changed.add(node);
    }
    for (const region of changed) {
      const said = (region as HTMLElement).textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      const isOff = region.getAttribute('aria-live') === 'off';
      const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
      if (said !== '' && !isOff && (dialog === undefined || dialog.contains(region))) heard.push(said);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** Runs in the page. */
function focused(): string {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'nothing';
  const roles: Readonly<Record<string, string>> = {
    textarea: 'textbox',
    input: at.getAttribute('type') === 'search' ? 'searchbox' : 'textbox',
    a: 'link',
    select: 'combobox',
  };
  const labels = (at as HTMLInputElement).labels ?? [];
  const name = at.getAttribute('aria-label') ?? [...labels].map((one) => one.textContent).join(' ');
  const role = at.getAttribute('role') ?? roles[at.localName] ?? at.localName;
  return `${role} "${(name || (at.textContent ?? '')).trim()}"`;
}
