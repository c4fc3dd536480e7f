import type { Attachment } from '../shared/conversation.ts';
import type { TabFacts, TabNews } from '../shared/page-access.ts';

/**
 * How an attached page stands to the tab in front. changed: it was loaded anew since · moved: its tab shows another page ·
 * behind: another tab is in front.
 */
export type PageFreshness = 'same' | 'changed' | 'moved' | 'behind' | 'unknown';

export interface SeenTabs {
  /** null: not told yet. */
  readonly front: TabFacts | null;
  /** Began to load since the page was attached. */
  readonly loadedAnew: ReadonlySet<number>;
}

export const nothingSeen: SeenTabs = { front: null, loadedAnew: new Set() };

export function withTabNews(seen: SeenTabs, news: TabNews): SeenTabs {
  return news.type === 'front'
    ? { ...seen, front: news.tab }
    : { ...seen, loadedAnew: new Set([...seen.loadedAnew, news.tabId]) };
}

export function pageFreshness(
  { tab }: Pick<Attachment, 'tab'>,
  { front, loadedAnew }: SeenTabs,
): PageFreshness {
  if (tab === undefined || front === null) return 'unknown';
  if (front.id !== tab.id) return 'behind';
  // Known when it was read, and kept from us by now: the tab has left for another site.
  if (front.url === undefined || pageOf(front.url) !== pageOf(tab.url)) return 'moved';
  return loadedAnew.has(tab.id) ? 'changed' : 'same';
}

/** Without the place within the page; but where a fragment is a route, it is another page. */
function pageOf(url: string): string {
  const at = url.indexOf('#');
  if (at === -1 || /^#[!/]/.test(url.slice(at))) return url;
  return url.slice(0, at);
}
