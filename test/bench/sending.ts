import { ask } from './asking.ts';
import { inOpenTabs } from './open-tabs.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';

/** The worker is awake and connected. */
export async function measureSending(fixture: Fixture): Promise<Row[]> {
  const readings = await inOpenTabs(fixture, 15, (tab) =>
    ask(tab, fixture.voice, 'Why are there two tides a day?'),
  );
  return [
    {
      name: 'Enter → request received',
      unit: 'ms',
      samples: pick(readings, ({ enteredAt, askedAt }) => askedAt - enteredAt),
      goal: { kind: 'difference', to: 'limit-ext', atMost: 10 },
      isBudget: true,
    },
  ];
}
