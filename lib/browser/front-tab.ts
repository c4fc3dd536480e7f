import type { TabNews } from '../shared/page-access.ts';
import type { SiteAccess } from '../shared/site-access.ts';
import type { ExtensionApi } from './browser.ts';

/** Of the window that this page is in. Titles and addresses come along only where the browser lets us know them. */
export function watchFrontTab(
  { tabs }: Pick<ExtensionApi, 'tabs'>,
  access: Pick<SiteAccess, 'onChanged'>,
  told: (news: TabNews) => void,
): () => void {
  let looks = 0;

  async function look(): Promise<void> {
    looks += 1;
    const mine = looks;
    try {
      const [tab] = await tabs.query({ active: true, currentWindow: true });
      // Of two looks the later one counts, whichever is answered last.
      if (mine === looks && tab?.id !== undefined)
        told({ type: 'front', tab: { id: tab.id, url: tab.url, title: tab.title } });
    } catch {
      // A window that is closing has no tabs any more; nothing is said of it.
    }
  }

  const changed = (): void => void look();
  const updated = (id: number, change: { status?: string; url?: string; title?: string }): void => {
    const { status, url, title } = change;
    if (status === 'loading' && url === undefined) told({ type: 'loaded-anew', tabId: id });
    if (status !== undefined || url !== undefined || title !== undefined) changed();
  };
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
