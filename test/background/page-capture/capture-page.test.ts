import { describe, expect, it, vi } from 'vitest';
import { capturePage } from '../../../lib/background/page-capture/capture-page.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import type { SiteRules } from '../../../lib/config/site-rules.ts';
import { passTime, settled } from '../../doubles/pass-time.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const everyPage = noPolicy.pageContext;

type Access = Parameters<typeof capturePage>[0]['access'];
type Viewed = NonNullable<Parameters<typeof capturePage>[0]['viewed']>;
type Tab = NonNullable<Parameters<typeof capturePage>[1]>;

const tab: Tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
const page = {
  title: 'A story',
  url: 'https://news.example.test/story',
  text: 'Once.',
  pageLength: 90,
  source: 'article',
};

const maskKinds = () => Promise.resolve([]);
const nothingKnown = () => Promise.resolve([]);

function capture(
  found: Tab | null,
  runReader: Access['runReader'],
  { rules = everyPage, viewed = null }: { rules?: SiteRules | null; viewed?: Viewed | null } = {},
) {
  const access = { activeTab: () => Promise.resolve(found), runReader: vi.fn(runReader) };
  const clock = createVirtualClock(Date.UTC(2026, 0, 15, 12));
  const readRules = () => Promise.resolve(rules);
  const newId = () => 'a-marker';
  const options = { access, viewed, readRules, newId, clock, maskKinds, budget: () => 12_000 };
  return { access, clock, captured: capturePage(options, found, nothingKnown) };
}

const returns = (value: unknown) => () => Promise.resolve(value);
const fails = (message: string) => () => Promise.reject(new Error(message));

describe('a page that can be read', () => {
  it('becomes an attachment under a marker that is made after the reading', async () => {
    const order: string[] = [];
    const access = {
      activeTab: () => Promise.resolve(tab),
      runReader() {
        order.push('read');
        return Promise.resolve(page);
      },
    };
    const newId = () => {
      order.push('marker');
      return 'a-marker';
    };
    const readRules = () => Promise.resolve(everyPage);
    const clock = createVirtualClock(Date.UTC(2026, 0, 15, 12));
    const captured = await capturePage(
      { access, viewed: null, readRules, newId, clock, maskKinds, budget: () => 12_000 },
      tab,
      nothingKnown,
    );
    expect(captured).toEqual({
      ok: true,
      value: {
        ...page,
        id: 'a-marker',
        revision: 1,
        capturedAt: '2026-01-15T12:00:00.000Z',
        tab: { id: tab.id, url: tab.url },
      },
    });
    expect(order).toEqual(['read', 'marker']);
  });

  it('is read once', async () => {
    const { access, captured } = capture(tab, returns(page));
    await captured;
    expect(access.runReader).toHaveBeenCalledExactlyOnceWith(7, 'page');
  });

  it('may be one whose address the browser keeps from us until it is read', async () => {
    const { captured } = capture({ id: 7, url: undefined, title: undefined }, returns(page));
    expect((await captured).ok).toBe(true);
  });
});

describe('a page that can not be read', () => {
  it.each([
    ['chrome://settings', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['view-source:https://example.test/', 'closed'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://addons.mozilla.org/firefox/', 'store'],
  ])('by its address %s is not even tried', async (url, reason) => {
    const { access, captured } = capture({ ...tab, url }, returns(page));
    expect(await captured).toEqual({
      ok: false,
      failure: { code: 'page-unreadable', reason, subject: 'A story' },
    });
    expect(access.runReader).not.toHaveBeenCalled();
  });

  it('because there is none', async () => {
    expect(await capture(null, returns(page)).captured).toEqual({
      ok: false,
      failure: { code: 'page-unreadable', reason: 'no-tab' },
    });
  });

  it('because the browser has put it away', async () => {
    const { access, captured } = capture({ ...tab, isAsleep: true }, returns(page));
    const failure = { code: 'page-unreadable', reason: 'asleep', subject: 'A story' };
    expect(await captured).toEqual({ ok: false, failure });
    expect(access.runReader).not.toHaveBeenCalled();
  });

  it('is told with the cause that the browser’s refusal stands for', async () => {
    const words = 'This page cannot be scripted due to an ExtensionsSettings policy.';
    const failure = { code: 'page-unreadable', reason: 'managed', subject: 'A story' };
    expect(await capture(tab, fails(words)).captured).toEqual({ ok: false, failure });
  });

  it('where the browser rejects with no error at all', async () => {
    const { captured } = capture(tab, () => Promise.reject('no'));
    expect(await captured).toEqual({
      ok: false,
      failure: { code: 'page-unreadable', reason: 'failed', subject: 'A story' },
    });
  });

  it.each([
    ['empty', { code: 'page-empty' }],
    ['pdf', { code: 'page-unreadable', reason: 'pdf' }],
    ['pdf-locked', { code: 'page-unreadable', reason: 'pdf-locked' }],
    ['failed', { code: 'page-unreadable', reason: 'failed' }],
  ])('where the reader says "%s"', async (unreadable, failure) => {
    const { captured } = capture(tab, returns({ unreadable }));
    expect(await captured).toEqual({ ok: false, failure: { ...failure, subject: 'A story' } });
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'text'],
    ['an unknown reason', { unreadable: '<script>' }],
    ['a page without text', { ...page, text: '' }],
    ['a page whose address is a script', { ...page, url: 'javascript:alert(1)' }],
    ['a page with control characters', { ...page, text: 'a\u0000b' }],
    ['a page of 100 MB', { ...page, text: 'x'.repeat(100_000_000) }],
  ])('where the page’s process returns %s', async (_what, value) => {
    const { captured } = capture(tab, returns(value));
    expect(await captured).toEqual({
      ok: false,
      failure: { code: 'page-unreadable', reason: 'failed', subject: 'A story' },
    });
  });
});

describe('a page that the organisation does not let be read', () => {
  const forbidden = { ok: false, failure: { code: 'page-forbidden', subject: 'A story' } };
  const blocked = { ...everyPage, block: ['*.example.test'] };
  const hidden: Tab = { ...tab, url: undefined };

  it.each<[string, SiteRules]>([
    ['because no page may', { ...everyPage, enabled: false }],
    ['because its site is blocked', blocked],
    ['because its site is not among those that are allowed', { ...everyPage, allow: ['other.test'] }],
  ])('%s is not even tried', async (_why, rules) => {
    const { access, captured } = capture(tab, returns(page), { rules });
    expect(await captured).toEqual(forbidden);
    expect(access.runReader).not.toHaveBeenCalled();
  });

  it('is not attached where its address became known only with its text', async () => {
    const { access, captured } = capture(hidden, returns(page), { rules: blocked });
    expect(await captured).toEqual(forbidden);
    expect(access.runReader).toHaveBeenCalledOnce();
  });

  it('is not attached where the tab went there while it was read', async () => {
    const elsewhere = { ...tab, url: 'https://elsewhere.test/' };
    expect(await capture(elsewhere, returns(page), { rules: blocked }).captured).toEqual(forbidden);
  });

  it('is not even tried where no page may be read and nobody knows which it is', async () => {
    const rules = { ...everyPage, enabled: false };
    const { access, captured } = capture(hidden, returns(page), { rules });
    expect(await captured).toEqual(forbidden);
    expect(access.runReader).not.toHaveBeenCalled();
  });

  it('is another than the one beside it', async () => {
    const rules = { ...everyPage, allow: ['news.example.test'], block: ['other.test'] };
    expect(await capture(tab, returns(page), { rules }).captured).toMatchObject({ ok: true });
  });
});

describe('a page that never answers', () => {
  it.each([
    ['that we may read', tab, { code: 'page-unreadable', reason: 'busy' }],
    ['that we may have no access to', { ...tab, url: undefined }, { code: 'page-access-needed' }],
  ])('%s is given up after 10 s', async (_name, found, failure) => {
    const { captured, clock } = capture(found, () => new Promise(() => undefined));
    const outcomes: unknown[] = [];
    void captured.then((outcome) => outcomes.push(outcome));
    await passTime(clock, 9_999);
    expect(outcomes).toEqual([]);
    await passTime(clock, 1);
    expect(outcomes).toEqual([{ ok: false, failure: { ...failure, subject: 'A story' } }]);
  });

  it('but in time leaves no timer behind', async () => {
    const { captured, clock } = capture(tab, returns(page));
    expect(await captured).toMatchObject({ ok: true });
    await settled();
    expect(clock.count()).toBe(0);
  });
});
