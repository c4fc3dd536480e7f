import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { patienceOfTest, scaled } from '../../chaos/scale.ts';
import { haveExchanges, verdictOn } from './conversation.ts';
import type { PostFate } from './post-weather.ts';
import type { SessionFlow } from './session-flow.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * Through a secure proxy nothing can be looked up: a request that is lost, late or without its reply, a person who stops, and
 * a worker that dies each leave a question of which nobody can say whether it arrived. So it is told, and it never leaves
 * twice by itself; and what is shown as an answer is the whole of the right one.
 */
const runs = scaled(5_000, 40);
const told: Verdict[] = [];

const through = (happens: (flow: SessionFlow) => Promise<unknown>): Promise<Verdict> =>
  verdictOn({ protocol: 'proxy' }, async (flow) => {
    await haveExchanges(flow, ['hello']);
    await happens(flow);
  }).then((verdict) => {
    told.push(verdict);
    return verdict;
  });

describe('a question through a secure proxy', () => {
  it.each<[string, PostFate]>([
    ['is lost', 'lost'],
    ['arrives, and its reply is lost', 'reply-lost'],
    ['hangs, and arrives late', { late: 20_000 }],
  ])('that %s may not have arrived, and the next one goes', async (_, fate) => {
    const verdict = await through(async (flow) => {
      flow.armPost(fate);
      await flow.types('Why?');
      await flow.types('And then?');
    });
    expect(verdict).toMatchObject({ ...faultless, typed: 3, answered: 2, unknown: 1 });
  });

  it(
    'is never doubled, never answered by half or by another’s answer, whenever the worker dies',
    { timeout: patienceOfTest },
    async () => {
      let died = 0;
      for (let touch = 1; ; touch += 1) {
        let hasDied = false;
        const verdict = await through(async (flow) => {
          flow.diesAt(touch);
          await flow.types('Why?');
          await flow.untilSettled();
          hasDied = flow.deaths() > 0;
        });
        expect.soft({ ...faultsOf(verdict), touch }).toEqual({ ...faultless, touch });
        // Answered, or said to be open: nothing else is the truth.
        expect.soft({ touch, ends: verdict.answered + verdict.unknown }).toEqual({ touch, ends: 2 });
        if (!hasDied) break;
        died += 1;
      }
      expect(died).toBeGreaterThan(5);
    },
  );
});

type Command = fc.AsyncCommand<Record<string, never>, SessionFlow>;
const command = (name: string, act: (flow: SessionFlow) => Promise<unknown> | void): Command => ({
  check: () => true,
  async run(_, flow) {
    await act(flow);
  },
  toString: () => name,
});
const types = fc
  .constantFrom('yes', 'go on')
  .map((word) => command(`we say "${word}"`, (flow) => flow.types(word)));
const fates = fc
  .oneof(
    fc.constantFrom<PostFate>('lost', 'reply-lost'),
    fc.integer({ min: 1, max: 55 }).map((seconds): PostFate => ({ late: seconds * 1000 })),
  )
  .map((fate) => command(`the next request: ${JSON.stringify(fate)}`, (flow) => flow.armPost(fate)));
const deaths = fc
  .integer({ min: 1, max: 15 })
  .map((touch) => command(`the worker dies at touch ${touch} from here`, (flow) => flow.diesAt(touch)));
const stops = fc.constant(command('we stop the answer', (flow) => flow.stops()));
const retries = fc.constant(command('we ask once more', (flow) => flow.retries()));
const network = fc.constant(
  command('the network goes, and comes', (flow) => {
    flow.setOnline(false);
    flow.setOnline(true);
  }),
);
const waits = fc
  .constantFrom(100, 3_000, 20_000, 250_000)
  .map((ms) => command(`${ms} ms go by`, (flow) => flow.advance(ms)));

it(
  `through a secure proxy nothing is doubled or wrongly complete, in ${runs} random conversations`,
  { timeout: patienceOfTest },
  async () => {
    let died = 0;
    const happenings = fc.commands(
      [types, types, types, fates, deaths, deaths, stops, retries, network, waits],
      {
        maxCommands: 14,
        size: 'max',
      },
    );
    const property = fc.asyncProperty(happenings, async (commands) => {
      const verdict = await through(async (flow) => {
        await fc.asyncModelRun(() => ({ model: {}, real: flow }), commands);
        died += flow.deaths();
      });
      expect(faultsOf(verdict)).toEqual(faultless);
    });
    await fc.assert(property, { numRuns: runs });
    expect(died).toBeGreaterThan(runs / 20);
    expect(sumOf(told).unknown).toBeGreaterThan(runs / 20);
  },
);

afterAll(() => tellVerdict('through a secure proxy', told.length, sumOf(told)));
