import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { hostOf } from '../shared/host-of.ts';
import { noDraft, type DraftState } from './draft.ts';
import type { LiveText } from './live-text.ts';
import type { PanelState } from './panel-state.ts';
import type { Panel } from './panel.ts';
import { between } from './words/counting.ts';
import { countdownEnd } from './words/status-words.ts';

export const CurrentPanel = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(CurrentPanel);
  if (!panel) throw new Error('no panel');
  return panel;
}

/** Re-renders when, and only when, what `select` picks changes identity. */
export function usePanelState<Selected>(select: (state: PanelState) => Selected): Selected {
  const { store } = usePanel();
  const selected = (): Selected => select(store.state());
  // The third is what the page was drawn with at build time: the same.
  return useSyncExternalStore(store.subscribe, selected, selected);
}

/** Where messages go: host and tenant; null until it is known. */
export function useDestination(): string | null {
  const destination = usePanelState((state) => state.destination);
  if (destination === null) return null;
  const { apiUrl, tenantId } = destination;
  return hostOf(apiUrl) + (tenantId && between + tenantId);
}

export function useDraft(): DraftState {
  const { draft } = usePanel();
  // A box that React takes over keeps what stands in it only as long as React takes it to be empty, as it was drawn.
  return useSyncExternalStore(draft.subscribe, draft.state, () => noDraft);
}

const never = (): (() => void) => () => undefined;

/** The text of an answer: of its live text while there is one, else as given. */
export function useLiveText(live: LiveText | null, text: string): string {
  const shown = live?.shown ?? ((): string => text);
  return useSyncExternalStore(live?.subscribe ?? never, shown, shown);
}

/** Epoch ms, renewed each second while `status` counts down. */
export function useCountdownClock(status: PanelState['status']): number {
  const [now, setNow] = useState(Date.now);
  const end = countdownEnd(status);
  useEffect(() => {
    if (end === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const at = Date.now();
      setNow(at);
      // As its seconds change: two that count to the same end never differ.
      timer = setTimeout(tick, 1_000 - ((((at - end) % 1_000) + 1_000) % 1_000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [end]);
  return now;
}
