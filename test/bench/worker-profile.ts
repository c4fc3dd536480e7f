import { TargetType, type Protocol } from 'puppeteer-core';
import type { Tab } from './contender.ts';

/** µs between two samples. */
const interval = 200;

/** Where one share of a worker's time went. */
export interface Spent {
  readonly ms: number;
  /** Running functions, the innermost first; the last is the profiler's own root. */
  readonly stack: readonly Protocol.Runtime.CallFrame[];
}

/** Samples what the worker of the tab's extension does while `job` runs. Sampling makes it slower, never faster. */
export async function profileWorker(tab: Tab, job: () => Promise<void>): Promise<Spent[]> {
  const target = await tab.page
    .browser()
    .waitForTarget((t) => t.type() === TargetType.SERVICE_WORKER && new URL(t.url()).host === tab.host);
  const devtools = await target.createCDPSession();
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval });
  await devtools.send('Profiler.start');
  await job();
  const { profile } = await devtools.send('Profiler.stop');
  await devtools.detach();
  return spentIn(profile);
}

function spentIn({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): Spent[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const ms = new Map<number, number>();
  // A sample lasts until the next one.
  samples.forEach((id, n) => ms.set(id, (ms.get(id) ?? 0) + (timeDeltas[n + 1] ?? 0) / 1000));

  const stackOf = (id: number | undefined): Protocol.Runtime.CallFrame[] => {
    const node = id === undefined ? undefined : byId.get(id);
    return node === undefined ? [] : [node.callFrame, ...stackOf(callers.get(node.id))];
  };
  return [...ms].map(([id, spent]) => ({ ms: spent, stack: stackOf(id) }));
}
