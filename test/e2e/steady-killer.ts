import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { tell } from '../chaos/tally.ts';

/** ms between two kills, for `npm run test:chaos`; null in every other run. */
export function killPeriod(): number | null {
  const every = process.env['CHAOS_KILL_EVERY'];
  if (every === undefined) return null;
  const ms = Number(every);
  // Read as 0 or as "never", a slip would make a run that kills nothing look like one that survived everything.
  if (!Number.isFinite(ms) || ms <= 0) throw new Error(`CHAOS_KILL_EVERY is no number of ms: ${every}`);
  return ms;
}

export interface SteadyKiller {
  /** Resolves right after the next kill: at the begin of the longest time without one. */
  afterKill(): Promise<void>;
  /**
   * Resolves, once the last kill is over, with how many there were.
   * @throws what a kill threw: from then on the suite ran undisturbed, and proved nothing.
   */
  stop(): Promise<number>;
}

/** @param kill resolves with how many workers it has ended; the browser may have none running. */
export function startKilling(kill: () => Promise<number>, period: number): SteadyKiller {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting: (() => void)[] = [];

  function tellWaiting(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  async function run(): Promise<number> {
    let kills = 0;
    while (!signal.aborted) {
      // From the end of one kill on: one at a time, and on a busy machine too a worker has its time to live.
      await setTimeout(period, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) kills += await kill();
      tellWaiting();
    }
    return kills;
  }

  const running = run();
  // It is `stop` that tells.
  running.catch(tellWaiting);
  return {
    afterKill: () => new Promise((resolve) => waiting.push(resolve)),
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** One figure for the whole suite, although every file of it runs in a process of its own. */
export function tellKills(kills: number): void {
  const file = process.env['CHAOS_REPORT'];
  if (file === undefined) return tell(`browser suite: ${kills} kills`);
  const figures = readIfThere(file);
  const line = /^browser suite: (\d+) kills\n/m;
  const sum = kills + Number(line.exec(figures)?.[1] ?? 0);
  writeFileSync(file, figures.replace(line, ''));
  tell(`browser suite: ${sum} kills`);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
