import { setImmediate, setTimeout } from 'node:timers/promises';
import type { VirtualClock } from '../doubles/virtual-clock.ts';

/** Moves a virtual clock on whenever nothing else happens, so that a wait of minutes takes milliseconds. */
export interface Drive {
  /** Waits for it. Rejects when it has not come true `within` ms of virtual time. */
  until(what: () => boolean, within?: number): Promise<void>;
  /** Waits until nothing happens any more at this moment of the clock. */
  settle(): Promise<void>;
  /** Lets ms of virtual time go by. */
  advance(ms: number): Promise<void>;
}

export interface DriveOptions {
  readonly clock: VirtualClock;
  /** Grows with everything that happens. */
  readonly touches: () => number;
  /** Of things that will end by themselves, without the clock. */
  readonly pending: () => number;
  /** What happened last, for the report of a wait in vain. */
  readonly latest: () => string;
  /** Lets others have their turn. Default: a ms, for what crosses sockets of the system. */
  readonly turn?: () => Promise<unknown>;
  /** How many turns without a touch are quiet enough for a jump of so many ms. */
  readonly turnsBefore?: (ms: number) => number;
}

/** ms of real time after which something that never rests counts as stuck. */
const patience = 20_000;
/** ms of virtual time. */
const longEnough = 10 * 60_000;

export function createDrive({
  clock,
  touches,
  pending,
  latest,
  turn = turnOfSockets,
  turnsBefore = turnsOfSockets,
}: DriveOptions): Drive {
  /** True once nothing has happened for that many turns of the event loop; false where `isDone` came first. */
  async function isQuiet(turns: number, isDone: () => boolean): Promise<boolean> {
    const startedAt = performance.now();
    let before = touches();
    for (let quiet = 0; quiet < turns;) {
      if (isDone()) return false;
      await turn();
      const now = touches();
      quiet = now === before && pending() === 0 ? quiet + 1 : 0;
      before = now;
      if (performance.now() - startedAt > patience) throw new Error(`Never quiet:\n… ${latest()}`);
    }
    return !isDone();
  }

  async function runUntil(isDone: () => boolean, deadline: number): Promise<boolean> {
    for (;;) {
      const next = clock.next();
      const jump = next === null ? Infinity : next - clock.now();
      if (!(await isQuiet(turnsBefore(jump), isDone))) return true;
      const due = clock.next();
      // What happened until quiet may have set a nearer timer, which needs less of it.
      if (due !== null && next !== null && due < next) continue;
      if (due === null || due > deadline) return false;
      clock.fireNext();
    }
  }

  return {
    async until(what, within = longEnough) {
      if (await runUntil(what, clock.now() + within)) return;
      throw new Error(`Not within ${within} ms of virtual time: ${String(what)}\n… ${latest()}`);
    },
    async settle() {
      await isQuiet(turnsBefore(Infinity), () => false);
    },
    async advance(ms) {
      const end = clock.now() + ms;
      await runUntil(() => false, end);
      clock.moveTo(end);
    },
  };
}

async function turnOfSockets(): Promise<void> {
  await setTimeout(1);
  await setImmediate();
}

/** A long jump has to be surer: the platform answers in this process, but on a busy machine not at once. */
function turnsOfSockets(ms: number): number {
  if (ms <= 100) return 3;
  return ms <= 2000 ? 8 : 16;
}
