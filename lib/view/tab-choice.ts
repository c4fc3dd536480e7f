import { hostOf } from '../shared/host-of.ts';
import type { OpenTab } from '../shared/browser-tabs.ts';
import { hasWords } from './title-filter.ts';

/** What is drawn of a list: more is found by typing. */
const mostShown = 50;

/** Those whose title or host holds all words, in their order. */
export function matchingTabs(tabs: readonly OpenTab[], query: string): readonly OpenTab[] {
  return tabs.filter(({ title, url }) => hasWords(`${title} ${hostOf(url)}`, query)).slice(0, mostShown);
}
