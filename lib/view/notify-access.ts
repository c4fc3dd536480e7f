import type { PermissionAnswer } from '../shared/permission-answer.ts';
import { createHeldState } from './held-state.ts';

export interface NotifyAccessState {
  /** Whether the browser lets us notify; null: not known yet. */
  readonly isAllowed: boolean | null;
  /** It was asked just now, and the answer was no; null: nothing stands in the way that is known. */
  readonly refusal: Exclude<PermissionAnswer, 'allowed'> | null;
}

/** What the browser, and the person in front of it, say to notifications. */
export interface NotifyAccess {
  state(): NotifyAccessState;
  subscribe(listener: () => void): () => void;
  /** Only in the turn of a press. Resolves with whether we may. */
  ask(): Promise<boolean>;
  /** It may have been taken back. */
  refresh(): Promise<void>;
}

export interface NotifyAccessOptions {
  readonly request: () => Promise<PermissionAnswer>;
  readonly mayNotify: () => Promise<boolean>;
}

export function createNotifyAccess({ request, mayNotify }: NotifyAccessOptions): NotifyAccess {
  const { state, subscribe, set } = createHeldState<NotifyAccessState>({ isAllowed: null, refusal: null });

  async function refresh(): Promise<void> {
    const isAllowed = await mayNotify();
    set({ isAllowed, refusal: isAllowed ? null : state().refusal });
  }

  void refresh();

  return {
    state,
    subscribe,
    refresh,
    async ask() {
      // First of all, with nothing before it that a browser could take for the end of the press.
      const answer = await request();
      const isAllowed = answer === 'allowed';
      set({ isAllowed, refusal: isAllowed ? null : answer });
      return isAllowed;
    },
  };
}
