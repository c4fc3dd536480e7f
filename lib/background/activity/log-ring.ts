import { levelOf, type LogEntry } from '../../shared/log.ts';

/** The newest entries of the log, oldest first; `size` in characters, all of them ASCII. */
export interface LogRing {
  readonly lines: readonly string[];
  readonly size: number;
}

export const emptyLog: LogRing = { lines: [], size: 0 };

/** Whichever comes first. An hour of ordinary use at the finest level is some 600 lines. */
export const mostLines = 1_000;
export const mostCharacters = 150_000;

/** Names of ours are no longer, and have nothing else in them: what slipped past the types is left out here. */
const name = /^[\w-]{1,40}$/;

/** One line of JSON (NDJSON). @param at epoch ms */
export function toLogLine(entry: LogEntry, at: number): string {
  const fit = Object.entries(entry).filter(
    ([, value]) => typeof value === 'number' || (typeof value === 'string' && name.test(value)),
  );
  return JSON.stringify({
    at: new Date(at).toISOString(),
    level: levelOf(entry),
    ...Object.fromEntries(fit),
  });
}

/** The ring with one line more, and without the oldest where it is full. */
export function withLine({ lines, size }: LogRing, line: string): LogRing {
  const kept = [...lines, line];
  let total = size + line.length;
  while (kept.length > mostLines || total > mostCharacters) total -= kept.shift()?.length ?? total;
  return { lines: kept, size: total };
}
