import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { patienceOfTest, scaled } from '../../chaos/scale.ts';
import { missesChat } from '../../platform/behaviours.ts';
import * as shapes from '../../platform/history-shapes.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import { haveExchanges, verdictOn } from './conversation.ts';
import type { Profile } from '../../../lib/config/profile.ts';
import { breaksOf } from './line-breaks.ts';
import type { PostFate } from './post-weather.ts';
import type { SessionFlow } from './session-flow.ts';
import { piecesEach } from './telling-assistant.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * The same user at two devices, in one chat: ours, and one whose client names nothing by ids. Both say the same few words,
 * lines break meanwhile, histories are cut or turned round, and now and then a replica doesn't know the chat. Where a platform tells no ids back, the other
 * device says other words: of the same ones nobody could tell whose they are.
 */
const runs = scaled(6_250, 250);
const ours = ['yes', 'go on', 'continue'];
const others = ['maybe', 'not now', 'later'];

type Command = fc.AsyncCommand<Record<string, never>, SessionFlow>;

const command = (name: string, act: (flow: SessionFlow) => Promise<unknown> | void): Command => ({
  check: () => true,
  async run(_, flow) {
    await act(flow);
  },
  toString: () => name,
});

const types = fc.constantFrom(...ours).map((word) => command(`we say "${word}"`, (flow) => flow.types(word)));
const deviceSays = (words: readonly string[]): fc.Arbitrary<Command> =>
  fc.constantFrom(...words).map((word) =>
    command(`they say "${word}"`, ({ platform }) => {
      const [chat] = platform.chats();
      // Answered when its turn comes.
      if (chat !== undefined) void platform.device(chat.id).says(word);
    }),
  );
const breaks = fc
  .constantFrom(...breaksOf(piecesEach))
  .map((point) => command(`the line breaks ${point.name}`, (flow) => flow.breakAt(point)));
const cuts = fc.constant(command('the line breaks now', (flow) => flow.cut()));
const misses = fc.constant(
  command('the chat is not found', (flow) => {
    flow.platform.script(missesChat());
    flow.cut();
  }),
);
const comesLate = fc.integer({ min: 3, max: 55 }).map((seconds) =>
  command(`what we say comes ${seconds} s late`, async (flow) => {
    flow.holdUp(seconds * 1000);
    await flow.types('yes');
    flow.setOnline(false);
    flow.setOnline(true);
  }),
);
const waits = fc
  .constantFrom(100, 400, 1_000, 4_000, 15_000)
  .map((ms) => command(`${ms} ms go by`, (flow) => flow.advance(ms)));

const stops = fc.constant(command('we stop the answer', (flow) => flow.stops()));
const retries = fc.constant(command('we ask once more', (flow) => flow.retries()));

const fates = fc
  .oneof(
    fc.constantFrom<PostFate>('lost', 'reply-lost'),
    fc.integer({ min: 1, max: 55 }).map((seconds): PostFate => ({ late: seconds * 1000 })),
  )
  .map((fate) => command(`the next request: ${JSON.stringify(fate)}`, (flow) => flow.armPost(fate)));

const anyway = [types, types, stops, retries, waits];
const overSockets = [breaks, cuts, misses, comesLate];
const overRequests = [fates, fates];

const happenings = (words: readonly string[], protocol: Profile['protocol']) =>
  fc.commands(
    [...anyway, deviceSays(words), deviceSays(words), ...(protocol === 'rest' ? overRequests : overSockets)],
    { maxCommands: 14, size: 'max' },
  );

const habits = fc.record({
  question: fc.constantFrom<StorageHabits['question']>('at-receipt', 'with-answer', 7_000),
  answer: fc.constantFrom<StorageHabits['answer']>('at-its-end', 'while-written'),
});

const shapeOf = {
  whole: shapes.wholeHistory,
  'the newest three': shapes.newestOnly(3),
  'newest first': shapes.newestFirst,
  pruned: shapes.pruned(3),
  paged: shapes.paged(4, 'total'),
};
const shown = fc.constantFrom(...(Object.keys(shapeOf) as (keyof typeof shapeOf)[]));

const told: Verdict[] = [];

describe.each<{ protocol: Profile['protocol']; isEchoing: boolean; words: readonly string[]; share: number }>(
  [
    { protocol: 'v3', isEchoing: true, words: ours, share: 0.4 },
    { protocol: 'v3', isEchoing: false, words: others, share: 0.4 },
    { protocol: 'rest', isEchoing: true, words: ours, share: 0.1 },
    { protocol: 'rest', isEchoing: false, words: others, share: 0.1 },
  ],
)(
  'two devices in one chat over $protocol (history with ids: $isEchoing)',
  ({ protocol, isEchoing, words, share }) => {
    const numRuns = Math.ceil(runs * share);
    // Time stands still while a reply is on its way, so none is written over a while.
    const pieceEvery = protocol === 'rest' ? 0 : 300;
    it(
      `keep apart what each said, in ${numRuns} random conversations`,
      { timeout: patienceOfTest },
      async () => {
        const property = fc.asyncProperty(
          happenings(words, protocol),
          habits,
          shown,
          async (commands, stores, name) => {
            const verdict = await verdictOn(
              { stores, echoClientMessageId: isEchoing, pieceEvery, protocol },
              async (flow) => {
                await haveExchanges(flow, ['hello']);
                flow.platform.shapeHistory(shapeOf[name]);
                await fc.asyncModelRun(() => ({ model: {}, real: flow }), commands);
              },
            );
            told.push(verdict);
            expect(faultsOf(verdict)).toEqual(faultless);
          },
        );
        await fc.assert(property, { numRuns });
      },
    );
  },
);

afterAll(() => tellVerdict('two devices', told.length, sumOf(told)));
