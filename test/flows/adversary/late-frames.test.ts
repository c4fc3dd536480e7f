import { afterAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../../chaos/scale.ts';
import type { StorageHabits } from '../../platform/filing.ts';
import { haveExchanges, product, verdictOn } from './conversation.ts';
import type { SessionFlow } from './session-flow.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * A line goes half-open with a question in it. Its client gives it up and comes back on another, looks the question up, and
 * finds nothing; and then, 3 to 55 s later, the browser's last attempt to flush the old line succeeds after all.
 */
const holds = isWhole ? Array.from({ length: 53 }, (_, index) => index + 3) : [3, 10, 20, 31, 50, 55];
const questionTimes: readonly StorageHabits['question'][] = ['at-receipt', 'with-answer'];

/** How the client comes to give the line up. */
const notices: Readonly<Record<string, (flow: SessionFlow) => void>> = {
  'the network went': (flow) => {
    flow.setOnline(false);
    flow.setOnline(true);
  },
  'nothing answers its pings': () => undefined,
  'the network went, and the question with it': (flow) => {
    flow.setOnline(false);
    flow.cut();
    flow.setOnline(true);
  },
};

const told: Verdict[] = [];
let conversations = 0;

describe.each(Object.keys(notices))('given up because %s', (notice) => {
  it.each(product(questionTimes, [true, false]))(
    'a question that is stored %s is there once (ids: %s)',
    { timeout: patienceOfTest },
    async (question, echoClientMessageId) => {
      const verdicts: Verdict[] = [];
      for (const [seconds, isRepeated] of product(holds, [true, false])) {
        const verdict = await verdictOn(
          { stores: { question }, echoClientMessageId, pieceEvery: 300 },
          async (flow) => {
            if (isRepeated) await haveExchanges(flow, ['Why?']);
            flow.holdUp(seconds * 1000);
            const { id } = await flow.types('Why?');
            notices[notice]?.(flow);
            await flow.types('And then?');
            // The line does what it is there for: its client is back before it has delivered anything.
            await flow.until(() => flow.platform.received.connections.length > 1);
            await flow.until(() => flow.connection() === 'connected');
            expect(flow.platform.ledger.of(id)).toBeUndefined();
          },
        );
        expect
          .soft({ ...faultsOf(verdict), seconds, isRepeated })
          .toEqual({ ...faultless, seconds, isRepeated });
        verdicts.push(verdict);
      }
      const sum = sumOf(verdicts);
      told.push(sum);
      conversations += verdicts.length;
      if (echoClientMessageId) expect(sum.answered).toBe(sum.typed);
    },
  );
});

afterAll(() => tellVerdict('late delivery', conversations, sumOf(told)));
