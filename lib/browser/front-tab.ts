import type { TabFacts } from '../shared/page-access.ts';
import type { SiteAccess } from '../shared/site-access.ts';
import type { ExtensionApi } from './browser.ts';

/** As `BesidePage` says it. */
export function watchFrontTab(
  { tabs, windows }: Pick<ExtensionApi, 'tabs' | 'windows'>,
  access: Pick<SiteAccess, 'onChanged'>,
  told: (tab: TabFacts | null) => void,
): () => void {
  // A panel stays in its window.
  const own = windows.getCurrent();
  let looks = 0;

  async function inFront(): Promise<TabFacts | null> {
    try {
      const { id: windowId } = await own;
      if (windowId === undefined) return null;
      const [tab] = await tabs.query({ active: true, windowId });
      return tab?.id === undefined ? null : { id: tab.id, url: tab.url, title: tab.title };
    } catch {
      // A window that is closing has no tab in front any more.
      return null;
    }
  }

  async function look(): Promise<void> {
    looks += 1;
    const mine = looks;
    const tab = await inFront();
    if (mine === looks) told(tab);
  }

  const changed = (): void => void look();
  const updated = (_tabId: number, _change: object, { active }: { active: boolean }): void =>
    void (active && changed());
  tabs.onActivated.addListener(changed);
  tabs.onUpdated.addListener(updated);
  // A site may be known from now on, or not any more.
  const stop = access.onChanged(changed);
  changed();
  return () => {
    looks = Infinity;
    tabs.onActivated.removeListener(changed);
    tabs.onUpdated.removeListener(updated);
    stop();
  };
}
