import { setTimeout } from 'node:timers/promises';
import type { World } from '../e2e/world.ts';
import type { FaultProxy } from '../network/fault-proxy.ts';
import { latency } from '../network/toxics/latency.ts';
import { streamOf, type PlannedAnswers } from './network-answers.ts';
import type { Lane } from './network-lanes.ts';
import { isWhole } from './scale.ts';

/** How long after their clients have come back the old lines deliver. A browser keeps them for a minute. */
export const heldSeconds = isWhole ? [3, 15, 45] : [];

export interface Late {
  readonly world: World;
  readonly proxy: FaultProxy;
  readonly answers: PlannedAnswers;
  readonly lane: Lane;
  readonly seconds: number;
}

/** ms. Far longer than any line is held. */
const forEver = 600_000;
/** ms. A half-open line is found after 20 to 40 s. */
const patience = 90_000;
/**
 * ms. The platform closes connections for requests that are idle for so long. Held up with the sockets, they would keep the
 * client from looking into the history, and so from any mistake, until everything has arrived.
 */
const untilIdleOnesAreClosed = 7_000;
/** ms. What the browser has kept of a line is gone by then. */
const untilAllHasCome = 65_000;

/**
 * A question goes up a line that holds it back, until some time after its client has given the line up.
 * @returns what is not as it should be; nothing
 */
export async function runLate({ world, proxy, answers, lane, seconds }: Late): Promise<string[]> {
  const { connections } = world.platform.received;
  const stream = { ...streamOf(`late by ${seconds} s`, 0, 1), point: -1 };
  answers.plan(stream);
  await lane.panel.connection(/^Connected$/);
  await setTimeout(untilIdleOnesAreClosed);
  const before = connections.length;
  // Also of the other lanes, whose sockets come back as well: any new one says that the lines were given up.
  proxy.addToOpen(latency(forEver));
  await lane.ask(stream);
  const deadline = performance.now() + patience;
  while (connections.length === before && performance.now() < deadline) await setTimeout(100);
  if (connections.length === before) return [`${stream.question}: nobody noticed`];
  await setTimeout(seconds * 1000);
  proxy.clear();
  const messages = await lane.settled();
  await setTimeout(untilAllHasCome);
  const { stored } = world.deliveries(stream.question);
  const entry = world.platform.ledger.entries().find(({ text }) => text === stream.question);
  return [
    ...(lane.holds(messages) ? [] : [`${stream.question}: ${JSON.stringify(messages.slice(-2))}`]),
    ...(stored === 1 && entry?.stored === 1 ? [] : [`${stream.question}: stored ${stored} times`]),
  ];
}
