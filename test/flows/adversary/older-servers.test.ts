import { afterAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../../chaos/scale.ts';
import * as server from '../../platform/behaviours.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import { over, type Way } from '../ways.ts';
import { haveExchanges, product, verdictOn } from './conversation.ts';
import type { SessionFlow } from './session-flow.ts';
import { v1Breaks, v1Ways } from './v1-breaks.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * The older servers under what the newest is held to: a line that breaks at each frame in turn, one that goes half-open, and
 * requests that are lost on the way, while it is still being found out which server it is, and after that.
 */

const told: Verdict[] = [];
let conversations = 0;

/** Of a server that is new to the client, and of one that it knows. */
const beginnings = [false, true];
const questionTimes: readonly StorageHabits['question'][] = isWhole
  ? ['at-receipt', 'with-answer', 29_000]
  : ['at-receipt', 'with-answer'];

async function expectFaultless(
  way: Way,
  options: Parameters<typeof verdictOn>[0],
  about: object,
  happens: (flow: SessionFlow) => Promise<unknown>,
): Promise<Verdict> {
  const { profile, ...platform } = over(way);
  // A request that waits for a clock is one that the clock waits for.
  const pieceEvery = way === 'v1-hybrid' ? 0 : 700;
  const verdict = await verdictOn({ pieceEvery, ...platform, ...profile, ...options }, happens);
  expect.soft({ ...faultsOf(verdict), ...about }).toEqual({ ...faultless, ...about });
  told.push(verdict);
  conversations += 1;
  return verdict;
}

describe.each(v1Ways)('%s', (way) => {
  const breaks = v1Breaks[way];

  it.each(product(questionTimes, [true, false]))(
    'loses and doubles nothing at any frame (stores a question %s; ids: %s)',
    { timeout: patienceOfTest },
    async (question, echoClientMessageId) => {
      for (const [point, isKnown] of product(breaks, beginnings)) {
        await expectFaultless(
          way,
          { stores: { question }, echoClientMessageId },
          { point: point.name, isKnown },
          async (flow) => {
            if (isKnown) await haveExchanges(flow, ['Why?']);
            flow.breakAt(point);
            await flow.types('Why?');
            await flow.types('And then?');
          },
        );
      }
    },
  );

  it.each([true, false])(
    'loses and doubles nothing that comes late (ids: %s)',
    { timeout: patienceOfTest },
    async (echoClientMessageId) => {
      const holds = isWhole ? [3, 10, 20, 31, 50, 55] : [3, 31, 55];
      for (const [seconds, isKnown] of product(holds, beginnings)) {
        await expectFaultless(way, { echoClientMessageId }, { seconds, isKnown }, async (flow) => {
          if (isKnown) await haveExchanges(flow, ['Why?']);
          flow.holdUp(seconds * 1000);
          await flow.types('Why?');
          flow.setOnline(false);
          flow.setOnline(true);
          await flow.types('And then?');
        });
      }
    },
  );
});

/** What can become of a request with a question in it. */
const endings = {
  'is lost': server.cutsUnanswered('never'),
  'arrives, and its reply is lost': server.cutsUnanswered('at-once'),
  'is answered, and the answer is lost': server.diesAt(0),
  'is taken, and answered into the history': server.processingOnly({ stored: true }),
};

describe.each(['in-reply', 'by-socket', 'socket-then-reply', 'reply-then-socket'] as const)(
  'a hybrid that answers %s',
  (replies) => {
    it.each(product([true, false], ['the same', 'none', 'others'] as const))(
      'loses and doubles nothing, whatever becomes of a request (ids: %s, of answers over the socket: %s)',
      async (echoClientMessageId, ids) => {
        for (const [[name, ending], isKnown] of product(Object.entries(endings), beginnings)) {
          const v1 = { replies, namesAnswers: ids !== 'none', renamesCopies: ids === 'others' };
          await expectFaultless('v1-hybrid', { v1, echoClientMessageId }, { name, isKnown }, async (flow) => {
            if (isKnown) await haveExchanges(flow, ['Why?']);
            flow.platform.script(ending);
            await flow.types('Why?');
            await flow.types('And then?');
          });
        }
      },
    );
  },
);

afterAll(() => tellVerdict('older servers × break at every frame', conversations, sumOf(told)));
