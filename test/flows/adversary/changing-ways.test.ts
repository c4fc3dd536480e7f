import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { patienceOfTest, scaled } from '../../chaos/scale.ts';
import { tell } from '../../chaos/tally.ts';
import { refusesUpgrade } from '../../platform/behaviours.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import { haveExchanges, verdictOn } from './conversation.ts';
import { breaksOf } from './line-breaks.ts';
import type { SessionFlow } from './session-flow.ts';
import { piecesEach } from './telling-assistant.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * Automatic, while sockets come and go: a question may leave over v3, be looked up over REST, and the next one be asked over
 * v3 again. To the core it is one connection after another.
 */
const runs = scaled(5_000, 150);

type Command = fc.AsyncCommand<Record<string, never>, SessionFlow>;

const command = (name: string, act: (flow: SessionFlow) => Promise<unknown> | void): Command => ({
  check: () => true,
  async run(_, flow) {
    const before = flow.way();
    await act(flow);
    const way = flow.way();
    if (way !== before) changes[way === 'rest' ? 'toRest' : 'toSockets'] += 1;
  },
  toString: () => name,
});

const changes = { toRest: 0, toSockets: 0 };

const types = fc
  .constantFrom('yes', 'go on', 'continue')
  .map((word) => command(`we say "${word}"`, (flow) => flow.types(word)));
const socketsEnd = fc.boolean().map((areOpenOnesCut) =>
  command(`sockets can't be opened any more (open ones are cut: ${areOpenOnesCut})`, async (flow) => {
    flow.platform.script(refusesUpgrade(404, Infinity));
    if (!areOpenOnesCut) return;
    flow.cut();
    await flow.advance(3_000);
  }),
);
const socketsBegin = fc.constant(
  command('sockets open again, and are looked for', async (flow) => {
    flow.platform.clearScript();
    await flow.advance(6_000);
    flow.lookAgain();
    await flow.advance(1_000);
  }),
);
const breaks = fc
  .constantFrom(...breaksOf(piecesEach))
  .map((point) => command(`the line breaks ${point.name}`, (flow) => flow.breakAt(point)));
const cuts = fc.constant(command('every line breaks now', (flow) => flow.cut()));
const comesLate = fc.integer({ min: 3, max: 55 }).map((seconds) =>
  command(`what we say comes ${seconds} s late`, async (flow) => {
    flow.holdUp(seconds * 1000);
    await flow.types('continue');
    flow.setOnline(false);
    flow.setOnline(true);
  }),
);
const waits = fc
  .constantFrom(100, 700, 3_000, 20_000, 700_000)
  .map((ms) => command(`${ms} ms go by`, (flow) => flow.advance(ms)));

const happenings = fc.commands(
  [types, types, types, socketsEnd, socketsBegin, socketsBegin, breaks, cuts, comesLate, waits],
  {
    maxCommands: 18,
    size: 'max',
  },
);
const habits = fc.record({
  question: fc.constantFrom<StorageHabits['question']>('at-receipt', 'with-answer'),
  answer: fc.constantFrom<StorageHabits['answer']>('at-its-end', 'while-written'),
});

const told: Verdict[] = [];

it(
  `nothing is lost or doubled while the way changes, in ${runs} random conversations`,
  { timeout: patienceOfTest },
  async () => {
    const property = fc.asyncProperty(
      happenings,
      habits,
      fc.boolean(),
      async (commands, stores, echoClientMessageId) => {
        const verdict = await verdictOn(
          { protocol: 'automatic', stores, echoClientMessageId },
          async (flow) => {
            await haveExchanges(flow, ['hello']);
            await fc.asyncModelRun(() => ({ model: {}, real: flow }), commands);
            flow.platform.clearScript();
          },
        );
        told.push(verdict);
        expect(faultsOf(verdict)).toEqual(faultless);
      },
    );
    await fc.assert(property, { numRuns: runs });
    // Not a run over one way.
    expect(changes.toRest).toBeGreaterThan(runs / 20);
    expect(changes.toSockets).toBeGreaterThan(runs / 20);
  },
);

afterAll(() => {
  tellVerdict('changing ways', told.length, sumOf(told));
  tell(`changing ways: ${changes.toRest} times to REST, ${changes.toSockets} times back to v3`);
});
