import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* Some browsers reload the panel's page as one changes tabs. Nothing of where a person was is lost by that. */
let world: World;
let panel: PanelDriver;

const paragraph = 'The quick brown fox jumps over the lazy dog, and over the river, and far away. '.repeat(4);
const long = Array.from({ length: 60 }, (_, index) => `### Part ${index}\n\n${paragraph}`).join('\n\n');

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  for (const name of ['first', 'second', 'third']) {
    world.platform.answerWith(long, { tokensPerSecond: Infinity });
    await panel.send(`The ${name} question`);
    await panel.sees('its answer', (messages) => messages.at(-1)?.status === 'complete');
  }
});
afterAll(() => world.close());

interface Place {
  readonly draft: string;
  readonly caret: readonly (number | string | null)[];
  readonly focus: string;
  /** The words at the upper edge of the transcript, and how far from it. */
  readonly reading: string;
  readonly offset: number;
  readonly isFollowing: boolean;
}

function place(): Promise<Place> {
  return panel.page.evaluate(async () => {
    // By the page's own frames: a busy machine draws none for as long as it likes, and nothing moves then.
    for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
    const box = document.querySelector('textarea');
    const view = document.querySelector('.transcript');
    if (box === null || view === null) throw new Error('no panel');
    const { top } = view.getBoundingClientRect();
    const parts = [...view.querySelectorAll('article h3, article p, article .bubble')];
    // What is far from view has no place of its own.
    const isInView = (part: Element): boolean =>
      part.checkVisibility({ contentVisibilityAuto: true }) && part.getBoundingClientRect().bottom > top + 1;
    const at = parts.find(isInView);
    const { activeElement } = document;
    return {
      draft: box.value,
      caret: [box.selectionStart, box.selectionEnd, box.selectionDirection],
      focus: `${activeElement?.getAttribute('aria-label')} of ${activeElement?.closest('article')?.textContent?.slice(0, 40)}`,
      reading: `${at?.textContent?.slice(0, 30)} in ${parts.indexOf(at as Element)}`,
      offset: Math.round((at?.getBoundingClientRect().top ?? 0) - top),
      isFollowing: view.scrollHeight - view.scrollTop - view.clientHeight < 40,
    };
  });
}

async function scrollTo(share: number): Promise<void> {
  await panel.page.evaluate((part: number) => {
    const view = document.querySelector('.transcript');
    if (view !== null) view.scrollTop = view.scrollHeight * part;
  }, share);
  await settled();
}

/** Until what came into view has its size. */
async function settled(): Promise<Place> {
  let before = '';
  return until('a place that stays', place, (now) => {
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    return same;
  });
}

async function setCaret(start: number, end: number): Promise<void> {
  await panel.page.$eval(
    'textarea',
    (box, from, to) => {
      box.focus();
      box.setSelectionRange(from, to, from === to ? 'none' : 'backward');
    },
    start,
    end,
  );
}

/** To the pixel, but for what a browser rounds. */
function expectSame({ offset, ...after }: Place, { offset: offsetBefore, ...before }: Place): void {
  expect(after).toEqual(before);
  expect(Math.abs(offset - offsetBefore)).toBeLessThanOrEqual(1);
}

async function reload(): Promise<Place> {
  await panel.page.reload();
  panel = drivePanel(panel.page);
  await panel.sees('the conversation', (messages) => messages.length > 0);
  return settled();
}

describe('a panel whose page is reloaded', () => {
  it('keeps draft, selection, focus and what was being read', async () => {
    await panel.fill('Message', 'Half a sentence, to be gone on with');
    await scrollTo(0.4);
    await setCaret(5, 15);
    const before = await settled();
    expect(before).toMatchObject({ caret: [5, 15, 'backward'], isFollowing: false });
    expectSame(await reload(), before);
    // And again, by the page that was reloaded.
    expectSame(await reload(), before);
  });

  it('shows no frame of another place on the way', async () => {
    await scrollTo(0.4);
    const { reading } = await settled();
    const sampling = await panel.page.evaluateOnNewDocument(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const look = (): void => {
        const view = document.querySelector('.transcript');
        if (view?.querySelector('article') === undefined) return;
        const { top } = view.getBoundingClientRect();
        const parts = [...view.querySelectorAll('article h3, article p, article .bubble')];
        const at = parts.findIndex(
          (part) =>
            part.checkVisibility({ contentVisibilityAuto: true }) &&
            part.getBoundingClientRect().bottom > top + 1,
        );
        if (at !== -1) seen.push(`${parts[at]?.textContent?.slice(0, 30)} in ${at}`);
      };
      // Behind all that is done in a frame before it is painted.
      document.addEventListener('DOMContentLoaded', () => {
        const content = document.querySelector('.transcript-content');
        if (content !== null) new ResizeObserver(look).observe(content);
      });
    });
    await reload();
    const seen = await panel.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    await panel.page.removeScriptToEvaluateOnNewDocument(sampling.identifier);
    expect([...new Set(seen)]).toEqual([reading]);
  });

  it('keeps the focus in the transcript', async () => {
    await scrollTo(0.2);
    await panel.page.evaluate(() => {
      const copy = document.querySelectorAll<HTMLElement>('article button[aria-label="Copy"]');
      copy[1]?.focus({ preventScroll: true });
    });
    const before = await settled();
    expect(before.focus).toMatch(/^Copy of/);
    expectSame(await reload(), before);
  });

  it('follows the end where it did, with the caret in place', async () => {
    await scrollTo(1);
    await setCaret(3, 3);
    const before = await settled();
    expect(before.isFollowing).toBe(true);
    expectSame(await reload(), before);
  });

  it('stays where it was read in the middle of an answer, and the answer comes on below', async () => {
    // 20 s, of which a busy machine needs as many as it likes; then it is stopped.
    world.platform.answerWith(long, { chunkSize: 40, tokensPerSecond: 25 });
    await panel.send('Slowly');
    await panel.sees('it streaming', (messages) => messages.at(-1)?.status === 'streaming');
    await scrollTo(0.5);
    const before = await settled();
    expectSame(await reload(), before);
    expect((await panel.transcript()).at(-1)?.status).toBe('streaming');
    await panel.press('Stop');
  });

  it('is as it was where the background is quicker than the page', async () => {
    await scrollTo(0.6);
    await panel.fill('Message', 'A draft, and nothing typed since');
    await setCaret(2, 7);
    const before = await settled();
    const faults: string[] = [];
    panel.page.on('pageerror', (error) => faults.push(String(error)));
    // React takes over what the build has drawn in a task of its own, which comes by a channel: long after the snapshot.
    const delaying = await panel.page.evaluateOnNewDocument(() => {
      const post = Reflect.get(MessagePort.prototype, 'postMessage');
      MessagePort.prototype.postMessage = function postLate(...told: unknown[]): void {
        MessagePort.prototype.postMessage = post;
        setTimeout(() => Reflect.apply(post, this, told), 1_000);
      };
    });
    expectSame(await reload(), before);
    await panel.page.removeScriptToEvaluateOnNewDocument(delaying.identifier);
    expect(faults).toEqual([]);
  });

  it('keeps its place where nothing was idle since it was opened', async () => {
    const page = await panel.page.browser().newPage();
    await page.evaluateOnNewDocument(() => {
      window.requestIdleCallback = (run, options) => window.setTimeout(run, options?.timeout ?? 3_600_000);
    });
    await page.goto(panel.page.url());
    await until('a place that is kept', () =>
      page.evaluate(() => {
        window.dispatchEvent(new PageTransitionEvent('pagehide'));
        return sessionStorage.getItem('place') !== null;
      }),
    );
    await page.close();
    await panel.page.bringToFront();
  });

  it('holds no words of the chat for it', async () => {
    const kept = await panel.page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      return sessionStorage.getItem('place') ?? '';
    });
    expect(kept).toContain('"anchor":{');
    expect(kept).not.toMatch(/fox|Part|question|Half/);
  });

  it('begins at the end where another chat is shown meanwhile', async () => {
    await scrollTo(0.3);
    const planting = await panel.page.evaluateOnNewDocument(() => {
      const anchor = { messageId: 'm', ordinal: 1, block: null, offset: 0 };
      const other = { conversationId: 'other', caret: null, anchor, focus: null };
      sessionStorage.setItem('place', JSON.stringify(other));
    });
    expect((await reload()).isFollowing).toBe(true);
    await panel.page.removeScriptToEvaluateOnNewDocument(planting.identifier);
  });
});
