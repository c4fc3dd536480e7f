import { describe, expect, it, vi } from 'vitest';
import { readViewed } from '../../../lib/background/page-capture/read-viewed.ts';
import type { TabFacts, ViewedAccess } from '../../../lib/shared/page-access.ts';
import { passTime } from '../../doubles/pass-time.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const url = 'https://port.test:8443/report.pdf?id=7#page=2';
const tab: TabFacts = { id: 7, url, title: 'Report - report.pdf' };
const page = { title: 'Report', url, text: 'Words.', pageLength: 6, source: 'pdf' };

type Shown = Awaited<ReturnType<ViewedAccess['tab']>>;

interface Given {
  /** Of the tab, look by look; the last one stays. */
  readonly shown?: readonly Shown[];
  readonly isAllowed?: boolean;
  readonly read?: ViewedAccess['read'];
  readonly facts?: Partial<TabFacts>;
}

const ordinary: Shown = { url, isApart: false };

function open({ shown = [ordinary], isAllowed = true, read = async () => page, facts }: Given = {}) {
  let look = 0;
  const viewed = {
    async tab() {
      look += 1;
      return shown[Math.min(look, shown.length) - 1] ?? null;
    },
    hasAccess: vi.fn(async (_origin: string) => isAllowed),
    read: vi.fn(read),
  };
  const clock = createVirtualClock(0);
  return { viewed, clock, outcome: readViewed({ viewed, clock }, { ...tab, ...facts }) };
}

describe('what a viewer of the browser’s shows', () => {
  it('is asked for at the address of its tab, where its site is allowed', async () => {
    const { viewed, clock, outcome } = open();
    expect(await outcome).toEqual({ ok: true, value: page });
    expect(viewed.hasAccess.mock.calls).toEqual([['https://port.test:8443']]);
    expect(viewed.read).toHaveBeenCalledOnce();
    expect(viewed.read.mock.calls[0]?.[0]).toEqual({ address: url, title: tab.title });
    expect(clock.count()).toBe(0);
  });

  it.each<[string, Given, string]>([
    ['of a site that is not allowed', { isAllowed: false }, 'viewer-access'],
    ['in a private window or a container', { shown: [{ url, isApart: true }] }, 'viewer-apart'],
    ['in a tab that was closed', { shown: [null] }, 'gone'],
    ['in a tab that is elsewhere', { shown: [{ url: 'https://other.test/a.pdf', isApart: false }] }, 'gone'],
    [
      'in a tab whose address is kept from us by now',
      { shown: [{ url: undefined, isApart: false }] },
      'gone',
    ],
    ['that is a PDF on this computer', { facts: { url: 'file:///home/ann/a.PDF' } }, 'pdf-local'],
    ['that is another file, which is not there', { facts: { url: 'file:///home/ann/a.txt' } }, 'viewer'],
  ])('is not asked for: %s', async (_what, given, failure) => {
    const { viewed, outcome } = open(given);
    expect(await outcome).toEqual({ ok: false, failure });
    expect(viewed.read).not.toHaveBeenCalled();
  });

  it('is not taken where the tab went elsewhere meanwhile, but where somebody turned its pages', async () => {
    const elsewhere = { url: 'https://port.test:8443/other.pdf', isApart: false };
    expect(await open({ shown: [ordinary, elsewhere] }).outcome).toEqual({ ok: false, failure: 'gone' });
    expect(await open({ shown: [ordinary, null] }).outcome).toEqual({ ok: false, failure: 'gone' });
    const turned = { url: url.replace('=2', '=9'), isApart: false };
    expect(await open({ shown: [ordinary, turned] }).outcome).toMatchObject({ ok: true });
  });

  it.each<[unknown, string]>([
    [{ unreadable: 'pdf-unfetched' }, 'viewer-unfetched'],
    [{ unreadable: 'pdf-large' }, 'pdf-large'],
    [{ unreadable: 'pdf-locked' }, 'pdf-locked'],
    [{ unreadable: 'pdf-pictures' }, 'pdf-pictures'],
    [{ unreadable: '<script>' }, 'failed'],
    [{ ...page, text: 'a\u0000b' }, 'failed'],
    [null, 'failed'],
  ])('where the reader says %j is told as such', async (returned, failure) => {
    expect(await open({ read: async () => returned }).outcome).toEqual({ ok: false, failure });
  });

  it('is broken off after a minute', async () => {
    const { clock, outcome } = open({
      read: (_page, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve('late'))),
    });
    const outcomes: unknown[] = [];
    void outcome.then((value) => outcomes.push(value));
    await passTime(clock, 59_999);
    expect(outcomes).toEqual([]);
    await passTime(clock, 1);
    expect(outcomes).toEqual([{ ok: false, failure: 'busy' }]);
  });
});
