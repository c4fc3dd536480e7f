import { describe, expect, it, vi } from 'vitest';
import { readTab } from '../../../lib/background/page-capture/read-tab.ts';
import type { PageAccess, TabFacts } from '../../../lib/shared/page-access.ts';
import { passTime } from '../../doubles/pass-time.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const tab: TabFacts = { id: 7, url: 'https://a.test/', title: 'A' };
const page = { title: 'A', url: tab.url, text: 'Once.', pageLength: 5, source: 'visible' };

function read(run: PageAccess['runReader'], shown: Partial<TabFacts> = {}) {
  const runReader = vi.fn(run);
  const clock = createVirtualClock(0);
  const outcome = readTab({ access: { runReader }, viewed: null, clock }, { ...tab, ...shown });
  return { runReader, clock, outcome };
}

/** Each run gives the next; the last one is given on and on. */
function gives(...values: unknown[]): PageAccess['runReader'] {
  let turn = 0;
  return () => {
    const value = values[Math.min(turn, values.length - 1)];
    turn += 1;
    return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
  };
}

describe('a tab that shows a PDF', () => {
  it('is read by the reader of PDFs, once the reader of pages has found that it is one', async () => {
    const { runReader, outcome } = read(gives({ unreadable: 'pdf' }, { ...page, source: 'pdf' }));
    expect(await outcome).toMatchObject({ ok: true, value: { source: 'pdf' } });
    expect(runReader.mock.calls).toEqual([
      [7, 'page'],
      [7, 'pdf'],
    ]);
  });

  it('may say why it can’t be, and is not asked again', async () => {
    const { runReader, outcome } = read(gives({ unreadable: 'pdf' }));
    expect(await outcome).toEqual({ ok: false, failure: 'pdf' });
    expect(runReader).toHaveBeenCalledTimes(2);
  });

  it('has a minute for it', async () => {
    const { clock, outcome } = read((_tab, reader) =>
      reader === 'page' ? Promise.resolve({ unreadable: 'pdf' }) : new Promise(() => undefined),
    );
    const outcomes: unknown[] = [];
    void outcome.then((value) => outcomes.push(value));
    await passTime(clock, 59_999);
    expect(outcomes).toEqual([]);
    await passTime(clock, 1);
    expect(outcomes).toEqual([{ ok: false, failure: 'busy' }]);
  });
});

describe('a tab that is loading', () => {
  it('is read as it stands, where something stands there', async () => {
    const { runReader, outcome } = read(gives(page), { isLoading: true });
    expect(await outcome).toMatchObject({ ok: true });
    expect(runReader).toHaveBeenCalledOnce();
  });

  it.each([{ unreadable: 'empty' }, new Error('Frame with ID 0 was removed.')])(
    'is looked at again while nothing does (%j)',
    async (before) => {
      const { clock, runReader, outcome } = read(gives(before, before, page), { isLoading: true });
      await passTime(clock, 2_000);
      expect(await outcome).toMatchObject({ ok: true });
      expect(runReader).toHaveBeenCalledTimes(3);
    },
  );

  it('is told as loading after five seconds of nothing', async () => {
    const { clock, runReader, outcome } = read(gives({ unreadable: 'empty' }), { isLoading: true });
    await passTime(clock, 5_000);
    expect(await outcome).toEqual({ ok: false, failure: 'loading' });
    expect(runReader).toHaveBeenCalledTimes(6);
  });

  it('is told as loading where the browser lets no reader in before it has loaded', async () => {
    const { clock, outcome } = read(() => new Promise(() => undefined), { isLoading: true });
    await passTime(clock, 10_000);
    expect(await outcome).toEqual({ ok: false, failure: 'loading' });
  });

  it('is not waited for where access is what is missing', async () => {
    const { runReader, outcome } = read(gives(new Error('Missing host permission for the tab')), {
      isLoading: true,
      url: undefined,
    });
    expect(await outcome).toEqual({ ok: false, failure: 'access-needed' });
    expect(runReader).toHaveBeenCalledOnce();
  });
});

it('an empty page that has loaded is empty, at once', async () => {
  const { runReader, outcome } = read(gives({ unreadable: 'empty' }));
  expect(await outcome).toEqual({ ok: false, failure: 'empty' });
  expect(runReader).toHaveBeenCalledOnce();
});

it('a reader that Firefox did not run at all stands before one of its own pages', async () => {
  expect(await read(gives(undefined), { url: undefined }).outcome).toEqual({
    ok: false,
    failure: 'browser-page',
  });
  expect(await read(gives(undefined)).outcome).toEqual({ ok: false, failure: 'failed' });
});
