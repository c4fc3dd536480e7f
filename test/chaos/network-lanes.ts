import { setTimeout } from 'node:timers/promises';
import type { PanelDriver, ShownMessage } from '../e2e/panel-driver.ts';
import { until } from '../e2e/until.ts';
import type { World } from '../e2e/world.ts';
import type { Stream } from './network-answers.ts';

/** A panel in a window of its own, with a conversation and a socket of its own. */
export interface Lane {
  readonly panel: PanelDriver;
  ask(stream: Stream): Promise<void>;
  /** Looks until the answer is complete. Resolves with what it looked like in the end, when it gave up too. */
  settled(): Promise<ShownMessage[]>;
  /** All answers are complete, with nothing under way, and the question and the answer stand there once. */
  holds(messages: readonly ShownMessage[]): boolean;
  startOver(): Promise<void>;
}

/**
 * ms. A half-open socket is found after 20 to 40 s; a look into the history that was sent down an idle half-open
 * connection is given up after 15 s, and looking goes on for 2 min.
 */
const patience = 180_000;
const pause = 50;

export async function openLanes(world: World, count: number): Promise<Lane[]> {
  const lanes: Lane[] = [];
  while (lanes.length < count) {
    const lane = await openLane(world, lanes.length);
    lanes.push(lane);
  }
  return lanes;
}

async function openLane(world: World, index: number): Promise<Lane> {
  const { browser } = world.extension;
  const beside = index === 0 ? world.tab : await browser.newPage({ type: 'window' });
  if (index > 0) await beside.goto(world.articleUrl);
  const panel = await world.openPanel(beside);
  // Several windows, of which at most one has the focus that writing to the clipboard asks for.
  await panel.page.emulateFocusedPage(true);
  let asked = 0;

  const underWay = ({ status }: ShownMessage): boolean => status !== 'complete' && status !== 'sent';
  const holds: Lane['holds'] = (messages) =>
    messages.length === 2 * asked && !messages.some(underWay) && messages.at(-1)?.name === 'Assistant';

  const lane: Lane = {
    panel,
    holds,
    async ask({ question }) {
      asked += 1;
      await panel.send(question);
    },
    async settled() {
      const deadline = performance.now() + patience;
      for (;;) {
        const messages = await panel.transcript();
        if (holds(messages) || performance.now() > deadline) return messages;
        await setTimeout(pause);
      }
    },
    async startOver() {
      await panel.startOver();
      await panel.connection(/^Connected$/);
      asked = 0;
      // An empty conversation would be taken over by the next window that starts over.
      await lane.ask({ question: `Lane ${index + 1}`, answer: '', point: 0 });
      await until('the lane ready', panel.transcript, holds);
    },
  };
  await lane.startOver();
  return lane;
}
