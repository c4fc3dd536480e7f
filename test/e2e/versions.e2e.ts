import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
afterAll(() => world.close());

const shown = (text: string) =>
  panel.sees(text, (messages) => messages.length === 2 && messages[1]?.text.includes(text) === true);

describe('versions of the last turn', () => {
  it('are asked for, walked among by keys, and the platform has each of them', async () => {
    world.platform.answerWith('Tides come twice a day.');
    await panel.send('How often do tides come?');
    await panel.answered();
    world.platform.answerWith('Every 12 hours and 25 minutes.');
    await panel.press('Regenerate');
    await shown('Every 12 hours');
    await panel.find('group', 'Versions');
    world.platform.answerWith('Twice, as a rule.');
    await panel.press('Edit and resend');
    await panel.page.waitForSelector('.composer-note');
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'versions-edit', { widths: [280, 360, 700] })).toBeGreaterThan(blank);
    await panel.page.keyboard.type(' Briefly.');
    await panel.page.keyboard.press('Enter');
    const [asked] = await shown('Twice, as a rule.');
    expect(asked?.text).toContain('3 of 3');
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'versions', { widths: [360, 280, 700] })).toBeGreaterThan(blank);

    await panel.press('Earlier version');
    await shown('Every 12 hours');
    await panel.page.keyboard.press('Enter');
    const [first] = await shown('Tides come twice');
    expect(first?.text).toContain('1 of 3');
    expect(await violations(panel.page, 'all')).toEqual([]);
    await panel.press('Later version');
    await panel.press('Later version');
    await shown('Twice, as a rule.');
    expect(world.platform.received.userMessages).toHaveLength(3);
  });
});
