import type { LogView } from '../../messaging/activity-rows.ts';
import type { Clock } from '../../shared/clock.ts';
import { levelOf, logLevels, type Log, type LogEntry, type LogLevel } from '../../shared/log.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { createBatchedItem } from '../../storage/batched-item.ts';
import type { Items } from '../../storage/items.ts';
import { emptyLog, toLogLine, withLine } from './log-ring.ts';

/**
 * The log that support asks for: off until somebody chooses a level, in memory, and in a file when it is saved. It outlives
 * the worker in the browser's own memory (`storage.session`), and ends with the browser.
 */
export interface SupportLog {
  readonly log: Log;
  /** Rejects where the setting can't be read. */
  read(): Promise<LogView>;
  /** *Off* deletes what was logged. Where the organisation has set it, nothing changes. Rejects where storage is broken. */
  setLevel(level: LogLevel): Promise<void>;
  /** The organisation may have set it, or not set it any more. */
  lookAgain(): void;
}

export interface SupportLogOptions {
  readonly ring: Items['log'];
  readonly item: Items['logLevel'];
  /** By the organisation's policy; undefined: a person may choose. */
  readonly ofPolicy: () => Promise<LogLevel | undefined>;
  readonly clock: Clock;
  /** Is told the errors, whatever the level. */
  readonly console: Log;
}

export function createSupportLog({ ring, item, ofPolicy, clock, ...options }: SupportLogOptions): SupportLog {
  /** What is set, and what is logged: an entry waits for the level that holds when it is its turn. */
  const inOrder = createSerialQueue();
  let level: LogLevel = 'off';
  const kept = createBatchedItem({ item: ring, empty: emptyLog, clock });

  async function setting(): Promise<Pick<LogView, 'level' | 'isLocked'>> {
    const [chosen, set] = await Promise.all([item.read(), ofPolicy()]);
    return { level: set ?? chosen, isLocked: set !== undefined };
  }

  async function apply(next: LogLevel): Promise<void> {
    level = next;
    // What an earlier worker kept goes, too.
    if (next === 'off' && (await kept.read()).size > 0) await kept.clear();
  }

  function lookAgain(): void {
    inOrder(async () => apply((await setting()).level))
      // A setting that can't be read, or a log that can't be deleted: nothing more is kept.
      .catch(() => void (level = 'off'));
  }

  function keep(entry: LogEntry, at: number): void {
    if (logLevels.indexOf(levelOf(entry)) <= logLevels.indexOf(level))
      kept.change((before) => withLine(before, toLogLine(entry, at)));
  }

  lookAgain();
  return {
    log(entry) {
      if (levelOf(entry) === 'errors') options.console(entry);
      const at = clock.now();
      void inOrder(async () => keep(entry, at));
    },
    async read() {
      const found = await setting();
      const { lines } = found.level === 'off' ? emptyLog : await kept.read();
      return { ...found, lines: [...lines] };
    },
    setLevel: (chosen) =>
      inOrder(async () => {
        const { isLocked } = await setting();
        // The page shows it as locked: only one that is out of date asks for it.
        if (isLocked) return;
        await item.write(chosen);
        await apply(chosen);
      }),
    lookAgain,
  };
}
