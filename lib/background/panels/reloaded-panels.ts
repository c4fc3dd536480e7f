import type { PanelConnection } from './panel-connection.ts';

/** ms within which the panel of a window that comes back was loaded anew, as browsers do by themselves, and not opened. */
export const reloadMs = 5000;

/** Which windows' panels went away a moment ago: one that comes back is no other occasion. */
export interface ReloadedPanels {
  left(panel: Pick<PanelConnection, 'windowId'>): void;
  isBack(panel: Pick<PanelConnection, 'windowId'>): boolean;
}

export function createReloadedPanels(now: () => number): ReloadedPanels {
  /** Window → epoch ms at which its panel went away. */
  const leftAt = new Map<number | null, number>();
  return {
    left: ({ windowId }) => void leftAt.set(windowId, now()),
    isBack: ({ windowId }) => windowId !== null && now() - (leftAt.get(windowId) ?? -Infinity) <= reloadMs,
  };
}
