import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { acceptsThenDrops, errorFrame, refusesJoin, restartsAt, wrongShape } from '../platform/behaviours.ts';
import { createAnswerEnd } from './answer-end.ts';
import type { PanelDriver } from './panel-driver.ts';
import { startWalk, type Walk, type Walked } from './walk-driver.ts';
import type { Outcome } from './walk-watch.ts';
import { createWorld, type World } from './world.ts';

/* Trouble, and what one does about it by keyboard: where the focus is after each action, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  walker = await startWalk(panel.page);
});
afterEach(() => world.calm());
afterAll(() => world?.close());

const box = 'textbox "Message"';
const noAnswer = (): string => `o answer from ${new URL(world.platform.apiUrl).host}. Trying again`;
const end = createAnswerEnd();
const ask = async (question: string): Promise<void> => {
  world.platform.answerWith('Word by word. '.repeat(12), { tokensPerSecond: 20, until: end.next() });
  await panel.send(question);
  await panel.sees('an answer under way', (messages) => messages.at(-1)?.status === 'streaming');
};

const cut = 'Connection lost here. Fetching the rest …';
const mapped = (all: Walked['seen'], to: (one: Outcome) => Outcome): Walked['seen'] =>
  Object.fromEntries(Object.entries(all).map(([what, one]) => [what, to(one)]));
/** What is told of the answer, and what of the connection: either is known first. */
const inAnyOrder = ({ focus, said }: Outcome): Outcome => ({ focus, said: said.toSorted() });

/** A platform that is back in a moment may be missed by then, or not: what is said meanwhile, the tests above tell. */
const ofAnswer = ({ focus, said }: Outcome): Outcome => {
  const meanwhile = new Set([`N${noAnswer()}`, 'Connected', cut]);
  return inAnyOrder({ focus, said: said.filter((words) => !meanwhile.has(words)) });
};

it('that passes by itself', async () => {
  const { button, walk } = walker;
  const { seen, wanted } = await walk([
    ['the server is gone', () => world.platform.stop(), box, `N${noAnswer()}`],
    ['details', button('Details'), 'button "Details"'],
    ['copy report', button('Copy report'), 'button "Copy report"', 'Copied'],
    ['now, in vain', button('Now'), 'button "Now"', `Still n${noAnswer()}`],
    ['put it away', button('Dismiss'), box],
    ['the server is back', () => world.platform.start(), box, 'Connected'],
  ]);
  expect(seen).toEqual(wanted);
});

it('in the middle of an answer', async () => {
  const { walk } = walker;
  const { seen, wanted } = await walk([
    ['ask', () => ask('Cut off'), box, 'Assistant is answering'],
    [
      'the connection breaks off, until the rest is there',
      () => {
        world.platform.script(acceptsThenDrops(1));
        world.platform.drop();
        end.come();
        return panel.answered();
      },
      box,
      `N${noAnswer()}`,
      cut,
      'Connected',
      'Answer complete',
    ],
    [
      'a fault of the platform, in the middle of it',
      async () => {
        world.platform.script(errorFrame({ code: 'LLM_ERROR', message: 'No model.' }, 3));
        await panel.send('Broken');
        await panel.sees(
          'its end',
          (messages) => messages.length === 4 && /failed|interrupted/.test(messages[3]?.status ?? ''),
        );
      },
      box,
      'Assistant is answering',
      'Not finished',
    ],
  ]);
  expect(mapped(seen, inAnyOrder)).toEqual(mapped(wanted, inAnyOrder));
});

it('an answer that is lost for good', async () => {
  const { walk } = walker;
  await panel.startOver();
  const messages = { method: 'GET', path: '/api/v1/chat/{id}/messages' };
  const lost = 'Connection lost here. The rest could not be fetched.';
  const { seen, wanted } = await walk([
    [
      'ask, and all that can be had of it is its beginning',
      async () => {
        world.platform.script(restartsAt(3), acceptsThenDrops(1), wrongShape(messages));
        await ask('Lost');
        await panel.sees('its end', (all) => all.at(-1)?.status === 'interrupted');
      },
      box,
      'Assistant is answering',
      lost,
    ],
    [
      'retry',
      async () => {
        // The answer that was lost goes on over there.
        end.come();
        world.platform.answerWith('Whole.');
        await walker.enter('Retry');
        await panel.sees('the whole of it', (all) => all.at(-1)?.status === 'complete');
      },
      box,
      '2 of 2',
      'Assistant is answering',
      'Answer complete',
    ],
  ]);
  expect(mapped(seen, ofAnswer)).toEqual(mapped(wanted, ofAnswer));
});

it('that somebody has to do something about', async () => {
  const { button, walk } = walker;
  world.platform.script(refusesJoin(4403), refusesJoin(4403));
  const told =
    'This account belongs to another tenantIt has no access to the tenant in your settings. Change the Tenant ID, or use an account of that tenant.Open settingsReconnectDetails';
  const { seen, wanted } = await walk([
    ['refused', () => Promise.resolve(world.platform.drop()), box, told],
    ['details', button('Details'), 'button "Details"'],
    ['copy report', button('Copy report'), 'button "Copy report"', 'Copied'],
    ['reconnect, in vain', button('Reconnect'), 'button "Reconnect"', 'Tried again: it is still so.'],
    ['put it away', button('Dismiss'), box],
    ['reconnect from the header', button('Reconnect'), box, 'Connected'],
  ]);
  expect(seen).toEqual(wanted);
});
