import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../e2e/world.ts';
import { createFaultProxy, type FaultProxy } from '../network/fault-proxy.ts';
import { createPlannedAnswers, streamOf } from './network-answers.ts';
import { faults } from './network-faults.ts';
import { openLanes, type Lane } from './network-lanes.ts';
import { heldSeconds, runLate } from './network-late.ts';
import { runRound, type Outcome } from './network-round.ts';
import { socketsInUse, socketsLeft } from './network-sockets.ts';
import { isWhole, scaled } from './scale.ts';
import { tell } from './tally.ts';

/*
 * All that the extension and the platform say to each other goes through a TCP proxy of ours, which does to it what
 * networks do, in the middle of an answer. Whatever it does: the question is on the server once, the answer is exact,
 * and one socket is open in the end.
 */
const streamsPerFault = scaled(20, 1);
/** Side by side, because a half-open socket is found after 20 to 40 s; each in a window and a conversation of its own. */
const laneCount = Math.min(streamsPerFault, 5);

const answers = createPlannedAnswers();
let world: World;
let proxy: FaultProxy;
let lanes: Lane[];

beforeAll(async () => {
  world = await createWorld({ configured: false, assistant: answers, tokensPerSecond: Infinity });
  const { hostname, port } = new URL(world.platform.apiUrl);
  proxy = await createFaultProxy({ target: { host: hostname, port: Number(port) } });
  await world.configure({ apiUrl: proxy.url });
  lanes = await openLanes(world, laneCount);
});
afterEach(() => {
  proxy.clear();
  answers.goOn();
});
afterAll(async () => {
  await world?.close();
  await proxy?.close();
});

describe.each(faults)('$name', (fault) => {
  it(`in the middle of ${streamsPerFault} answers: each exact, each question there once, one socket each`, async () => {
    const outcomes: Outcome[] = [];
    for (let round = 0; outcomes.length < streamsPerFault; round += 1) {
      const streams = lanes.map((_, lane) => streamOf(fault.name, outcomes.length + lane, streamsPerFault));
      const met = await runRound(fault, { world, proxy, answers, lanes, streams, round });
      outcomes.push(...met);
      // What went wrong must not be counted again in the rounds that follow.
      if (met.some(({ wrong }) => wrong.length > 0)) for (const lane of lanes) await lane.startOver();
    }
    const exact = outcomes.filter(({ wrong }) => wrong.length === 0).length;
    const repaired = outcomes.filter((outcome) => outcome.repaired).length;
    const worst = Math.max(...outcomes.map(({ took }) => took)) / 1000;
    tell(
      `network: ${fault.name} ${exact}/${streamsPerFault} exact (${repaired} repaired), worst ${worst.toFixed(1)} s until whole`,
    );
    expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([]);
    // The fault did what it is there for: nothing else could complete an answer that was cut.
    expect(repaired).toBe(fault.cuts ? streamsPerFault : 0);
    expect(world.platform.received.violations).toEqual([]);
    expect(await socketsInUse(world.platform, lanes.length)).toBe(lanes.length);
    // A dead one takes a minute to go: too long for the short form.
    if (isWhole || fault.leavesDead !== true) {
      expect(await socketsLeft(world.platform, lanes.length)).toBe(lanes.length);
    }
  });
});

// Each takes two minutes, because nobody sees a half-open line before a ping is missed: none in the short form.
it.each(heldSeconds)(
  'late delivery, %i s after the client has come back: the question is there once, its answer exact',
  async (seconds) => {
    const [lane] = lanes;
    const wrong = lane === undefined ? ['no lane'] : await runLate({ world, proxy, answers, lane, seconds });
    tell(`network: late delivery by ${seconds} s: ${wrong.length === 0 ? 'once, exact' : wrong.join()}`);
    expect(wrong).toEqual([]);
    expect(world.platform.received.violations).toEqual([]);
  },
);
