import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusesUpgrade } from '../platform/behaviours.ts';
import { isWhole } from '../chaos/scale.ts';
import type { PlatformOptions } from '../platform/platform.ts';
import { createAnswerEnd } from './answer-end.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* The three servers of dialect v1, chosen in the settings: the same panel, whichever of them it is. */
const servers: readonly [NonNullable<PlatformOptions['speaks']>, NonNullable<PlatformOptions['v1']>][] = [
  ['v1-plain', { answers: 'streams' }],
  ['v1-auth-first', { answers: 'chat_response', ready: 'platform_ready' }],
  ['v1-hybrid', { replies: 'reply-then-socket', renamesCopies: true, ready: 'ai_services_ready' }],
];

/** In short the one that has most to go wrong; all of them in `npm run test:chaos`. */
const tried = isWhole ? servers : servers.slice(-1);

describe.each(tried)('over %s', (speaks, v1) => {
  let world: World;
  let panel: PanelDriver;

  beforeAll(async () => {
    world = await createWorld();
    world.platform.becomes(speaks, v1);
    const options = await world.openOptions();
    await options.type({ apiUrl: world.platform.apiUrl });
    await options.choose('Protocol', 'v1');
    await options.save({ apiUrl: world.platform.apiUrl });
    panel = await world.openPanel();
  });
  beforeEach(async () => {
    await panel.startOver();
    await panel.connection(/^Connected$/);
    world.platform.answerWith(['Be', 'cause', '.']);
  });
  afterEach(() => {
    end.come();
    world.calm();
  });
  afterAll(() => world.close());

  const end = createAnswerEnd();
  const names = async (): Promise<string[]> => (await panel.transcript()).map(({ name }) => name);

  it('each question is asked once, and its answer shown once', async () => {
    await panel.send('Why?');
    await panel.answered();
    await panel.send('And then?');
    await panel.answered(2);
    expect(await panel.copied()).toBe('Because.');
    expect(world.deliveries('Why?')).toEqual({ received: 1, stored: 1 });
    expect(world.deliveries('And then?')).toEqual({ received: 1, stored: 1 });
    expect(await names()).toEqual(['You', 'Assistant', 'You', 'Assistant']);
    expect(world.platform.received.violations).toEqual([]);
  });

  it('a worker that dies in the middle of an answer finds the whole of it again, and knows the server', async () => {
    const pieces = Array.from({ length: 20 }, (_, index) => `piece ${index} `);
    world.platform.answerWith(pieces, { until: end.next() });
    await panel.send('Long?');
    if (v1.answers === 'streams')
      await panel.sees('the answer under way', ([, answer]) => answer?.text.includes('piece 3') === true);
    else await until('the question asked', () => world.deliveries('Long?').received === 1);
    const { length: before } = world.platform.received.connections;
    await world.killWorker();
    end.come();
    await panel.answered();
    expect((await panel.copied()).trim()).toBe(pieces.join('').trim());
    expect(world.deliveries('Long?')).toEqual({ received: 1, stored: 1 });
    expect(await names()).toEqual(['You', 'Assistant']);
    // What the history tells is on screen before the new worker's socket is. A plain server is told nothing then.
    const { connections, frames } = world.platform.received;
    const told = () => frames.filter(({ connection }) => connection >= before);
    const isPlain = speaks === 'v1-plain';
    await until('the new worker joined', () => connections.length > before && (isPlain || told().length > 0));
    expect(JSON.stringify(told()).includes('"type":"auth"')).toBe(!isPlain);
  });

  it('a socket that is cut and refused for a while comes back, and what was typed meanwhile is delivered', async () => {
    world.platform.script(refusesUpgrade(503, 2));
    world.platform.drop(1001);
    await panel.send('Meanwhile?');
    await panel.answered();
    expect(world.deliveries('Meanwhile?')).toEqual({ received: 1, stored: 1 });
  });
});
