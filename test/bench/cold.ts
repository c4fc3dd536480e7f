import { enter, type } from './asking.ts';
import { inOpenTabs } from './open-tabs.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { endWorker } from './worker-end.ts';

/** Enter is pressed as soon as the browser reports the worker as stopped. */
export async function measureColdWorker({ contenders, voice }: Fixture): Promise<Row[]> {
  const withWorker = contenders.filter(({ hasWorker }) => hasWorker);
  const readings = await inOpenTabs({ contenders: withWorker, voice }, 12, async (tab) => {
    await type(tab, 'Why are there two tides a day?');
    await endWorker(tab.devtools, tab.host);
    return enter(tab, voice);
  });
  return [
    {
      name: 'worker just ended: Enter → request received',
      unit: 'ms',
      samples: pick(readings, ({ enteredAt, askedAt }) => askedAt - enteredAt),
      goal: { kind: 'ratio', to: 'limit-ext', atMost: 3 },
      isBudget: false,
    },
    {
      name: 'worker just ended: Enter → first words in the page',
      unit: 'ms',
      samples: pick(readings, ({ enteredAt, reachedAt }) => reachedAt - enteredAt),
      // A guard, no goal: with zod and the polyfill the floor, script loaded and commits made, is 1.3 to 1.4.
      goal: { kind: 'ratio', to: 'limit-ext', atMost: 3.2 },
      isBudget: true,
    },
  ];
}
