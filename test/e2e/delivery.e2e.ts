import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutsUnanswered, failsRest, rateLimitFrame } from '../platform/behaviours.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createWorld, type World } from './world.ts';

/* What becomes of a message that is not simply sent and answered, as the person who wrote it sees it. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
  await panel.connection(/^Connected$/);
  world.platform.answerWith('Because.');
});
afterEach(() => world.calm());
afterAll(() => world.close());

const withoutHistory = (): ReturnType<typeof failsRest> =>
  failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status: 404, times: 100 });

describe('a message that may have arrived or not', () => {
  beforeEach(async () => {
    world.platform.script(cutsUnanswered('never'), withoutHistory());
  });

  it('says so, and goes out again when the user presses Send again', async () => {
    await panel.send('Certain?');
    await panel.sees(
      'one message of which nothing is known',
      ([you, ...rest]) => you?.status === 'unknown' && rest.length === 0,
    );
    expect((await panel.transcript())[0]?.text).toContain('May not have arrived');
    world.calm();
    world.platform.answerWith('Because.');
    await panel.press('Send again');
    await panel.answered();
    expect(world.deliveries('Certain?')).toEqual({ received: 2, stored: 1 });
  });

  it('is gone when the user presses Discard', async () => {
    await panel.send('Discarded?');
    await panel.sees('one message of which nothing is known', ([you]) => you?.status === 'unknown');
    await panel.press('Discard');
    await panel.sees('an empty conversation', (messages) => messages.length === 0);
    expect(world.deliveries('Discarded?')).toEqual({ received: 1, stored: 0 });
  });
});

describe('a message that was taken, but not answered before the connection broke', () => {
  it('is being checked on as long as it may still come to stand there', async () => {
    world.platform.script(cutsUnanswered('never'));
    await panel.send('On its way?');
    const [you] = await panel.sees(
      'it is checked on, and nothing else is there',
      ([first, ...rest]) => first?.status === 'checking' && rest.length === 0,
    );
    expect(you?.text).toContain('Checking whether it arrived');
    world.platform.answerWith('Because.');
    await panel.press('Send again now');
    await panel.answered();
    expect(world.deliveries('On its way?')).toEqual({ received: 2, stored: 1 });
    await panel.startOver();
    world.platform.script(cutsUnanswered('never'));
    await panel.send('Not any more');
    await panel.sees('it is checked on', ([first]) => first?.status === 'checking');
    await panel.press('Discard');
    await panel.sees('an empty conversation', (messages) => messages.length === 0);
  });

  it.each(['at-once', 'never', 1_200] as const)(
    'stored by the server %s: it is there once, and answered',
    async (stored) => {
      const question = `Stored ${stored}?`;
      world.platform.script(cutsUnanswered(stored));
      await panel.send(question);
      // What is not in the history may still come to stand there, for half a minute; and nobody tells how the line of a worker
      // that died has ended, which takes longer than a person who knows better has to wait.
      if (stored === 'never' && world.isKilledSteadily) {
        await panel.sees('it is checked on', ([you]) => you?.status === 'checking');
        await panel.press('Send again now');
      }
      await panel.answered(1, 50_000);
      expect(world.deliveries(question).stored).toBe(1);
      expect(await panel.copied()).toBe('Because.');
    },
  );
});

describe('a rate limit', () => {
  it('is counted down, and over by itself, also when the worker dies meanwhile', async () => {
    world.platform.script(rateLimitFrame(12));
    await panel.send('Too fast?');
    await panel.connection(/^Waiting \d+ s \(rate limit\)$/);
    await panel.sees('the message waiting', ([you]) => you?.status === 'queued');
    await world.killWorker();
    await panel.connection(/^Waiting (?:[1-9]|10) s \(rate limit\)$/);
    expect(world.deliveries('Too fast?')).toEqual({ received: 1, stored: 0 });
    await panel.answered();
    expect(world.deliveries('Too fast?')).toEqual({ received: 2, stored: 1 });
  });
});
