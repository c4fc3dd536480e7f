import { keepDaysRecord } from '../config/settings-record.ts';
import type { CommandOf, ReplyOf } from '../messaging/commands.ts';
import type { dataRows, DataView } from '../messaging/data-rows.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';

export interface DataState {
  /** Null until read. */
  readonly view: DataView | null;
  /** Chosen on screen; stored when applied. */
  readonly days: number | null;
  readonly keeping:
    { readonly at: 'idle' } | { readonly at: 'running' } | { readonly at: 'done'; readonly deleted: number };
  readonly erasing:
    | { readonly at: 'idle' }
    /** The user is asked whether they mean it. */
    | { readonly at: 'asking' }
    | { readonly at: 'running' }
    /** null: deleted, but not counted. */
    | { readonly at: 'done'; readonly conversations: number | null };
  readonly problem: Problem | null;
}

/** *Data* in the settings: how long conversations are kept, and their end. */
export interface DataStore {
  state(): DataState;
  subscribe(listener: () => void): () => void;
  choose(days: number | null): void;
  apply(): Promise<void>;
  /** *Delete everything* was pressed: nothing happens before `erase`. */
  ask(): void;
  cancel(): void;
  erase(): Promise<void>;
  /** There may be more, or fewer, than when it was read. */
  refresh(): Promise<void>;
  dismiss(): void;
}

const periods: readonly (number | null)[] = keepDaysRecord.choices;

/** What can be chosen; what is stored is among it, wherever it came from. */
export function periodsWith(stored: number | null): readonly (number | null)[] {
  if (periods.includes(stored)) return periods;
  return [...periods, stored].toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
}

type DataName = keyof typeof dataRows;

export function createDataStore(port: Pick<PagePort<DataName>, 'request'>): DataStore {
  const { state, subscribe, set } = createHeldState<DataState>({
    view: null,
    days: null,
    keeping: { at: 'idle' },
    erasing: { at: 'idle' },
    problem: null,
  });

  /** The reply's value; null, and a problem told, where there is none. */
  async function request<Asked extends DataName>(command: CommandOf<Asked>): Promise<ReplyOf<Asked> | null> {
    const reply = await port.request(command);
    if (reply.ok) return reply.value;
    set({ problem: reply.failure });
    return null;
  }

  async function read(): Promise<void> {
    const view = await request({ type: 'data/read' });
    if (view === null) return;
    // Read again while something else was chosen already: that stays.
    const { view: before, days } = state();
    const isUntouched = before === null || days === before.keepDays;
    set({ view, ...(isUntouched ? { days: view.keepDays } : {}) });
  }

  void read();

  return {
    state,
    subscribe,
    choose(days) {
      if (state().view !== null) set({ days, keeping: { at: 'idle' } });
    },
    async apply() {
      if (state().view === null || state().keeping.at === 'running') return;
      set({ keeping: { at: 'running' }, problem: null });
      const kept = await request({ type: 'data/keep', days: state().days });
      if (kept === null) return set({ keeping: { at: 'idle' } });
      set({ view: kept.view, keeping: { at: 'done', deleted: kept.deleted } });
    },
    ask() {
      if (state().erasing.at === 'running') return;
      set({ erasing: { at: 'asking' } });
      // What is there may have grown since the page was opened.
      void read();
    },
    cancel() {
      if (state().erasing.at === 'asking') set({ erasing: { at: 'idle' } });
    },
    async erase() {
      if (state().erasing.at !== 'asking') return;
      set({ erasing: { at: 'running' }, keeping: { at: 'idle' }, problem: null });
      const erased = await request({ type: 'data/erase' });
      if (erased === null) return set({ erasing: { at: 'idle' } });
      set({ erasing: { at: 'done', conversations: erased.conversations } });
      await read();
    },
    refresh: read,
    dismiss: () => set({ problem: null }),
  };
}
