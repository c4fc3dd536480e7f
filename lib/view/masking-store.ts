import type { MaskingView, maskingRows } from '../messaging/masking-rows.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { MaskKind } from '../shared/mask-kind.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';

export interface MaskingState {
  /** Null until read. */
  readonly view: MaskingView | null;
  readonly problem: Problem | null;
}

/** What is masked, in the settings. */
export interface MaskingStore {
  state(): MaskingState;
  subscribe(listener: () => void): () => void;
  /** Shown at once; where it can't be stored, what holds is shown again, and the problem is told. */
  choose(kind: MaskKind, isMasked: boolean): Promise<void>;
  /** Asks anew: another page may have changed it, or the organisation. */
  refresh(): Promise<void>;
  dismiss(): void;
}

export function createMaskingStore(port: Pick<PagePort<keyof typeof maskingRows>, 'request'>): MaskingStore {
  const { state, subscribe, set } = createHeldState<MaskingState>({ view: null, problem: null });
  /** Counts choices: the reply to an earlier one must not undo the last on screen. */
  let turn = 0;

  async function refresh(): Promise<void> {
    const mine = turn;
    const read = await port.request({ type: 'masking/read' });
    if (mine !== turn) return;
    set(read.ok ? { view: read.value } : { problem: read.failure });
  }

  void refresh();

  return {
    state,
    subscribe,
    refresh,
    async choose(kind, isMasked) {
      const { view } = state();
      if (view === null) return;
      turn += 1;
      const mine = turn;
      const others = view.masked.filter((each) => each !== kind);
      set({ view: { ...view, masked: isMasked ? [...others, kind] : others }, problem: null });
      const reply = await port.request({ type: 'masking/choose', kind, isMasked });
      if (!reply.ok) set({ problem: reply.failure });
      if (mine !== turn) return;
      if (reply.ok) set({ view: reply.value });
      else await refresh();
    },
    dismiss: () => set({ problem: null }),
  };
}
