/** What a page's store is made of: the state, and who is told of the next one. */
export interface HeldState<State> {
  state(): State;
  /** Returns what ends it. */
  subscribe(listener: () => void): () => void;
  set(next: Partial<State>): void;
  close(): void;
}

export function createHeldState<State extends object>(initial: State): HeldState<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      state = { ...state, ...next };
      for (const listener of listeners) listener();
    },
    close: () => listeners.clear(),
  };
}
