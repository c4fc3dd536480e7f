import { describe, expect, it } from 'vitest';
import type { TabNews } from '../../lib/shared/page-access.ts';
import {
  nothingSeen,
  pageFreshness,
  withTabNews,
  type PageFreshness,
} from '../../lib/view/page-freshness.ts';

const here = 'https://news.example/story?page=2#part';
const front = (url: string | undefined, id = 7): TabNews => ({
  type: 'front',
  tab: { id, url, title: undefined },
});
const anew = (tabId: number): TabNews => ({ type: 'loaded-anew', tabId });
const after = (news: readonly TabNews[], url = here): PageFreshness =>
  pageFreshness({ tab: { id: 7, url } }, news.reduce(withTabNews, nothingSeen));

describe('an attached page and the tab in front', () => {
  it.each<[string, TabNews[], PageFreshness]>([
    ['nothing told yet', [], 'unknown'],
    ['as it was', [front(here)], 'same'],
    ['another place on the page', [front('https://news.example/story?page=2#end')], 'same'],
    ['no place on the page', [front('https://news.example/story?page=2')], 'same'],
    ['another page of the site, without loading', [front('https://news.example/other')], 'moved'],
    ['other parameters', [front('https://news.example/story?page=3')], 'moved'],
    ['a site that is kept from us', [front(undefined)], 'moved'],
    ['loaded anew', [front(here), anew(7)], 'changed'],
    ['another tab loaded', [front(here), anew(8)], 'same'],
    ['another tab in front', [front(here), front('https://a.example/', 8)], 'behind'],
    ['and back', [front('https://a.example/', 8), front(here)], 'same'],
    ['gone and come back', [front('https://news.example/other'), front(here)], 'same'],
  ])('%s: %s', (_, news, freshness) => {
    expect(after(news)).toBe(freshness);
  });

  it('takes a fragment that is a route for another page', () => {
    const route = 'https://app.example/#/inbox';
    expect(after([front('https://app.example/#/inbox')], route)).toBe('same');
    expect(after([front('https://app.example/#/sent')], route)).toBe('moved');
    expect(after([front('https://app.example/#!sent')], 'https://app.example/#!inbox')).toBe('moved');
  });

  it('knows nothing of a page whose tab is not known', () => {
    expect(pageFreshness({}, withTabNews(nothingSeen, front(here)))).toBe('unknown');
  });
});
