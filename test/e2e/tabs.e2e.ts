import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* Several tabs in one question. What a browser without a person to ask lets us try: titles and sites are allowed from the beginning. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld({
    async beforeLaunch(dir) {
      const file = join(dir, 'manifest.json');
      const manifest = JSON.parse(await readFile(file, 'utf8')) as { permissions: string[] };
      const { optional_permissions: _, ...rest } = manifest as typeof manifest & Record<string, unknown>;
      const permissions = [...manifest.permissions, 'tabs'];
      await writeFile(
        file,
        JSON.stringify({ ...rest, permissions, host_permissions: ['http://127.0.0.1/*'] }),
      );
    },
  });
  panel = await world.openPanel();
});
afterAll(() => world.close());

const html = (title: string, words: string): string =>
  `<title>${title}</title><article><h1>${title}</h1><p>${words}</p></article>`;

const listed = (): Promise<string[]> =>
  panel.page.$$eval('[role="option"]', (found) => found.map((option) => option.textContent ?? ''));

describe('an at sign in the composer', () => {
  it('lists the open tabs, and puts the one that is taken beside the page', async () => {
    const guide = await world.openTab(
      world.site.put('/guide', html('Dock guide', 'The ramp goes up at six.')),
    );
    await guide.bringToFront();
    const tides = await world.openTab(
      world.site.put('/tides', html('Tide table', 'High water is at seven.')),
    );
    await tides.bringToFront();
    await world.pressToolbarButton(tides);
    await panel.press('Attach this page');
    await panel.find('group', 'Page: Tide table');
    await panel.find('textbox', 'Message').then((box) => box.type('Do these agree? @dock'));
    await until('the tabs', listed, (all) => all.length === 1);
    expect(await listed()).toEqual([expect.stringContaining('Dock guide127.0.0.1')]);
    expect(await violations(panel.page, 'all')).toEqual([]);
    await panel.page.keyboard.press('Enter');
    await panel.find('group', 'Page: Dock guide');
    expect(await panel.value('Message')).toBe('Do these agree? ');
    expect(await violations(panel.page, 'all')).toEqual([]);
    await panel.page.keyboard.press('Enter');
    await panel.answered();
    const text = world.platform.received.userMessages.at(-1)?.text ?? '';
    expect(text.indexOf('High water is at seven.')).toBeGreaterThan(0);
    expect(text.indexOf('The ramp goes up at six.')).toBeGreaterThan(text.indexOf('High water'));
    expect(text.endsWith('\n\nDo these agree? ')).toBe(true);
    expect(await panel.isThere('group', 'Page: Dock guide')).toBe(false);
  });
});
