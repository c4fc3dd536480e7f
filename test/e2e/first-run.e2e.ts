import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { leavingVersion } from '../../lib/view/leaving-record.ts';
import { blank, photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;
afterAll(() => world.close());

/** The words on the card. */
const card = (): Promise<string> =>
  panel.page.$eval('.first-run', (element) => (element as HTMLElement).innerText);
const said = (wanted: RegExp): Promise<string> =>
  until(`the card saying ${wanted}`, card, (words) => wanted.test(words));
const focused = (): Promise<string | null> =>
  panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

describe('a panel of which nothing is set', () => {
  beforeAll(async () => {
    world = await createWorld({ configured: false, tenants: ['miptech-company', 'acme'] });
    // A press that comes while the browser is still starting a new extension's worker is lost.
    await (await world.openOptions()).page.close();
    panel = await world.openPanel();
    await panel.find('region', 'Connect to your organisation');
  });

  it('asks nothing of any host, says so calmly, and is as accessible as all else', async () => {
    await panel.noAlert();
    expect(await card()).toContain('What leaves your browser, and when');
    expect(await violations(panel.page)).toEqual([]);
    // What stands in the card stands nowhere else: neither a welcome, nor where a message would go.
    expect(await panel.page.$('.empty')).toBeNull();
    expect(await panel.page.$eval('.destination', (line) => line.textContent)).toBe('');
    const options = await world.openOptions();
    expect(await options.page.$$('.activity-entry')).toEqual([]);
    await options.page.close();
    expect(await photograph(panel.page, 'first-run', { widths: [360, 280, 700] })).toBeGreaterThan(blank);
  });

  it('says in place what is wrong with an address, without asking anybody who was not meant', async () => {
    await panel.press('Connect');
    await said(/API URL is empty/);
    expect(await panel.value('API URL')).toBe('');
    await world.platform.stop();
    await panel.fill('API URL', world.platform.apiUrl);
    await said(/does not answer|Nothing/);
    await panel.noAlert();
    await world.platform.start();
    expect(world.platform.received.rest).toEqual([]);
  });

  it('looks again for what the administrator has set, and says what it found', async () => {
    await panel.press('My administrator has set it');
    await said(/no address from an administrator/);
    expect(await violations(panel.page)).toEqual([]);
  });

  it('shows how to try it without an organisation', async () => {
    await panel.page.locator('.first-run-local > summary').click();
    await panel.press('Copy command');
    await until(
      'the copied command',
      () => panel.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text === 'npm run platform',
    );
    expect(await photograph(panel.page, 'first-run-local', { widths: [360, 280] })).toBeGreaterThan(blank);
    await panel.press('This computer');
    expect(await panel.value('API URL')).toBe('http://localhost:8000');
    await said(/Nothing answers on this computer/);
    expect(await card()).not.toContain('is empty');
  });

  it('stays where somebody has scrolled to, when the window becomes another one', async () => {
    const before = panel.page.viewport();
    const top = (): Promise<number> => panel.page.$eval('.transcript', (view) => view.scrollTop);
    await panel.page.setViewport({ width: 360, height: 500 });
    await panel.page.$eval('.transcript', (view) => view.scrollTo(0, view.scrollHeight));
    const end = await until('its end', top, (now) => now > 100);
    for (const height of [480, 460]) {
      await panel.page.setViewport({ width: 360, height });
      await panel.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))),
      );
      // The header becomes a lower one on the way, and the card a little shorter.
      expect(await top()).toBeGreaterThan(end - 100);
    }
    await panel.page.$eval('.transcript', (view) => view.scrollTo(0, 0));
    await panel.page.setViewport(before);
  });

  it('tries the address while it is typed, says what a tenant is, and connects; then one may write', async () => {
    await panel.send('Is anybody there?');
    await panel.sees('a message waiting', ([you]) => you?.status === 'queued');
    // Where nothing answered a socket was tried: that may have been while the platform was just back.
    const before = world.platform.received.connections.length;
    // As typed: without a scheme.
    await panel.fill('API URL', new URL(world.platform.apiUrl).host);
    await said(/A platform answers at 127\.0\.0\.1:\d+/);
    expect(await card()).toMatch(/short name on that platform.*administrator/s);
    expect(world.platform.received.connections.slice(before)).toEqual([]);
    await panel.fill('Tenant ID', 'nobody');
    await said(/does not know the tenant “nobody”/);
    expect(await violations(panel.page)).toEqual([]);
    expect(await photograph(panel.page, 'first-run-found', { widths: [360, 280] })).toBeGreaterThan(blank);
    await panel.fill('Tenant ID', 'acme');
    await panel.press('Connect');
    await panel.connection(/^Connected$/);
    await until(
      'the card gone',
      () => panel.isThere('region', 'Connect to your organisation'),
      (is) => !is,
    );
    await until('the focus in the composer', focused, (name) => name === 'Message');
    // What was written before goes by itself, to the place that was chosen.
    await panel.answered();
    expect(await panel.page.$eval('.destination', (line) => line.textContent)).toMatch(/acme/);
  });
});

describe('after an update', () => {
  const mark = (): Promise<string | null> => panel.page.evaluate(() => localStorage.getItem('leaving-told'));
  const reopen = async (): Promise<void> => {
    await panel.close();
    panel = await world.openPanel();
    await panel.connection(/^Connected$/);
  };
  const notice = 'More can leave your browser since this update';
  const isTold = (): Promise<boolean> =>
    panel.page.evaluate((words) => document.body.innerText.includes(words), notice);

  it('a first installation was told nothing', async () => {
    expect(await until('the mark', mark)).toBe(String(leavingVersion));
    expect(await isTold()).toBe(false);
  });

  it('that changes what leaves, a notice says so, until it is put away', async () => {
    await panel.page.evaluate(() => localStorage.setItem('leaving-told', '1'));
    await reopen();
    await until('the notice', isTold);
    await reopen();
    await until('the notice, again', isTold);
    expect(await violations(panel.page)).toEqual([]);
    expect(await photograph(panel.page, 'leaving-news', { widths: [360, 280, 700] })).toBeGreaterThan(blank);
    await panel.press('Got it');
    await until('the notice gone', async () => !(await isTold()));
    await until('the focus in the composer', focused, (name) => name === 'Message');
    await reopen();
    expect([await isTold(), await mark()]).toEqual([false, String(leavingVersion)]);
  });
});
