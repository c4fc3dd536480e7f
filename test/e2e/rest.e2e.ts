import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutsUnanswered, processingOnly, silentFor } from '../platform/behaviours.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createWorld, type World } from './world.ts';

/* The second way to a platform, chosen in the settings: the same panel, no socket, answers that come whole. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  const options = await world.openOptions();
  await options.type({ apiUrl: world.platform.apiUrl });
  await options.choose('Protocol', 'rest');
  await options.save({ apiUrl: world.platform.apiUrl });
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
  await panel.connection(/^Connected$/);
  world.platform.answerWith('Because.');
});
afterEach(() => world.calm());
afterAll(() => world.close());

describe('over REST', () => {
  it('a question is asked, and its answer shown, without any socket', async () => {
    const before = world.platform.received.connections.length;
    await panel.send('Why?');
    await panel.answered();
    expect(await panel.copied()).toBe('Because.');
    expect(world.deliveries('Why?')).toEqual({ received: 1, stored: 1 });
    expect(world.platform.received.connections).toHaveLength(before);
  });

  it('a question that was cut off, and never stored, is asked again, once', async () => {
    world.platform.script(cutsUnanswered('never'));
    await panel.send('Cut off?');
    await panel.answered();
    expect(world.deliveries('Cut off?').stored).toBe(1);
  });

  it('a request that the browser itself repeats, over a connection used before, is shown and answered once', async () => {
    await panel.send('Before?');
    await panel.answered();
    // Chromium repeats a request, a POST too, whose reused HTTP/1.1 connection breaks before any reply. No page can tell.
    world.platform.script(cutsUnanswered('at-once'));
    await panel.send('Repeated?');
    await panel.answered(2);
    expect((await panel.transcript()).map(({ name }) => name)).toEqual([
      'You',
      'Assistant',
      'You',
      'Assistant',
    ]);
  });

  it('an answer that comes later is looked for', async () => {
    world.platform.script(processingOnly({ stored: true }));
    await panel.send('Later?');
    await panel.answered();
    expect(await panel.copied()).toBe('Because.');
  });

  it('a worker that dies while it waits loses and doubles nothing', async () => {
    world.platform.script(silentFor(3000));
    await panel.send('Still there?');
    await panel.sees('the message on its way', ([you]) => you?.status === 'sending');
    await world.killWorker();
    await panel.answered();
    expect(world.deliveries('Still there?')).toEqual({ received: 1, stored: 1 });
  });

  it('an answer is stopped at once, and the next question does not wait for it', async () => {
    world.platform.script(silentFor(4000));
    await panel.send('Long?');
    await panel.sees('the message on its way', ([you]) => you?.status === 'sending');
    await panel.press('Stop');
    await panel.send('Short?');
    await panel.answered(1);
    expect((await panel.transcript()).map(({ status }) => status)).toEqual([
      'sent',
      'stopped',
      'sent',
      'complete',
    ]);
  });
});
