import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tell } from '../chaos/tally.ts';
import { failsRest, refusesUpgrade, swallowsUpgrade } from '../platform/behaviours.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* Protocol: automatic, in a real browser: what keeps sockets away there, and the clock on the wall. */
let world: World;
let panel: PanelDriver;
const always = Infinity;

beforeAll(async () => {
  world = await createWorld({ protocol: 'automatic' });
});
afterEach(() => world.calm());
afterAll(() => world.close());

/** What *Connection details* says. */
async function details(): Promise<string> {
  await panel.press('Connection details');
  const text = await until(
    'the way',
    async () =>
      (await panel.find('dialog', 'Connection details')).evaluate((dialog) => dialog.textContent ?? ''),
    (said) => said.includes('found automatically'),
  );
  return text;
}

async function ask(question: string, answers: number): Promise<void> {
  world.platform.answerWith('Because.');
  await panel.send(question);
  await panel.answered(answers);
  expect(world.deliveries(question)).toEqual({ received: 1, stored: 1 });
}

describe.each([
  ['swallows sockets', [swallowsUpgrade(always)], /nothing answers them/],
  [
    'strips Upgrade',
    [
      refusesUpgrade(426, always),
      failsRest({ method: 'GET', path: '/api/v1/ws/chat', status: 426, times: always }),
    ],
    /takes out the wish for one|refuses them/,
  ],
] as const)('a network that %s', (what, script, why) => {
  it('is gone around by REST, which is told, and left once a socket opens', async () => {
    world.platform.script(...script);
    const { length: before } = world.platform.received.connections;
    panel = await world.openPanel();
    await until('a socket to be tried', () => world.platform.received.connections.length > before);
    const tried = world.platform.received.connections[before]?.at ?? 0;
    await panel.connection(/^Connected$/);
    // That it takes 5 s at most is held by the flows, on a clock of their own.
    const ms = Date.now() - tried;
    tell(`automatic, a network that ${what}: connected ${ms} ms after the socket was tried`);
    const said = await details();
    expect(said).toMatch(/By requests \(REST\)/);
    expect(said).toMatch(why);
    expect(said).toMatch(/Looked for again in \d+ min/);
    await panel.press('Close');
    await ask(`By REST, as it ${what}?`, 1);

    world.platform.clearScript();
    await details();
    await panel.press('Reconnect');
    await until('a socket', () => world.platform.openSockets() === 1);
    await panel.press('Close');
    await panel.connection(/^Connected$/);
    await ask(`By socket, as it no longer ${what}?`, 2);
    expect(
      world.platform.received.frames.some(({ frame }) => JSON.stringify(frame).includes('By socket')),
    ).toBe(true);
    await panel.startOver();
    await panel.close();
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'miptech-company' });
  });
});
