import { afterAll, describe, expect, it } from 'vitest';
import { patienceOfTest } from '../../chaos/scale.ts';
import type { PlatformOptions } from '../../platform/platform.ts';
import { haveExchanges, product, verdictOn } from './conversation.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * Which of the older servers it is was remembered, by a connection that was cut or a worker that has died, and the server is
 * another one by now: that is found out anew (P47), and no question is lost or doubled over it.
 */
const servers = ['v1-plain', 'v1-auth-first', 'v1-hybrid'] as const;
const unknown: readonly (NonNullable<PlatformOptions['v1']>['unknownTypes'] & string)[] = [
  ...(['error', 'vague', 'silent', 'close'] as const),
];
const updates = product(servers, [...servers, 'v3'] as const).filter(([before, after]) => before !== after);

const told: Verdict[] = [];

describe.each(['v1', 'automatic'] as const)('over %s', (protocol) => {
  // Where v1 is chosen, one that speaks v3 only is for a person to correct.
  const possible = updates.filter(([, after]) => protocol === 'automatic' || after !== 'v3');

  it.each(product(possible, [true, false]))(
    'an update from %s keeps every question, once each and answered (echoes ids: %s)',
    { timeout: patienceOfTest },
    async ([before, after], echoClientMessageId) => {
      for (const [unknownTypes, dies] of product(unknown, [true, false])) {
        const about = { unknownTypes, dies };
        const verdict = await verdictOn(
          { protocol, speaks: before, v1: { unknownTypes }, echoClientMessageId },
          async (flow) => {
            await haveExchanges(flow, ['Why?']);
            flow.platform.becomes(after, { unknownTypes });
            if (dies) flow.dies();
            else flow.cut();
            await haveExchanges(flow, ['Why?', 'And then?']);
          },
        );
        expect
          .soft({ ...faultsOf(verdict), ...about, answered: verdict.answered })
          .toEqual({ ...faultless, ...about, answered: 3 });
        told.push(verdict);
      }
    },
  );
});

afterAll(() => tellVerdict('updated servers', told.length, sumOf(told)));
