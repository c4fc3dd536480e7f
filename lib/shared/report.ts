import { checkedName, type CheckedName } from './checked-name.ts';
import type { CaughtAt, Log } from './log.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { StorageError, type StorageTrouble } from './storage-error.ts';

/**
 * What a person is told of something that was thrown. Storage is named where it is to blame; all else is a fault of ours
 * (law 4), which is logged with its name and the place that caught it.
 */
export type Report = (error: unknown, where: CaughtAt) => Problem;

const codes: Readonly<Record<StorageTrouble, ProblemCode>> = {
  full: 'storage-full',
  'too-large': 'temporary-full',
  failed: 'storage-failed',
  gone: 'conversation-changed',
};

export function createReport(log: Log): Report {
  return (error, where) => {
    if (error instanceof StorageError) {
      // What was deleted is no trouble of storage.
      if (error.kind !== 'gone') log({ event: 'storage', trouble: error.kind, where });
      return { code: codes[error.kind] };
    }
    log({ event: 'internal', error: errorName(error), where });
    return { code: 'internal' };
  };
}

/** Of what was thrown, fit to be logged: a name, never words. */
export function errorName(error: unknown): CheckedName | 'unknown' {
  const name = error instanceof Error ? checkedName(error.name, /^[A-Za-z]{1,40}$/) : undefined;
  return name ?? 'unknown';
}
