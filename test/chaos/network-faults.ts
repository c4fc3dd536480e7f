import { setTimeout } from 'node:timers/promises';
import type { World } from '../e2e/world.ts';
import { until } from '../e2e/until.ts';
import type { FaultProxy } from '../network/fault-proxy.ts';
import { bandwidth } from '../network/toxics/bandwidth.ts';
import { down } from '../network/toxics/down.ts';
import { halfOpen } from '../network/toxics/half-open.ts';
import { latency } from '../network/toxics/latency.ts';
import { limitData } from '../network/toxics/limit-data.ts';
import { reset } from '../network/toxics/reset.ts';
import { slicer } from '../network/toxics/slicer.ts';
import { slowClose } from '../network/toxics/slow-close.ts';
import type { Stream } from './network-answers.ts';
import type { Lane } from './network-lanes.ts';

/** Where a fault strikes, and what it strikes. */
export interface Struck {
  readonly world: World;
  readonly proxy: FaultProxy;
  readonly lanes: readonly Lane[];
  readonly streams: readonly Stream[];
  /** Which of a row of rounds it is, from 0. */
  readonly round: number;
}

export interface Fault {
  readonly name: string;
  /** Part of the answer is lost on the way: it comes whole only from the history. */
  readonly cuts: boolean;
  strike(struck: Struck): void;
  /** The browser keeps a socket that was closed for another minute, where the server can't answer the close. */
  readonly leavesDead?: true;
  /** Resolves when it has done its worst and is to be taken away. Without: when the answers are whole. */
  lift?(struck: Struck): Promise<unknown>;
}

/** All of them have come back once, to a network that is still bad. */
function allCameBack({ world, lanes }: Struck): Promise<unknown> {
  const { connections } = world.platform.received;
  const before = connections.length;
  return until('every lane to reconnect', () => connections.length >= before + lanes.length);
}

function answersStored({ world, streams }: Struck): Promise<unknown> {
  const stored = (): string[] =>
    world.platform.chats().flatMap(({ messages }) => messages.map((one) => one.content));
  return until('the answers generated', () => streams.every(({ answer }) => stored().includes(answer)));
}

/** ms. Half-open sockets are found in 45 s at most. */
const patience = 60_000;

async function attemptSwallowed({ proxy }: Struck): Promise<void> {
  const before = new Set(proxy.connections());
  const deadline = performance.now() + patience;
  while (proxy.connections().every((one) => before.has(one)) && performance.now() < deadline) {
    await setTimeout(100);
  }
}

export const faults: readonly Fault[] = [
  {
    name: 'latency',
    cuts: false,
    strike: ({ proxy, round }) => proxy.add(latency(400, 350, round + 1)),
  },
  {
    name: 'bandwidth',
    cuts: false,
    strike: ({ proxy }) => proxy.add(bandwidth(6_000)),
  },
  {
    name: 'slicing to single bytes',
    cuts: false,
    strike: ({ proxy }) => proxy.add(slicer(1)),
  },
  {
    name: 'half-open',
    cuts: true,
    leavesDead: true,
    strike: ({ proxy }) => proxy.add(halfOpen()),
    // In every other round it outlasts the first attempt to come back.
    lift: (struck) => (struck.round % 2 === 0 ? answersStored(struck) : attemptSwallowed(struck)),
  },
  // Here, because the platform's drop also ends the dead sockets of the fault before.
  {
    name: 'slow close',
    cuts: true,
    strike({ proxy, world }) {
      proxy.add(slowClose(2_000));
      world.platform.drop();
    },
  },
  {
    name: 'reset',
    cuts: true,
    strike: ({ proxy, round }) => proxy.add(reset(150 + 130 * round), 'down'),
    lift: allCameBack,
  },
  {
    name: 'data limit',
    cuts: true,
    strike: ({ proxy, round }) => proxy.add(limitData(170 + 130 * round), 'down'),
    lift: allCameBack,
  },
  {
    name: 'down',
    cuts: true,
    strike: ({ proxy }) => proxy.add(down()),
    // Told to the user once a second attempt has failed as well.
    lift: ({ lanes }) => Promise.all(lanes.map(({ panel }) => panel.alert())),
  },
];
