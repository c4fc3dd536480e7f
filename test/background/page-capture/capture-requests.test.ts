import { describe, expect, it } from 'vitest';
import {
  createCaptureRequests,
  type CaptureRequests,
} from '../../../lib/background/page-capture/capture-requests.ts';
import { createCapture } from '../../../lib/background/page-capture/capture.ts';
import type { PanelConnection } from '../../../lib/background/panels/panel-connection.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import type { TabFacts } from '../../../lib/shared/page-access.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { ok } from '../../../lib/shared/result.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { passTime } from '../../doubles/pass-time.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

/** Pages that nobody may read yet, and the panels in front of them; a new worker for each `worker()`. */
const nothingKnown = () => Promise.resolve([]);

function open() {
  const logged: unknown[] = [];
  let fault: Error | null = null;
  let refused: Problem | null = null;
  let tab: TabFacts = { id: 1, url: undefined, title: undefined };
  const patches: unknown[] = [];
  const areas = createMemoryAreas();
  const items = createItems(areas);
  const attached: (number | null)[] = [];
  const panels = new Map<number, PanelConnection>();
  const panel = (windowId: number | null, stands = true): PanelConnection => {
    const made = {
      windowId,
      shown: () => (stands ? {} : null),
      patch: (patched: unknown) => void patches.push(patched),
    } as unknown as PanelConnection;
    if (windowId !== null) panels.set(windowId, made);
    return made;
  };
  const asked: (number | null)[] = [];
  const watched = new Map<number, () => void>();
  const clock = createVirtualClock(0);
  const noPlaces = {
    markPlace: () => Promise.resolve(null),
    toFront: () => Promise.resolve(),
    open: () => Promise.resolve(),
  };
  const worker = (): CaptureRequests =>
    createCaptureRequests({
      load: () => Promise.resolve(ok((given) => createCapture({ ...given, viewed: null, places: noPlaces }))),
      item: items.accessRequests,
      maskKinds: () => Promise.resolve([]),
      budget: () => 12_000,
      access: {
        activeTab(windowId) {
          asked.push(windowId);
          return Promise.resolve(tab);
        },
        tab: () => Promise.resolve(null),
        runReader: () => Promise.reject(new Error('Missing host permission')),
      },
      watchTab(tabId, left) {
        watched.set(tabId, left);
        return () => watched.delete(tabId);
      },
      readRules: () => Promise.resolve(noPolicy.pageContext),
      newId: () => 'id',
      clock,
      report: createReport((entry) => void logged.push(entry)),
      panelIn: (windowId) => panels.get(windowId) ?? null,
      async attach({ windowId }) {
        if (fault !== null) throw fault;
        attached.push(windowId);
        return refused === null ? ok(undefined) : { ok: false, failure: refused };
      },
    });
  return {
    areas,
    attached,
    asked,
    watched,
    clock,
    panel,
    worker,
    logged,
    patches,
    fail: (error: Error) => void (fault = error),
    refuse: (problem: Problem | null) => void (refused = problem),
    show: (shown: Partial<TabFacts>) => void (tab = { ...tab, ...shown }),
  };
}

/** Lets all that waits for nothing but a turn come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a page that was to be attached, and needed access', () => {
  it('is attached once, by the click that grants it', async () => {
    const { attached, panel, worker } = open();
    panel(1);
    const pages = worker();
    expect(await pages.capture(1, nothingKnown)).toMatchObject({
      ok: false,
      failure: { code: 'page-access-needed' },
    });
    await pages.grant(1);
    await settle();
    await pages.grant(1);
    await settle();
    expect(attached).toEqual([1]);
  });

  it('is attached when its panel stands, where the click has woken the worker before', async () => {
    const { attached, panel, worker } = open();
    await worker().capture(1, nothingKnown);
    const pages = worker();
    await pages.grant(1);
    pages.attachGranted(panel(1, false));
    await settle();
    expect(attached).toEqual([]);
    pages.attachGranted(panel(1));
    await settle();
    expect(attached).toEqual([1]);
  });

  it('is not attached in another window, or in none', async () => {
    const { attached, panel, worker } = open();
    const pages = worker();
    await pages.capture(1, nothingKnown);
    await pages.grant(1);
    pages.attachGranted(panel(2));
    pages.attachGranted(panel(null));
    await settle();
    expect(attached).toEqual([]);
  });
});

describe('a page that the browser opens a moment after it has told of the click', () => {
  const waiting = async (): Promise<ReturnType<typeof open>> => {
    const at = open();
    at.panel(1);
    const pages = at.worker();
    await pages.capture(1, nothingKnown);
    at.refuse({ code: 'page-access-needed' });
    await pages.grant(1);
    await settle();
    return at;
  };

  it('is attached then, and nothing is said of it', async () => {
    const at = await waiting();
    at.refuse(null);
    await passTime(at.clock, 100);
    await settle();
    await passTime(at.clock, 5_000);
    expect(at.attached).toEqual([1, 1]);
    expect(at.patches).toEqual([]);
  });

  it('or never: that is told once, a second later', async () => {
    const at = await waiting();
    for (const ms of [100, 300, 600]) {
      expect(at.patches).toEqual([]);
      await passTime(at.clock, ms);
      await settle();
    }
    await passTime(at.clock, 5_000);
    expect(at.attached).toEqual([1, 1, 1, 1]);
    expect(at.patches).toEqual([[{ type: 'refusal', problem: { code: 'page-access-needed' } }]]);
  });
});

it('a panel hears why its page could not be attached by the click either', async () => {
  const { panel, worker, refuse, patches } = open();
  panel(1);
  const pages = worker();
  await pages.capture(1, nothingKnown);
  refuse({ code: 'page-empty' });
  await pages.grant(1);
  await settle();
  expect(patches).toEqual([[{ type: 'refusal', problem: { code: 'page-empty' } }]]);
});

describe('a page that the click does not open', () => {
  it.each([
    [{}, 'closed'],
    [{ isLoading: true }, 'loading'],
    [{ mayBeFile: true }, 'maybe-file'],
  ])('(%j) is told as such, and not to be clicked on once more', async (shown, reason) => {
    const { panel, worker, show } = open();
    panel(1);
    show(shown);
    const pages = worker();
    expect(await pages.capture(1, nothingKnown)).toMatchObject({ failure: { code: 'page-access-needed' } });
    await pages.grant(1);
    expect(await pages.capture(1, nothingKnown)).toEqual({
      ok: false,
      failure: { code: 'page-unreadable', reason },
    });
  });

  it.each([
    ['its tab has gone elsewhere', (at: ReturnType<typeof open>) => at.watched.get(1)?.()],
    ['two minutes have passed', (at: ReturnType<typeof open>) => passTime(at.clock, 120_000)],
  ])('may be opened by one once %s', async (_what, happen) => {
    const at = open();
    at.panel(1);
    const pages = at.worker();
    await pages.capture(1, nothingKnown);
    await pages.grant(1);
    await settle();
    await happen(at);
    expect(await pages.capture(1, nothingKnown)).toMatchObject({ failure: { code: 'page-access-needed' } });
  });

  it('is another than one where the click has given access, which was lost since', async () => {
    const { panel, worker, show } = open();
    panel(1);
    const pages = worker();
    await pages.capture(1, nothingKnown);
    show({ url: 'https://a.test/' });
    await pages.grant(1);
    show({ url: undefined });
    expect(await pages.capture(1, nothingKnown)).toMatchObject({ failure: { code: 'page-access-needed' } });
  });
});

it('a click that nothing waited for attaches nothing', async () => {
  const { attached, panel, worker } = open();
  panel(1);
  await worker().grant(1);
  await settle();
  expect(attached).toEqual([]);
});

it('a fault of ours in attaching by itself is logged, and nobody’s error', async () => {
  const { panel, worker, logged, fail } = open();
  panel(1);
  const pages = worker();
  await pages.capture(1, nothingKnown);
  fail(new TypeError('x'));
  await pages.grant(1);
  await settle();
  expect(logged).toEqual([{ event: 'internal', error: 'TypeError', where: 'page-grant' }]);
});

it('a click that could not be written down attaches nothing, and is nobody’s error', async () => {
  const { attached, panel, worker, areas } = open();
  panel(1);
  const pages = worker();
  await pages.capture(1, nothingKnown);
  areas.session.set = () => Promise.reject(new Error('disk'));
  await expect(pages.grant(1)).resolves.toBe(false);
  await settle();
  expect(attached).toEqual([]);
});

describe('a page that waits for access', () => {
  it('is the one in the window of the panel that asked', async () => {
    const { worker, asked } = open();
    await worker().capture(12, nothingKnown);
    expect(asked).toEqual([12]);
  });

  it('waits no more once its tab has left it', async () => {
    const { attached, watched, panel, worker, clock } = open();
    panel(1);
    const pages = worker();
    await pages.capture(1, nothingKnown);
    watched.get(1)?.();
    await settle();
    await pages.grant(1);
    await settle();
    expect(attached).toEqual([]);
    expect([watched.size, clock.count()]).toEqual([0, 0]);
  });

  it('is watched for two minutes', async () => {
    const { watched, worker, clock } = open();
    await worker().capture(1, nothingKnown);
    expect([watched.size, clock.next()]).toEqual([1, 120_000]);
    clock.fireNext();
    expect(watched.size).toBe(0);
  });
});
