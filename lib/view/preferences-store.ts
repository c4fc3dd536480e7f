import type { Preferences } from '../config/preferences-record.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { preferencesRows } from '../messaging/preferences-rows.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';

export interface PreferencesState {
  /** Null until read. */
  readonly preferences: Preferences | null;
  readonly problem: Problem | null;
}

/** *Behaviour* in the settings. */
export interface PreferencesStore {
  state(): PreferencesState;
  subscribe(listener: () => void): () => void;
  /** Shown at once; where it can't be stored, what was there before comes back, and the problem is told. */
  choose(changed: Partial<Preferences>): Promise<void>;
  /** Asks anew: a panel may have changed it. */
  refresh(): Promise<void>;
  dismiss(): void;
}

export function createPreferencesStore(
  port: Pick<PagePort<keyof typeof preferencesRows>, 'request'>,
): PreferencesStore {
  const { state, subscribe, set } = createHeldState<PreferencesState>({ preferences: null, problem: null });
  /** Counts choices: the reply to an earlier one must not undo the last on screen. */
  let turn = 0;

  async function refresh(): Promise<void> {
    const mine = turn;
    const read = await port.request({ type: 'preferences/read' });
    if (mine !== turn) return;
    set(read.ok ? { preferences: read.value } : { problem: read.failure });
  }

  void refresh();

  return {
    state,
    subscribe,
    refresh,
    async choose(changed) {
      const before = state().preferences;
      if (before === null) return;
      turn += 1;
      const mine = turn;
      set({ preferences: { ...before, ...changed }, problem: null });
      const reply = await port.request({ type: 'preferences/change', changed });
      if (!reply.ok) set({ problem: reply.failure });
      if (mine !== turn) return;
      if (reply.ok) set({ preferences: reply.value });
      else await refresh();
    },
    dismiss: () => set({ problem: null }),
  };
}
