import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { storeTexts } from './stored-texts.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* A chat of 5,000 messages, read in both directions. What a page holds of it, act by act, is in test/view. */
let world: World;
let panel: PanelDriver;

const total = 5_000;
/** Messages that are drawn at once, whatever one does. */
const bound = 300;
const said = (n: number): string => `Message ${n}. ${'The tide comes in. '.repeat((n * 7) % 11)}`;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  const texts = Array.from({ length: total }, (_, n) => said(n + 1));
  await storeTexts(panel.page, [{ title: 'Tides', texts }]);
  await panel.press('Chats');
  await panel.press('Tides');
  // What stands above the view is drawn a moment after it.
  await settled(({ last, isAtEnd, articles }) => last === total && isAtEnd && articles === 50);
});
afterAll(() => world?.close());

interface View {
  /** Numbers of the first and the last message that is drawn; -1: a message without one. */
  readonly first: number;
  readonly last: number;
  readonly articles: number;
  /** Of those that are in sight, with the px to the upper edge of the view. */
  readonly seen: readonly (readonly [number, number])[];
  /** Of that with the focus. */
  readonly focused: number;
  readonly isAtEnd: boolean;
  readonly isLoading: boolean;
}

function look(): Promise<View> {
  return panel.page.evaluate(() => {
    const view = document.querySelector('.transcript');
    if (view === null) throw new Error('no panel');
    const { top, bottom } = view.getBoundingClientRect();
    const numberOf = (element: Element | null | undefined): number =>
      Number(/Message (\d+)\./.exec(element?.textContent ?? '')?.[1] ?? -1);
    const articles = [...view.querySelectorAll('article')];
    const seen = articles.flatMap((article) => {
      const box = article.getBoundingClientRect();
      const isSeen = box.bottom > top && box.top < bottom;
      return isSeen ? [[numberOf(article), Math.round(box.top - top)] as const] : [];
    });
    return {
      first: numberOf(articles[0]),
      last: numberOf(articles.at(-1)),
      articles: articles.length,
      seen,
      focused: numberOf(document.activeElement?.closest('article')),
      isAtEnd: view.scrollHeight - view.scrollTop - view.clientHeight < 40,
      isLoading: [...view.querySelectorAll('.earlier')].some((button) => button.textContent === 'Loading…'),
    };
  });
}

/** Once nothing moves any more. */
async function settled(isWanted: (view: View) => boolean = () => true): Promise<View> {
  let before = '';
  return until('a place that stays', look, (now) => {
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    return same && !now.isLoading && isWanted(now);
  });
}

interface Scrolled {
  /** px that what is in sight moved in a frame in which nobody scrolled: at most. */
  readonly jump: number;
  /** Messages that were drawn: at most. */
  readonly articles: number;
}

/** Scrolls by so many px at a time until what is read begins, or ends, with that message or one beyond it. */
function scrollUntil(by: number, message: number): Promise<Scrolled> {
  return panel.page.evaluate(
    async (step, wanted) => {
      const view = document.querySelector<HTMLElement>('.transcript');
      if (view === null) throw new Error('no panel');
      const all = (): HTMLElement[] => [...view.querySelectorAll('article')];
      const numberOf = (element: Element | undefined): number =>
        Number(/Message (\d+)\./.exec(element?.textContent ?? '')?.[1] ?? -1);
      const isThere = (): boolean =>
        step < 0 ? numberOf(all()[0]) <= wanted : numberOf(all().at(-1)) >= wanted;
      const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      let [jump, articles] = [0, 0];
      while (!isThere()) {
        view.scrollTop += step;
        await frame();
        const { top, bottom } = view.getBoundingClientRect();
        const anchor = all().find((article) => {
          const box = article.getBoundingClientRect();
          return box.top >= top && box.top < bottom;
        });
        // In these, messages come and go, and get their sizes.
        for (let n = 0; n < 2; n += 1) {
          const before = anchor?.getBoundingClientRect().top ?? 0;
          await frame();
          if (anchor?.isConnected === true)
            jump = Math.max(jump, Math.abs(anchor.getBoundingClientRect().top - before));
        }
        articles = Math.max(articles, all().length);
      }
      return { jump, articles };
    },
    by,
    message,
  );
}

const offsetOf = ({ seen }: View, message: number): number =>
  seen.find(([number]) => number === message)?.[1] ?? Number.NaN;

/** To the pixel, but for what a browser rounds. */
function expectStill(before: View, after: View, most = 1): void {
  const [message, offset] = before.seen[1] ?? [-1, 0];
  expect(Math.abs(offsetOf(after, message) - offset)).toBeLessThanOrEqual(most);
}

describe('a chat of 5,000 messages', () => {
  it('begins with its newest, and goes on upward without a jump, also from its very top', async () => {
    const opened = await look();
    expect(opened.articles).toBeLessThanOrEqual(100);
    // Their own sizes are known from then on, as those are that somebody has scrolled by: they were drawn out of view.
    await panel.page.$$eval('article', async (articles) => {
      for (const article of articles) article.style.contentVisibility = 'visible';
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      for (const article of articles) article.style.removeProperty('content-visibility');
    });
    await panel.page.$eval('.transcript', (view) => (view.scrollTop = 0));
    const atTop = await look();
    const more = await settled(({ first }) => first < opened.first);
    // One is the pixel by which it leaves the top.
    expectStill(atTop, more, 2);
    const up = await scrollUntil(-900, total - 260);
    expect(up.jump).toBeLessThanOrEqual(1);
    expect(up.articles).toBeLessThanOrEqual(bound);
    // The other end was let go of.
    expect((await settled()).last).toBeLessThan(total);
  });

  it('goes on downward again', async () => {
    const down = await scrollUntil(900, total);
    expect(down.jump).toBeLessThanOrEqual(1);
    expect(down.articles).toBeLessThanOrEqual(bound);
  });

  it('is walked by keys beyond what is drawn, and back to its end', async () => {
    const { first } = await settled();
    await panel.page.$eval('article', (article) => article.focus());
    await panel.page.keyboard.press('ArrowUp');
    const up = await settled(({ focused }) => focused === first - 1);
    expect(up.seen.map(([message]) => message)).toContain(first - 1);
    for (const _ of [1, 2, 3, 4]) await panel.page.keyboard.press('Home');
    await settled(({ last }) => last < total);
    await panel.page.keyboard.press('End');
    await settled(({ focused, isAtEnd }) => focused === total && isAtEnd);
  });

  it('keeps what is selected as one scrolls on', async () => {
    await panel.page.evaluate(() => {
      const article = [...document.querySelectorAll('article')].at(-5);
      if (article !== undefined) getSelection()?.selectAllChildren(article);
    });
    const { articles } = await scrollUntil(-900, total - 240);
    expect(articles).toBeLessThanOrEqual(bound);
    expect(await panel.page.evaluate(() => String(getSelection()))).toContain(`Message ${total - 4}.`);
    await panel.press('Jump to latest');
    await settled(({ last, isAtEnd }) => last === total && isAtEnd);
    await panel.page.evaluate(() => getSelection()?.removeAllRanges());
  });

  it('stays where it is read, far above an answer that comes, and where its page is reloaded', async () => {
    world.platform.answerWith('Word and word. '.repeat(200), { chunkSize: 10, tokensPerSecond: 10 });
    await panel.send('Slowly');
    await panel.sees('it streaming', (messages) => messages.at(-1)?.status === 'streaming');
    await scrollUntil(-900, total - 250);
    const before = await settled();
    expect(before.last).toBeLessThan(total);
    await panel.press('Stop');
    expectStill(before, await settled());
    await panel.page.reload();
    panel = drivePanel(panel.page);
    await panel.sees('the conversation', (messages) => messages.length > 0);
    expectStill(before, await settled());
    await panel.press('Jump to latest');
    await settled(({ isAtEnd }) => isAtEnd);
    expect((await panel.transcript()).at(-1)?.text).toContain('Word and word.');
  });

  it('is there in the first frame that shows it, up to the upper edge', async () => {
    await panel.press('New chat');
    await panel.sees('nothing', (messages) => messages.length === 0);
    await panel.press('Chats');
    const first = panel.page.evaluate(async () => {
      const articles = document.getElementsByTagName('article');
      while (articles.length === 0) await new Promise(requestAnimationFrame);
      // It is scrolled to its end before the frame is painted.
      const view = document.querySelector('.transcript');
      return { drawn: articles.length, isFilled: view !== null && view.scrollHeight > view.clientHeight };
    });
    await panel.press('Tides');
    const { drawn, isFilled } = await first;
    expect(isFilled).toBe(true);
    expect(drawn).toBeLessThan(50);
    await settled(({ last, articles }) => last === -1 && articles === 50);
  });
});
