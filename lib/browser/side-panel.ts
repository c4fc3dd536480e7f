import { browser } from './browser.ts';

/** Chrome's side panel; the polyfill passes it through but has no types for it. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
  /** Since Chromium 141. */
  close?(options: { windowId: number }): Promise<void>;
  setPanelBehavior(options: { openPanelOnActionClick: boolean }): Promise<void>;
}

/** Firefox's sidebar. */
interface SidebarAction {
  open(): Promise<void>;
  close(): Promise<void>;
}

interface PanelApis {
  readonly sidePanel?: SidePanel;
  readonly sidebarAction?: SidebarAction;
}

/** As the manifest calls it. */
export const toggleCommand = 'toggle-panel';

function panelApis(): PanelApis {
  const apis: object = browser;
  return apis;
}

/**
 * Opens the panel beside the page. Has to be called in the turn of the user's gesture, before any `await`: browsers
 * refuse it later.
 */
export function openSidePanel(windowId: number): Promise<void> {
  const { sidePanel, sidebarAction } = panelApis();
  if (sidePanel !== undefined) return sidePanel.open({ windowId });
  return sidebarAction?.open() ?? Promise.resolve();
}

/** In the turn of the user's gesture, too (Firefox). Does nothing where the browser knows no way. Rejects where it refuses. */
export async function closeSidePanel(windowId: number): Promise<void> {
  const { sidePanel, sidebarAction } = panelApis();
  if (sidePanel === undefined) return sidebarAction?.close();
  await sidePanel.close?.({ windowId });
}

/**
 * The click has to reach `action.onClicked`: opened by the browser itself, it would not grant `activeTab`, and the page
 * could not be read. The setting outlives versions of the extension, so it is set and not assumed.
 */
export async function keepClicksForUs(): Promise<void> {
  const { sidePanel } = panelApis();
  await sidePanel?.setPanelBehavior({ openPanelOnActionClick: false });
}
