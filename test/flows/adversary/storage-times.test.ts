import { afterAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../../chaos/scale.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import * as server from '../../platform/behaviours.ts';
import { haveExchanges, product, verdictOn } from './conversation.ts';
import { breaksOf } from './line-breaks.ts';
import { piecesEach } from './telling-assistant.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * When a platform stores a question and its answer, whether it tells our ids back, and a line that breaks at each frame in
 * turn: first, and as the second of two messages in the same words, each time with another one waiting behind.
 */

/** Just under what is waited for where a platform was never seen to store at receipt. */
const late = 29_000;
const questionTimes: readonly StorageHabits['question'][] = ['at-receipt', 'with-answer', late];
const answerTimes: readonly StorageHabits['answer'][] = ['at-its-end', 'while-written'];
const points = breaksOf(piecesEach);

/** What an answer's frames and a history's items leave out. */
const dialects = isWhole
  ? product(product([true, false], [true, false]), [true, false]).map(
      ([[hasIds, hasContent], numbersItems]) => ({ hasIds, hasContent, numbersItems }),
    )
  : [{ hasIds: true, hasContent: true, numbersItems: false }];

const told: Verdict[] = [];
let conversations = 0;

describe.each(questionTimes)('a platform that stores a question %s', (question) => {
  describe.each(answerTimes)('and its answer %s', (answer) => {
    it.each([true, false])(
      'loses and doubles nothing at any frame (history with ids: %s)',
      { timeout: patienceOfTest },
      async (echoClientMessageId) => {
        const verdicts: Verdict[] = [];
        for (const [dialect, [point, isRepeated]] of product(dialects, product(points, [false, true]))) {
          const { numbersItems, hasIds, hasContent } = dialect;
          const verdict = await verdictOn(
            { stores: { question, answer }, echoClientMessageId, numbersItems, pieceEvery: 700 },
            async (flow) => {
              if (isRepeated) await haveExchanges(flow, ['Why?']);
              if (!hasIds) flow.platform.script(server.withoutMessageIds());
              if (!hasContent) flow.platform.script(server.withoutContent());
              flow.breakAt(point);
              await flow.types('Why?');
              await flow.types('And then?');
            },
          );
          expect
            .soft({ ...faultsOf(verdict), point: point.name, isRepeated, ...dialect })
            .toEqual({ ...faultless, point: point.name, isRepeated, ...dialect });
          verdicts.push(verdict);
        }
        const sum = sumOf(verdicts);
        told.push(sum);
        conversations += verdicts.length;
        // Not to know is no way out where the history tells.
        if (echoClientMessageId && question !== late) expect(sum.answered).toBe(sum.typed);
      },
    );
  });
});

/** What can become of a request with a question in it. */
const endings = {
  'is lost': server.cutsUnanswered('never'),
  'arrives, and its reply is lost': server.cutsUnanswered('at-once'),
  'is answered, and the answer is lost': server.diesAt(0),
  'is taken, and answered into the history': server.processingOnly({ stored: true }),
};

describe.each(questionTimes)('over requests, a platform that stores a question %s', (question) => {
  it.each([true, false])(
    'loses and doubles nothing, whatever becomes of the request (history with ids: %s)',
    async (echoClientMessageId) => {
      for (const [[name, ending], isRepeated] of product(Object.entries(endings), [false, true])) {
        const verdict = await verdictOn(
          { stores: { question }, echoClientMessageId, protocol: 'rest' },
          async (flow) => {
            if (isRepeated) await haveExchanges(flow, ['Why?']);
            flow.platform.script(ending);
            await flow.types('Why?');
            await flow.types('And then?');
          },
        );
        expect.soft({ ...faultsOf(verdict), name, isRepeated }).toEqual({ ...faultless, name, isRepeated });
        told.push(verdict);
        conversations += 1;
      }
    },
  );
});

afterAll(() => tellVerdict('storage times × echo × break at every frame', conversations, sumOf(told)));
