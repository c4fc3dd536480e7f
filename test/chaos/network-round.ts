import type { World } from '../e2e/world.ts';
import type { PlannedAnswers, Stream } from './network-answers.ts';
import type { Fault, Struck } from './network-faults.ts';
import type { Lane } from './network-lanes.ts';

export interface Round extends Struck {
  readonly answers: PlannedAnswers;
}

/** What one stream came to. */
export interface Outcome {
  /** The history was asked for. */
  readonly repaired: boolean;
  /** ms from the fault to the whole answer. */
  readonly took: number;
  /** What is not as it should be; empty. */
  readonly wrong: readonly string[];
}

/** Lets one fault strike an answer in each lane, and sees what becomes of it. */
export async function runRound(fault: Fault, round: Round): Promise<Outcome[]> {
  const { world, proxy, answers, lanes, streams } = round;
  const pairs = lanes.map((lane, index) => ({ lane, stream: streams[index]! }));
  for (const { lane, stream } of pairs) {
    answers.plan(stream);
    await lane.panel.connection(/^Connected$/);
    await lane.ask(stream);
  }
  await Promise.all(streams.map(answers.atPoint));

  const readsBefore = streams.map((stream) => historyReads(world, stream));
  const struckAt = performance.now();
  fault.strike(round);
  const lifting = (fault.lift?.(round) ?? Promise.resolve())
    .then(
      () => [],
      (error: unknown) => [`${fault.name} was never over: ${String(error)}`],
    )
    .finally(() => (fault.lift === undefined ? undefined : proxy.clear()));
  answers.goOn();
  const took = await Promise.all(
    lanes.map(async (lane) => {
      await lane.settled();
      return performance.now() - struckAt;
    }),
  );
  const neverOver = await lifting;
  proxy.clear();

  const outcomes: Outcome[] = [];
  for (const [index, { lane, stream }] of pairs.entries()) {
    outcomes.push({
      repaired: historyReads(world, stream) > readsBefore[index]!,
      took: took[index]!,
      wrong: [...neverOver, ...(await shortcomings(world, lane, stream))],
    });
  }
  return outcomes;
}

/** How often the history of the stream's chat was asked for. */
function historyReads({ platform }: World, { question }: Stream): number {
  const chat = platform.chats().find(({ messages }) => messages.some(({ content }) => content === question));
  const path = `/chat/${chat?.id}/messages`;
  return platform.received.rest.filter((one) => one.method === 'GET' && one.path.endsWith(path)).length;
}

async function shortcomings(
  world: World,
  { panel, holds }: Lane,
  { question, answer }: Stream,
): Promise<string[]> {
  const messages = await panel.transcript();
  if (!holds(messages)) {
    const shown = messages.slice(-2).map(({ name, status, text }) => `${name} ${status} ${text.length}`);
    return [`${question}: stuck, ${messages.length} messages, the last ${shown.join(', ')}`];
  }
  const wrong: string[] = [];
  await panel.page.bringToFront();
  const copied = await panel.copied();
  if (copied !== answer) wrong.push(`${copied.length} characters and not the ${answer.length}`);
  if (await panel.isThere('button', 'Stop')) wrong.push('"Stop" is still there');
  const { received, stored } = world.deliveries(question);
  if (received !== 1 || stored !== 1) wrong.push(`received ${received} times, stored ${stored} times`);
  return wrong.map((what) => `${question}: ${what}`);
}
