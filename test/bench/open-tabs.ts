import { ask } from './asking.ts';
import type { Contender, ContenderName, Tab } from './contender.ts';
import type { Fixture } from './setup.ts';
import { takeTurns } from './turns.ts';

/** Each contender's one tab, in a conversation of its own and connected, is used again and again. */
export async function inOpenTabs<Reading>(
  { contenders, voice }: Pick<Fixture, 'contenders' | 'voice'>,
  rounds: number,
  read: (tab: Tab) => Promise<Reading>,
): Promise<Map<ContenderName, Reading[]>> {
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
