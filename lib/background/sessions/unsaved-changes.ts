import type { Change } from '../../session/effect.ts';
import type { Clock } from '../../shared/clock.ts';
import { StorageError } from '../../shared/storage-error.ts';
import { isTextAppended } from '../../storage/text-writer.ts';
import { outlastsFailure } from './queued-effect.ts';

/**
 * What a session goes by, though storage had no room for it: the end of an answer, that a message was accepted. It is
 * written again with whatever is stored next, in the same transaction and in front of it, so that storage never shows a
 * later step without the earlier one; and by itself, so that saving goes on as soon as there is room.
 */
export interface UnsavedChanges {
  /** Behind all that could not be stored before, all or nothing. Rejects as storage does. */
  store(changes: readonly Change[]): Promise<void>;
  /** After a last attempt. What is not stored then, the platform's history tells whoever looks next. */
  close(): Promise<void>;
}

export interface UnsavedChangesOptions {
  /** Rejects with a StorageError where storage is full or broken. */
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  readonly clock: Clock;
  /** Written where nothing waits, to learn whether there is room. Changes nothing. */
  readonly probe: () => Change;
  /** Something was stored; `late`: what could not be before. */
  readonly onStored: (late: readonly Change[]) => void;
}

/** 2, 4, 8, 16, 30, 30 … s between two attempts. */
const firstPauseMs = 2000;
const longestPauseMs = 30_000;

export function createUnsavedChanges(options: UnsavedChangesOptions): UnsavedChanges {
  const { apply, clock, onStored } = options;
  let unsaved: readonly Change[] = [];
  /** What the last attempt failed with; null: it did not. */
  let trouble: StorageError | null = null;
  let failures = 0;
  let timer: unknown = null;
  let isClosed = false;

  async function store(changes: readonly Change[]): Promise<void> {
    const carried = unsaved;
    // Thirty times a second while an answer streams: not worth an attempt each with all that waits.
    if (trouble !== null && changes.length > 0 && changes.every(isTextAppended)) {
      unsaved = [...unsaved, ...changes];
      throw trouble;
    }
    try {
      await apply([...carried, ...changes]);
    } catch (error) {
      if (isTrouble(error)) {
        trouble = error;
        unsaved = [...unsaved, ...changes.filter(outlastsFailure)];
        tryAgain();
      }
      throw error;
    }
    const late = carried.filter((change) => unsaved.includes(change));
    unsaved = unsaved.filter((change) => !late.includes(change));
    // It was on its way before it was known that those in front of it had failed: written once more, it is behind them.
    if (unsaved.length > 0) unsaved = [...unsaved, ...changes.filter(({ type }) => type !== 'draft-spent')];
    else rest();
    onStored(late);
  }

  function tryAgain(): void {
    if (isClosed || timer !== null) return;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
    failures += 1;
    timer = clock.setTimeout(() => {
      timer = null;
      // What is still wrong was told when it failed first; the next attempt is set already.
      store(unsaved.length === 0 ? [options.probe()] : []).catch(() => undefined);
    }, pauseMs);
  }

  function rest(): void {
    clock.clearTimeout(timer);
    timer = null;
    trouble = null;
    failures = 0;
  }

  return {
    store,
    async close() {
      isClosed = true;
      rest();
      // In vain where there is still no room: nobody is left to be told.
      if (unsaved.length > 0) await apply(unsaved).catch(() => undefined);
    },
  };
}

/** Our own mistakes fail again however often, and what was deleted must not come back. */
function isTrouble(error: unknown): error is StorageError {
  return error instanceof StorageError && error.kind !== 'gone';
}
