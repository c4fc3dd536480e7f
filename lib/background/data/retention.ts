import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { errorName } from '../../shared/report.ts';
import { wait } from '../../shared/pause.ts';
import type { Items } from '../../storage/items.ts';
import type { StoredData } from '../../storage/stored-data.ts';

/** *Keep conversations for*: deletes those in which nothing was asked for longer. Age is age, whoever's they are. */
export interface Retention {
  /**
   * Deletes what has grown too old, unless that was looked for lately, or the clock has jumped since. Never rejects: it is
   * tried again later.
   */
  sweep(): Promise<void>;
  /** Stores the setting and goes by it at once. Resolves with how many conversations that deleted. */
  keepFor(days: number | null): Promise<number>;
  /** Days, null for ever; and whether the organisation has set them. */
  setting(): Promise<{ keepDays: number | null; isLocked: boolean }>;
}

export interface RetentionOptions {
  readonly item: Items['keepDays'];
  /** When it was looked for last, by this worker or an earlier one. */
  readonly lastLook: Items['lastLook'];
  /** By the organisation's policy; undefined: a person may choose. */
  readonly ofPolicy: () => Promise<number | null | undefined>;
  readonly data: Pick<StoredData, 'unusedSince' | 'remove'>;
  readonly clock: Clock;
  /** Shown by a panel, or run by a session. */
  readonly isInUse: (conversationId: string) => boolean;
  readonly log: Log;
  /** Whether a worker has to be woken for it. */
  readonly setDaily: (isWanted: boolean) => void;
}

const day = 24 * 60 * 60_000;
/** ms between two looks of one worker: nobody notices that a conversation of 30 days stays for a quarter of one more. */
const pause = 6 * 60 * 60_000;
/** ms in which the panels that are open find a worker that has just started, and say what they show. */
const settlingMs = 500;

export function createRetention(options: RetentionOptions): Retention {
  const { item, lastLook, data, clock, isInUse, log, setDaily } = options;
  const startedAt = clock.now();
  let sweptAt = -Infinity;
  let keeping: { readonly days: number | null; readonly done: Promise<number> } | null = null;

  async function setting(): Promise<{ keepDays: number | null; isLocked: boolean }> {
    const [chosen, set] = await Promise.all([item.read(), options.ofPolicy()]);
    return set === undefined ? { keepDays: chosen, isLocked: false } : { keepDays: set, isLocked: true };
  }

  /**
   * Whether the clock can be believed: not on the first look after it has gone on by more than a day, or back by as much.
   * It may have been set wrong, and what it says to be old may be of yesterday. A computer that was off costs a look.
   */
  async function hasSteadyClock(): Promise<boolean> {
    const before = await lastLook.read();
    await lastLook.write(clock.now());
    return before === null || Math.abs(clock.now() - before) <= day;
  }

  async function remove(days: number | null): Promise<number> {
    sweptAt = clock.now();
    if (days === null) return 0;
    const young = settlingMs - (clock.now() - startedAt);
    if (young > 0) await wait(clock, young);
    const before = sweptAt - days * day;
    let deleted = 0;
    // Each in a transaction of its own: a message that is to be sent meanwhile waits for one conversation, not for all.
    for (const id of await data.unusedSince(before)) {
      if (await data.remove(id, before, isInUse)) deleted += 1;
    }
    return deleted;
  }

  return {
    setting,
    async sweep() {
      // A clock that was set back must not put it off for as long.
      if (Math.abs(clock.now() - sweptAt) < pause) return;
      try {
        const { keepDays: days } = await setting();
        setDaily(days !== null);
        const isDue = days !== null && (await hasSteadyClock());
        await remove(isDue ? days : null);
      } catch (error) {
        log({ event: 'sweep-failed', error: errorName(error) });
      }
    },
    // Asked for again while it goes on, as by a page that lost its port: the same one, which has the right number.
    keepFor(days) {
      if (keeping?.days === days) return keeping.done;
      const done = setting()
        .then(async ({ isLocked, keepDays }) => {
          // The page shows it as locked: only one that is out of date asks for it.
          if (!isLocked) await item.write(days);
          const kept = isLocked ? keepDays : days;
          setDaily(kept !== null);
          // A person asks for it, and is told how many it were: no look that comes by itself.
          return remove(kept);
        })
        .finally(() => {
          if (keeping?.done === done) keeping = null;
        });
      keeping = { days, done };
      return done;
    },
  };
}
