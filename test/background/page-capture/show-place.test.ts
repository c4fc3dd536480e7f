import { describe, expect, it, vi } from 'vitest';
import { showPlace, type WantedPlace } from '../../../lib/background/page-capture/show-place.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import type { SiteRules } from '../../../lib/config/site-rules.ts';
import type { Attachment } from '../../../lib/shared/conversation.ts';
import type { PlaceAccess, TabFacts } from '../../../lib/shared/page-access.ts';
import { passTime, settled } from '../../doubles/pass-time.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { answer, attachedPage, question } from '../../view/messages.ts';

const url = 'https://news.example.test/story';
const text = 'It was a dark night. The moon stood over the sea, and [email 1] slept.';
const place = { start: 21, end: 48 };
const page = attachedPage({
  url,
  text,
  tab: { id: 7, url: `${url}?from=mail` },
  masked: [{ placeholder: '[email 1]', kind: 'email', value: 'a@b.example' }],
});
const own: TabFacts = { id: 7, url: `${url}?from=mail#top`, title: 'A story' };

interface Given {
  readonly of?: Partial<Attachment>;
  readonly tab?: TabFacts | null;
  readonly front?: TabFacts | null;
  readonly mark?: PlaceAccess['markPlace'];
  readonly rules?: SiteRules | null;
  readonly wanted?: Partial<WantedPlace>;
}

function show({
  of = {},
  tab = own,
  front = null,
  mark = async () => 'found',
  rules = noPolicy.pageContext,
  wanted = {},
}: Given = {}) {
  const clock = createVirtualClock(0);
  const places = {
    markPlace: vi.fn<PlaceAccess['markPlace']>(mark),
    toFront: vi.fn<PlaceAccess['toFront']>(async () => undefined),
    open: vi.fn<PlaceAccess['open']>(async () => undefined),
  };
  const shown = showPlace(
    {
      access: { activeTab: async () => front, tab: async (id) => (id === tab?.id ? tab : null) },
      places,
      readRules: async () => rules,
      clock,
    },
    {
      message: question({ attachments: [{ ...page, ...of }] }),
      conversationId: 'c1',
      attachmentId: page.id,
      ...place,
      windowId: 3,
      ...wanted,
    },
  );
  return { shown, places, clock };
}

const opened = `${url}#:~:text=The%20moon%20stood%20over%20the%20sea`;

describe('a place on a page', () => {
  it.each(['found', 'near', 'hidden', 'gone'] as const)(
    'is %s in the tab that it was read in, which comes to the front',
    async (outcome) => {
      const { shown, places } = show({ mark: async () => outcome });
      expect(await shown).toEqual({ ok: true, value: outcome });
      expect(places.markPlace).toHaveBeenCalledExactlyOnceWith(7, {
        text: 'The moon stood over the sea',
        before: 'It was a dark night. ',
        after: ', and a@b.example slept.',
      });
      expect(places.toFront).toHaveBeenCalledExactlyOnceWith(7);
      expect(places.open).not.toHaveBeenCalled();
    },
  );

  it('is shown in the tab in front where that has the page, and its own is gone', async () => {
    const { shown, places } = show({ tab: null, front: { ...own, id: 9, url } });
    expect(await shown).toEqual({ ok: true, value: 'found' });
    expect(places.toFront).toHaveBeenCalledExactlyOnceWith(9);
  });

  it.each<[string, Given]>([
    ['the tab is closed', { tab: null }],
    ['the browser has put the tab away', { tab: { ...own, isAsleep: true } }],
    ['its tab shows another page', { tab: { ...own, url: `${url}-2` } }],
    ['its tab shows another route', { tab: { ...own, url: `${url}?from=mail#/other` } }],
    ['the browser does not say where the tab is', { tab: { ...own, url: undefined } }],
    [
      'the tab in front shows another page',
      { tab: null, front: { ...own, id: 9, url: 'https://b.example/' } },
    ],
    ['nobody knows which tab it was', { of: { tab: undefined } }],
    [
      'a policy keeps the page closed',
      { rules: { enabled: true, allow: null, block: ['news.example.test'] } },
    ],
    ['no policy is known yet', { rules: null }],
    ['the viewer of PDFs has it', { of: { source: 'pdf' } }],
    [
      'access was taken back',
      { mark: async () => Promise.reject(new Error('Cannot access contents of the page')) },
    ],
    ['what comes back is nothing that we say', { mark: async () => ({ place: 'found' }) }],
    ['nothing comes back', { mark: async () => undefined }],
  ])('is looked for by the browser, in a new tab, where %s', async (_, given) => {
    const { shown, places } = show(given);
    expect(await shown).toEqual({ ok: true, value: 'opened' });
    expect(places.open).toHaveBeenCalledExactlyOnceWith(opened, 3);
    expect(places.toFront).not.toHaveBeenCalled();
  });

  it('is looked for by the browser where the page never answers', async () => {
    const { shown, places, clock } = show({ mark: () => new Promise(() => undefined) });
    await settled();
    await passTime(clock, 10_000);
    expect(await shown).toEqual({ ok: true, value: 'opened' });
    expect(places.open).toHaveBeenCalledOnce();
  });

  it('of no page of the web is opened nowhere, and said to be out of reach', async () => {
    const { shown, places } = show({ of: { url: 'file:///a.html' }, tab: null });
    expect(await shown).toMatchObject({ ok: false, failure: { code: 'page-unreadable' } });
    expect(places.open).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<WantedPlace>]>([
    ['no message', { message: null }],
    ['an answer', { message: answer() }],
    ['a question of another chat', { conversationId: 'c2' }],
    ['another attachment', { attachmentId: 'other' }],
  ])('of %s is shown nowhere', async (_, wanted) => {
    const { shown, places } = show({ wanted });
    expect(await shown).toEqual({ ok: false, failure: { code: 'page-changed' } });
    expect(places.markPlace).not.toHaveBeenCalled();
    expect(places.open).not.toHaveBeenCalled();
  });
});
