import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* The first card by keyboard: where the focus is after each action, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld({ configured: false, tenants: ['miptech-company', 'acme'] });
  // A press that comes while the browser is still starting a new extension's worker is lost.
  await (await world.openOptions()).page.close();
  panel = await world.openPanel();
  await panel.find('region', 'Connect to your organisation');
  walker = await startWalk(panel.page);
});
afterAll(() => world?.close());

const address = 'textbox "API URL"';

it('from nothing to a connection', async () => {
  const { button, key, walk } = walker;
  const { host } = new URL(world.platform.apiUrl);
  const { seen, wanted } = await walk([
    ['connect to nothing', button('Connect'), address],
    [
      'look for what an administrator has set',
      button('My administrator has set it'),
      'button "My administrator has set it"',
      'Asking your browser…',
      'Your browser has no address from an administrator, so far. One that has just started may need some seconds for it.',
    ],
    ['try it without one', button('Try it without one'), 'summary "Try it without one"'],
    ['copy the command', button('Copy command'), 'button "Copy command"', 'Copied'],
    [
      'this computer',
      button('This computer'),
      address,
      'Asking localhost:8000…',
      'Nothing answers on this computer. Is the platform running?Start it, or correct the API URL. If it runs, it admits no extensions (CORS): then allow access.Allow access',
    ],
    ['what is no address', () => panel.fill('API URL', 'ftp://x'), address],
    ['connect is refused', key('Enter'), address],
    [
      'an address',
      () => panel.fill('API URL', world.platform.apiUrl),
      address,
      `Asking ${host}…`,
      `A platform answers at ${host}.`,
    ],
    [
      'a tenant that nobody knows',
      () => panel.fill('Tenant ID', 'nobody'),
      'textbox "Tenant ID"',
      'The platform does not know the tenant “nobody”',
    ],
    ['connect all the same', button('Connect'), 'textbox "Tenant ID"'],
    ['a tenant', () => panel.fill('Tenant ID', 'acme'), 'textbox "Tenant ID"'],
    ['connect', button('Connect'), 'textbox "Message"', 'Connected'],
  ]);
  expect(seen).toEqual(wanted);
});
