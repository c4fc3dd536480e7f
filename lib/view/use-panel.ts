import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftState } from './draft.ts';
import type { LiveText } from './live-text.ts';
import type { PanelState } from './panel-state.ts';
import type { Panel } from './panel.ts';
import { countdownEnd } from './status-words.ts';

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('usePanel outside PanelContext');
  return panel;
}

/** Re-renders when, and only when, what `select` picks changes identity. */
export function usePanelState<Selected>(select: (state: PanelState) => Selected): Selected {
  const { store } = usePanel();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}

export function useDraft(): DraftState {
  const { draft } = usePanel();
  return useSyncExternalStore(draft.subscribe, draft.state);
}

const never = (): (() => void) => () => undefined;

/** The text of an answer: of its live text while there is one, else as given. */
export function useLiveText(live: LiveText | null, text: string): string {
  return useSyncExternalStore(live?.subscribe ?? never, live?.shown ?? (() => text));
}

/** Epoch ms, renewed each second while `status` counts down. */
export function useCountdownClock(status: PanelState['status']): number {
  const [now, setNow] = useState(Date.now);
  const end = countdownEnd(status);
  useEffect(() => {
    if (end === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [end]);
  return now;
}
