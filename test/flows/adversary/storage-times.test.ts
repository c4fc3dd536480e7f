import { afterAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../../chaos/scale.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import { withoutContent, withoutMessageIds } from '../../platform/behaviours.ts';
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
  ? product(
      product([true, false], [true, false]).map(([hasIds, hasContent]) => ({ hasIds, hasContent })),
      [true, false],
    ).map(([frames, numbersItems]) => ({ ...frames, numbersItems }))
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
              if (!hasIds) flow.platform.script(withoutMessageIds());
              if (!hasContent) flow.platform.script(withoutContent());
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

afterAll(() => tellVerdict('storage times × echo × break at every frame', conversations, sumOf(told)));
