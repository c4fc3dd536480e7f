import axe, { type NodeResult } from 'axe-core';
import type { Page } from 'puppeteer-core';

const wcag = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/**
 * Violations of WCAG 2.2 A and AA in what the page shows now, in both colour schemes.
 * @param rules all: what is held to be good practice, too
 */
export async function violations(page: Page, rules: 'wcag' | 'all' = 'wcag'): Promise<string[]> {
  const found: string[] = [];
  // Half a megabyte: once a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      // Colours are judged as they are in the end, not on the way there.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    const serious = await page.evaluate(
      async (options) => {
        const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
        /** The element, and what about it: the rule's own words and the elements that it names. */
        const told = ({ html, any, all: every, none }: NodeResult): string =>
          [
            html.slice(0, 120),
            ...[...any, ...every, ...none].map(
              ({ message, relatedNodes = [] }) =>
                `${message} ${relatedNodes.map((related) => related.html.slice(0, 80)).join(', ')}`,
            ),
          ].join(' · ');
        /** Scrolled away from under what floats above the transcript, it has its whole size: WCAG 2.5.8 asks for no more. */
        const isUnderFloating = ({ any }: NodeResult): boolean =>
          any.some(({ id, relatedNodes = [] }) =>
            id === 'target-size' ? relatedNodes.some(({ html }) => html.includes('is-floating')) : false,
          );
        const { violations: all, passes } = await run(document, options);
        if (passes.length === 0) return ['nothing was checked'];
        return all.flatMap(({ id, nodes }) => {
          const bad = nodes.filter((node) => !isUnderFloating(node));
          return bad.length === 0 ? [] : [`${id}: ${bad.map((node) => told(node)).join(' | ')}`];
        });
      },
      rules === 'all' ? {} : { runOnly: wcag },
    );
    found.push(...serious.map((violation) => `${scheme}: ${violation}`));
  }
  return found;
}
