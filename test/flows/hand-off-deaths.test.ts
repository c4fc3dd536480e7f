import { describe, expect, it } from 'vitest';
import { openComposingPanel, type ComposingPanel } from './composing-panel.ts';
import {
  askedOutside,
  attachedStory,
  isStanding,
  story,
  storyPages,
  waitingRequests,
} from './hand-off-fixture.ts';
import { isWhole } from '../chaos/scale.ts';
import { seededRandom } from '../doubles/seeded-random.ts';
import { createFlow } from './harness.ts';

/*
 * A request from outside of our pages, and a worker that dies at any touch between the click and the end. What is stored is
 * taken once; before that there is nothing of it but what the browser has told to a worker that is no more.
 */

interface Died {
  /** Before that touch. */
  readonly at: string;
  readonly isStored: boolean;
}

/** open: the panel stands · closed: the click opens it · both: it is open, goes away with the worker, and is opened again. */
type Ends = 'open' | 'closed' | 'both';

const before = 'Before';
const whole = 'Before\nExplain this page.';

/** Kills the worker just before that touch from the click on. Null: it had none so many. */
async function dieAt(touch: number | string, ends: Ends): Promise<Died | null> {
  const flow = await createFlow(storyPages());
  const panels: ComposingPanel[] = [];
  const open = (): ComposingPanel => {
    const panel = openComposingPanel(flow);
    panels.push(panel);
    return panel;
  };
  try {
    const first = open();
    await flow.until(() => isStanding(first));
    first.panel.draft.type(before);
    first.panel.draft.flush();
    await flow.settle();
    if (ends === 'closed') first.close();
    await flow.settle();
    const from = flow.trace.length;
    flow.killWorkerAt(touch);
    if (ends === 'both') flow.at(touch, () => first.close());
    void askedOutside(flow, { entry: 'explain' });
    // The browser opens the panel in the same turn.
    let panel = ends === 'closed' ? open() : first;
    await flow.until(() => isStanding(panel));
    await flow.settle();
    const touches = flow.trace.slice(from);
    const last = typeof touch === 'string' ? touches.indexOf(touch) : touch - 1;
    const at = touches[last];
    if (at !== undefined && ends === 'both') {
      panel = open();
      await flow.until(() => isStanding(panel));
    }
    await flow.advance(10_000);
    const isStored = at === undefined || touches.slice(0, last).includes('write hand-offs');
    const found = {
      at,
      text: panel.text(),
      page: attachedStory(panel)?.text ?? null,
      waiting: await waitingRequests(flow),
      sent: flow.platform.received.userMessages.length,
    };
    const due = isStored ? { text: whole, page: story.text } : { text: before, page: null };
    expect(found).toEqual({ at, ...due, waiting: 0, sent: 0 });
    if (ends !== 'both') expect({ at, placed: panel.placed() }).toEqual({ at, placed: isStored ? 1 : 0 });

    // Whoever comes later finds it once, too.
    flow.killWorker();
    panel.close();
    const later = open();
    await flow.until(() => isStanding(later));
    await flow.settle();
    expect({ at, text: later.text(), placed: later.placed() }).toEqual({ at, text: due.text, placed: 0 });
    return at === undefined ? null : { at, isStored };
  } finally {
    for (const panel of panels) panel.close();
    await flow.close();
  }
}

/** Where it is due, by name: on a busy machine the others stand elsewhere each time. */
const milestones = [
  'write hand-offs',
  'load hand-off',
  'load capture',
  'port: hand-off',
  'port asks hand-off/take',
  'database readwrite conversations+drafts',
  'port: reply',
];

/** In the short form each dies at a third of the touches, at another third each. */
const every = isWhole ? 1 : 3;

describe.each([
  ['open', 1],
  ['closed', 2],
  ['both', 3],
] as const)('a worker that dies after the click (%s)', (ends, start) => {
  it('has the request taken once, at any touch between it and the world', async () => {
    const deaths: Died[] = [];
    for (let touch = isWhole ? 1 : start; ; touch += every) {
      const died = await dieAt(touch, ends);
      if (died === null) break;
      deaths.push(died);
    }
    for (const name of milestones) {
      const died = await dieAt(name, ends);
      if (died !== null) deaths.push(died);
    }
    expect(deaths.map(({ at }) => at)).toEqual(expect.arrayContaining(milestones));
    // But for the first two, in which it is being stored.
    expect(deaths.filter(({ isStored }) => isStored).length).toBeGreaterThan(isWhole ? 20 : 10);
  });
});

it('of 100 requests, and a worker that dies after each of them, has each taken once', async () => {
  const flow = await createFlow(storyPages());
  const random = seededRandom(14);
  const panel = openComposingPanel(flow);
  try {
    await flow.until(() => isStanding(panel));
    const asked = Array.from({ length: 100 }, (_, index) => `question ${index}`);
    let deaths = 0;
    for (const [index, typed] of asked.entries()) {
      const worker = flow.startWorker();
      // Stored at its second touch: from then on it counts.
      flow.killWorkerAt(3 + Math.floor(random() * 10));
      void askedOutside(flow, { entry: 'words', typed });
      await flow.until(() => panel.placed() > index);
      await flow.settle();
      if (!worker.isAlive) deaths += 1;
    }
    expect(panel.text()).toBe(asked.join('\n'));
    expect(deaths).toBeGreaterThan(80);
    expect(await waitingRequests(flow)).toBe(0);
  } finally {
    panel.close();
    await flow.close();
  }
});
