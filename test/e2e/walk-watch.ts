import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
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
  /** Forgets what was said so far. Resolves with what was said since the last outcome. */
  begin(): Promise<string[]>;
  /** Looks until it is as wanted; else as it is after a while. What it tells was said is heard once. */
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
    begin: () => page.evaluate(() => (globalThis as { heard?: string[] }).heard?.splice(0) ?? []),
    async outcome(wanted) {
      // As the table is compared in the end: what is wanted may be a pattern.
      const isSame = (one: Outcome): boolean => {
        try {
          expect(one).toEqual(wanted);
          return true;
        } catch {
          // Not yet.
          return false;
        }
      };
      // In vain: how it is then is what is compared.
      await until('the outcome', look, isSame, longest).catch(() => null);
      const seen = await look();
      await page.evaluate(
        (count) => (globalThis as { heard?: string[] }).heard?.splice(0, count),
        seen.said.length,
      );
      return seen;
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
  /** Of a region that is read whole, all of it; of another, what has changed in it. */
  const wordsOf = (region: Element, changed: readonly Node[]): string => {
    const isWhole = region.getAttribute('aria-atomic') ?? String(region.hasAttribute('role'));
    const read = isWhole === 'true' || changed.length === 0 ? [region] : changed;
    return read.map(({ textContent }) => textContent ?? '').join('');
  };
  new MutationObserver((records) => {
    /** By region, the nodes that have changed in it; none: it is new itself. */
    const changed = new Map<Element, Node[]>();
    for (const { target, addedNodes, type } of records) {
      for (const node of type === 'characterData' ? [target] : addedNodes) {
        const around = regionOf(node);
        const known = around === null ? undefined : changed.get(around);
        if (around === node) changed.set(around, []);
        else if (around !== null && known?.length !== 0) changed.set(around, [...(known ?? []), node]);
        if (!(node instanceof Element)) continue;
        for (const inner of node.querySelectorAll(regions)) changed.set(inner, []);
      }
    }
    for (const [region, nodes] of changed) {
      const said = wordsOf(region, nodes).replaceAll(/\s+/g, ' ').trim();
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
    input: { search: 'searchbox', checkbox: 'checkbox' }[at.getAttribute('type') ?? ''] ?? 'textbox',
    a: 'link',
    select: 'combobox',
  };
  const labels = (at as HTMLInputElement).labels ?? [];
  const name = at.getAttribute('aria-label') ?? [...labels].map((one) => one.textContent).join(' ');
  const role = at.getAttribute('role') ?? roles[at.localName] ?? at.localName;
  return `${role} "${(name || (at.textContent ?? '')).trim()}"`;
}
