import { ask, enter, type, type Exchange } from './asking.ts';
import type { Contender, ContenderName, Tab } from './contender.ts';
import { pick, type Row } from './row.ts';
import type { Scene } from './scene.ts';
import { takeTurns } from './turns.ts';
import { endWorker } from './worker-end.ts';

const onItsWay = ({ enteredAt, askedAt }: Exchange): number => askedAt - enteredAt;

/** Each contender's one tab in a conversation of its own, connected, is used again and again. */
async function inOpenTabs(
  { contenders, voice }: Scene,
  rounds: number,
  read: (tab: Tab) => Promise<number>,
): Promise<Map<ContenderName, number[]>> {
  const tabs = new Map<Contender, Tab>();
  for (const contender of contenders) {
    const tab = await contender.open();
    tabs.set(contender, tab);
    await contender.startOver(tab);
    await ask(tab, voice, 'first');
  }
  const readings = await takeTurns(contenders, { rounds, warmUps: 2 }, async (contender) => {
    const tab = tabs.get(contender);
    if (tab === undefined) throw new Error(`${contender.name} was not opened`);
    await tab.page.bringToFront();
    return read(tab);
  });
  for (const { page } of tabs.values()) await page.close();
  return readings;
}

async function measureWarm(scene: Scene): Promise<Row> {
  const readings = await inOpenTabs(scene, 15, async (tab) =>
    onItsWay(await ask(tab, scene.voice, 'Why are there two tides a day?')),
  );
  return {
    name: 'Enter → request received',
    unit: 'ms',
    samples: pick(readings, (ms) => ms),
    goal: { kind: 'difference', to: 'limit-ext', atMost: 10 },
    isBudget: true,
  };
}

async function measureCold(scene: Scene): Promise<Row> {
  const contenders = scene.contenders.filter(({ hasWorker }) => hasWorker);
  const readings = await inOpenTabs({ ...scene, contenders }, 8, async (tab) => {
    await type(tab, 'Why are there two tides a day?');
    await endWorker(tab);
    return onItsWay(await enter(tab, scene.voice));
  });
  return {
    name: 'the same, worker just ended',
    unit: 'ms',
    samples: pick(readings, (ms) => ms),
    goal: { kind: 'ratio', to: 'limit-ext', atMost: 3 },
    isBudget: false,
  };
}

export async function measureSending(scene: Scene): Promise<Row[]> {
  return [await measureWarm(scene), await measureCold(scene)];
}
