import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { until } from '../e2e/until.ts';
import { createWorld, type World } from '../e2e/world.ts';
import { createKiller, type Killer } from './kills-killer.ts';
import { createVoices, numberedPieces } from './panels-voices.ts';
import { scaled } from './scale.ts';
import { spreadPoints } from './spread-points.ts';
import { createLedger, type Ledger } from './sending-ledger.ts';
import { tell } from './tally.ts';

/*
 * A panel is a window onto a conversation and holds none of it: closed and opened again it shows the same, and three
 * of them show the same at once.
 */
const voices = createVoices();
const pieces = numberedPieces(100);
const answer = pieces.join('');
const shownOf = (chunks: number, from = pieces): string => from.slice(0, chunks).join('').trim();
let world: World;
let killer: Killer;

beforeAll(async () => {
  world = await createWorld({ assistant: voices, tokensPerSecond: Infinity });
  killer = await createKiller(world);
});
afterEach(() => world.calm());
afterAll(async () => {
  await killer.close();
  await world.close();
});

describe('the panel closed and opened again', () => {
  const chunks = spreadPoints(scaled(50, 5), pieces.length);
  /** How much more of the answer comes while no panel is open. */
  const meanwhile = ['nothing', 'some', 'the rest'] as const;
  const plans = chunks.map((chunk, index) => ({ chunk, more: meanwhile[index % 3] ?? 'nothing' }));
  let panel: PanelDriver;
  let ledger: Ledger;
  let exact = 0;

  beforeAll(async () => {
    panel = await world.openPanel();
    ledger = createLedger({ world, panel: () => panel });
  });

  it.each(plans)('at chunk $chunk of 100, $more of it coming meanwhile: exact', async ({ chunk, more }) => {
    const question = `Closed at chunk ${chunk}`;
    const held = voices.hold(question, pieces);
    await ledger.begin();
    await panel.send(question);
    held.release(chunk);
    await panel.sees(`${chunk} chunks`, (messages) => messages.at(-1)?.text === shownOf(chunk));
    await panel.close();
    if (more === 'some') held.release(3);
    if (more === 'the rest') held.release();
    panel = await world.openPanel();
    const seen = Math.min(pieces.length, more === 'some' ? chunk + 3 : chunk);
    if (more !== 'the rest' && seen < pieces.length) {
      await panel.sees(`${seen} chunks again`, (messages) => messages.at(-1)?.text === shownOf(seen));
    }
    held.release();
    await ledger.expectExact(question, answer);
    exact += 1;
  });

  afterAll(async () => {
    tell(`panels: ${exact}/${chunks.length} points exact after closing and opening again`);
    await panel.close();
  });
});

/*
 * They stay open from test to test, and in one conversation as long as they can: a conversation that nobody looks at any
 * more keeps its socket for some 20 s, and would blur the count.
 */
describe('three panels', () => {
  const panels: PanelDriver[] = [];
  const windows: Page[] = [];
  let compared = 0;

  async function chooseWindows(choice: 'own' | 'same'): Promise<void> {
    const options = await world.openOptions();
    await options.prefer('Several windows', choice);
    await options.page.close();
  }

  beforeAll(async () => {
    await chooseWindows('same');
    windows.push(world.tab);
    for (let n = 0; n < 2; n += 1) {
      const page = await world.extension.browser.newPage({ type: 'window' });
      await page.goto(world.articleUrl);
      windows.push(page);
    }
    for (const window of windows) panels.push(await openBeside(window));
    await sockets(1);
  });
  afterAll(() =>
    tell(`panels: 3 panels compared ${compared} times, identical each time; one socket per conversation`),
  );

  async function openBeside(window: Page | undefined): Promise<PanelDriver> {
    const panel = await world.openPanel(window);
    // Only one window of a browser has the focus, and the clipboard asks for it.
    await panel.page.emulateFocusedPage(true);
    await panel.connection(/^Connected$/);
    return panel;
  }

  const sockets = (count: number): Promise<unknown> =>
    until(`${count} sockets`, world.platform.openSockets, (open) => open === count);

  /** Top to end, as it is in the document: what is out of view has no innerText. */
  const transcriptOf = ({ page }: PanelDriver): Promise<string[]> =>
    page.$$eval('article', (articles) =>
      articles.map((article) => `${article.ariaLabel} ${article.dataset['status']}: ${article.textContent}`),
    );

  /** Waits until each panel shows the last answer so; and then all of them are the same. */
  async function allShow(status: string, text: string, on: readonly PanelDriver[] = panels): Promise<void> {
    for (const panel of on) {
      await panel.sees(
        `${status} up to “${text.slice(-20)}” in panel ${panels.indexOf(panel) + 1}`,
        (messages) => {
          const last = messages.at(-1);
          // Below an answer that is over stands its foot.
          return last?.status === status && (last.text === text || last.text.startsWith(`${text}\n`));
        },
      );
    }
    const [first, ...others] = await Promise.all(on.map(transcriptOf));
    for (const other of others) expect(other).toEqual(first);
    compared += 1;
  }

  async function allCopy(text: string, on: readonly PanelDriver[] = panels): Promise<void> {
    for (const panel of on) {
      await panel.page.bringToFront();
      expect(await panel.copied()).toBe(text);
    }
  }

  function expectOnce(question: string): void {
    expect(world.deliveries(question)).toEqual({ received: 1, stored: 1 });
    expect(world.platform.received.violations).toEqual([]);
  }

  async function ask(
    panel: PanelDriver | undefined,
    question: string,
    chunks = pieces,
  ): Promise<ReturnType<typeof voices.hold>> {
    const held = voices.hold(question, chunks);
    await panel?.send(question);
    return held;
  }

  it('show the same answer, chunk for chunk, over one socket', async () => {
    const held = await ask(panels[0], 'Three look on');
    for (let chunks = 10; chunks < pieces.length; chunks += 10) {
      held.release(10);
      await allShow('streaming', shownOf(chunks));
      expect(world.platform.openSockets()).toBe(1);
    }
    held.release();
    await allShow('complete', shownOf(pieces.length));
    await allCopy(answer);
    expectOnce('Three look on');
    await sockets(1);
  });

  it('show the same when each asks in turn', async () => {
    for (const [index, panel] of panels.entries()) {
      const question = `Asked by panel ${index + 1}`;
      const held = await ask(panel, question);
      held.release(30);
      await allShow('streaming', shownOf(30));
      held.release();
      await allShow('complete', shownOf(pieces.length));
      expectOnce(question);
    }
    await sockets(1);
  });

  it('show the same when one asks and another stops', async () => {
    const held = await ask(panels[0], 'Stopped by another');
    held.release(40);
    await allShow('streaming', shownOf(40));
    await panels[2]?.press('Stop');
    await allShow('stopped', shownOf(40));
    held.release();
    for (const panel of panels) expect(await panel.isThere('button', 'Stop')).toBe(false);
    await allCopy(pieces.slice(0, 40).join(''));
    expectOnce('Stopped by another');
    await sockets(1);
  });

  it('show the same when the one that asked closes, and opens again', async () => {
    const held = await ask(panels[1], 'Asked and closed');
    held.release(40);
    await allShow('streaming', shownOf(40));
    await panels[1]?.close();
    held.release(20);
    await allShow(
      'streaming',
      shownOf(60),
      panels.filter((_, index) => index !== 1),
    );
    panels[1] = await openBeside(windows[1]);
    await allShow('streaming', shownOf(60));
    held.release();
    await allShow('complete', shownOf(pieces.length));
    await allCopy(answer);
    expectOnce('Asked and closed');
    await sockets(1);
  });

  it('show the same when the worker is killed in the middle', async () => {
    const held = await ask(panels[0], 'Three look on and the worker dies');
    held.release(50);
    await allShow('streaming', shownOf(50));
    await killer.strike();
    held.release();
    await allShow('complete', shownOf(pieces.length));
    await allCopy(answer);
    expectOnce('Three look on and the worker dies');
    await sockets(1);
  });

  describe('in two conversations', () => {
    beforeAll(async () => {
      // Each its own from here on; what they show already is theirs.
      await chooseWindows('own');
      await panels[1]?.startOver();
      await sockets(2);
    });

    it.each(['lives', 'is killed'])('have two sockets, and no word crosses: the worker %s', async (fate) => {
      const [one, other, third] = panels;
      if (one === undefined || other === undefined || third === undefined) throw new Error('Three panels.');
      const [ours, theirs] = [numberedPieces(60, 'ours'), numberedPieces(60, 'theirs')];
      const questions = [`Here the worker ${fate}`, `There the worker ${fate}`] as const;
      const held = await ask(one, questions[0], ours);
      const otherHeld = await ask(other, questions[1], theirs);
      for (let chunks = 1; chunks <= 30; chunks += 1) {
        held.release(1);
        otherHeld.release(1);
      }
      await allShow('streaming', shownOf(30, ours), [one, third]);
      await allShow('streaming', shownOf(30, theirs), [other]);
      if (fate !== 'lives') await killer.strike();
      held.release();
      otherHeld.release();
      await allShow('complete', shownOf(60, ours), [one, third]);
      await allShow('complete', shownOf(60, theirs), [other]);
      expect((await transcriptOf(one)).join('\n')).not.toMatch(/theirs|There/);
      expect((await transcriptOf(other)).join('\n')).not.toMatch(/ours|Here|word/);
      await allCopy(ours.join(''), [one, third]);
      await allCopy(theirs.join(''), [other]);
      questions.forEach(expectOnce);
      await sockets(2);
    });
  });
});
