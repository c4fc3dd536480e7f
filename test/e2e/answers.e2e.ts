import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorFrame, withoutContent } from '../platform/behaviours.ts';
import { createAnswerEnd } from './answer-end.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import type { PanelDriver } from './panel-driver.ts';
import { pressElement } from './press-element.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
});
afterEach(() => {
  end.come();
  world.calm();
});
afterAll(() => world.close());

const end = createAnswerEnd();
/** Goes on however long one takes to do things meanwhile. */
const slowAnswer = (): void =>
  world.platform.answerWith(mixedMarkdown(1_500), { chunkSize: 10, tokensPerSecond: 50, until: end.next() });

describe('an answer', () => {
  it('of 6,000 characters streams in and is exact to the byte', async () => {
    const answer = mixedMarkdown(6_000);
    // No last word from the server: what stands there in the end is the chunks, each once, in order.
    world.platform.script(withoutContent());
    world.platform.answerWith(answer, { chunkSize: 7, tokensPerSecond: 400 });
    // In the page, which sees each of its own changes: a busy machine gives nobody else the time to.
    const lengths = await panel.page.evaluateHandle(() => {
      const seen = new Set<number>();
      new MutationObserver(() => {
        const shown = document.querySelector('article[data-status="streaming"]');
        if (shown) seen.add(shown.textContent?.length ?? 0);
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
      return seen;
    });
    await panel.send('6,000 characters, please');
    await panel.sees('the answer at its end', (messages) => {
      const last = messages.at(-1);
      return last?.name === 'Assistant' && last.status === 'complete';
    });
    // What is said while nobody listens is read back at the end, and in one piece.
    if (!world.isKilledSteadily) expect(await lengths.evaluate(({ size }) => size)).toBeGreaterThan(3);
    const copy = await panel.copied();
    expect(copy).toHaveLength(6_000);
    expect(Buffer.from(copy).equals(Buffer.from(answer))).toBe(true);
    expect(world.deliveries('6,000 characters, please')).toEqual({ received: 1, stored: 1 });
    expect(world.platform.received.violations).toEqual([]);
  });

  it('of plain words is on screen character for character', async () => {
    const words = Array.from({ length: 900 }, (_, n) => `word${n}`).join(' ');
    world.platform.answerWith(words, { chunkSize: 3, tokensPerSecond: Infinity });
    await panel.send('plain words');
    await panel.answered();
    const shown = await panel.page.$eval(
      'article[aria-label="Assistant"] p',
      (paragraph) => paragraph.textContent,
    );
    expect(shown).toBe(words);
  });

  it('is headed by tables, code and tasks, not by their markup', async () => {
    world.platform.answerWith(mixedMarkdown(800));
    await panel.send('structure');
    await panel.answered();
    const found = await panel.page.$eval('article[aria-label="Assistant"]', (article) =>
      ['h1, h2, h3, h4', 'table td', 'pre code', 'strong', 'blockquote', 'li'].filter(
        (wanted) => article.querySelector(wanted) === null,
      ),
    );
    expect(found).toEqual([]);
  });

  it('has its code copied by Copy code', async () => {
    world.platform.answerWith('Try this:\n\n```js\nconst a = 1;\n\n  indented("ü");\n```\n\nDone.');
    await panel.send('code');
    await panel.answered();
    await panel.page.evaluate(() => navigator.clipboard.writeText(''));
    await panel.press('Copy code');
    const copied = await until('the code', () => panel.page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toBe('const a = 1;\n\n  indented("ü");');
  });

  it('can be stopped, keeps what had arrived, and can be had again by Retry', async () => {
    await world.afterKill();
    slowAnswer();
    await panel.send('stop me');
    await panel.sees('some text', (messages) => (messages[1]?.text.length ?? 0) > 60);
    await panel.press('Stop');
    const [, stopped] = await panel.sees('stopped', (messages) => messages[1]?.status === 'stopped');
    expect(stopped?.text).toContain('Tides, measured');
    expect(await panel.isThere('button', 'Stop')).toBe(false);

    // What was stopped goes on over there, and is waited for before the next.
    end.come();
    world.platform.answerWith('The second try.');
    await panel.press('Retry');
    await panel.answered();
    expect(await panel.copied()).toBe('The second try.');
  });

  it('that the server breaks off says so, and Retry asks again', async () => {
    world.platform.script(errorFrame({ code: 'AI_FAILED', message: 'The model ran out of memory' }, 3));
    await panel.send('fail once');
    const [, failed] = await panel.sees('a failed answer', (messages) => messages[1]?.status === 'failed');
    expect(failed?.text).toContain('could not finish its answer');
    expect(failed?.text).toContain('The model ran out of memory');
    world.platform.answerWith('Here it is.');
    await panel.press('Retry');
    await panel.answered();
    expect(await panel.copied()).toBe('Here it is.');
  });

  it('does not pull the view down while the user reads further up; Jump to latest does', async () => {
    await world.afterKill();
    world.platform.answerWith(mixedMarkdown(9_000), { chunkSize: 10, tokensPerSecond: 100 });
    await panel.send('scroll');
    const view = async (): Promise<{ top: number; rest: number }> =>
      panel.page.$eval('[aria-label="Conversation"]', (element) => ({
        top: element.scrollTop,
        rest: element.scrollHeight - element.scrollTop - element.clientHeight,
      }));
    await until('an answer longer than the view', view, ({ top, rest }) => top > 300 && rest < 40);
    await panel.page.mouse.move(180, 300);
    await panel.page.mouse.wheel({ deltaY: -250 });
    await panel.find('button', 'Jump to latest');
    // The wheel scrolls smoothly: it is over when the view has stood still for ten frames.
    let before = -1;
    let frames = 0;
    const inNextFrame = async (): ReturnType<typeof view> => {
      await panel.page.evaluate(() => new Promise(requestAnimationFrame));
      return view();
    };
    const { top, rest } = await until('the view at rest', inNextFrame, (now) => {
      frames = now.top === before ? frames + 1 : 0;
      before = now.top;
      return frames === 10;
    });
    await until('the answer growing below', view, (now) => now.rest > rest + 200);
    expect((await view()).top).toBe(top);
    await panel.press('Jump to latest');
    await until('the end in view', view, (now) => now.rest < 40 && now.top > top);
    await panel.answered();
    await until('the end still in view', view, (now) => now.rest < 40);
    expect(await panel.isThere('button', 'Jump to latest')).toBe(false);
  });

  it.each([
    ['more came', 300],
    ['a message was measured that is shorter than was thought', -60],
  ])('stays where it was scrolled to in the very moment in which %s', async (_, px) => {
    world.platform.answerWith(mixedMarkdown(4_000), { tokensPerSecond: Infinity });
    await panel.send('scroll and change');
    await panel.answered();
    const tops = await panel.page.evaluate(async (difference) => {
      const drawn = (): Promise<void> =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
      const view = document.querySelector('.transcript');
      const last = view?.querySelector('article:last-of-type');
      if (!view || !last) return null;
      const tail = document.createElement('div');
      tail.style.blockSize = '100px';
      last.append(tail);
      await drawn();
      view.scrollTop -= 400;
      const top = view.scrollTop;
      tail.style.blockSize = `${100 + difference}px`;
      await drawn();
      const after = view.scrollTop;
      tail.remove();
      return [top, after];
    }, px);
    expect(tops?.[1]).toBe(tops?.[0]);
    await panel.press('Jump to latest');
  });
});

async function scrollUp(scroller: string): Promise<void> {
  await panel.page.$eval(scroller, (view) => view.scrollTo(0, 0));
  await panel.find('button', 'Jump to latest');
}

describe('a new chat', () => {
  it('follows its answers, also after the user had scrolled up in the one before', async () => {
    world.platform.answerWith(mixedMarkdown(4_000), { tokensPerSecond: Infinity });
    await panel.send('long');
    await panel.answered();
    const scroller = '[aria-label="Conversation"]';
    await scrollUp(scroller);
    await panel.startOver();
    expect(await panel.isThere('button', 'Jump to latest')).toBe(false);
    await panel.send('long again');
    await panel.answered();
    // The text is there before the frame in which the view follows it.
    const rest = (): Promise<number> =>
      panel.page.$eval(scroller, (view) => view.scrollHeight - view.scrollTop - view.clientHeight);
    await until('the end in view', rest, (px) => px < 40);
    expect(await panel.isThere('button', 'Jump to latest')).toBe(false);
  });
});

describe('one’s own words', () => {
  it('bring the end back into view, and the answer is followed again', async () => {
    world.platform.answerWith(mixedMarkdown(4_000), { tokensPerSecond: Infinity });
    await panel.send('long');
    await panel.answered();
    const scroller = '[aria-label="Conversation"]';
    await scrollUp(scroller);
    await panel.send('and more');
    await panel.answered(2);
    const rest = (): Promise<number> =>
      panel.page.$eval(scroller, (view) => view.scrollHeight - view.scrollTop - view.clientHeight);
    await until('the end in view', rest, (px) => px < 40);
    expect(await panel.isThere('button', 'Jump to latest')).toBe(false);
  });
});

describe('the composer', () => {
  it('queues messages while an answer streams, and sends them in order, once each', async () => {
    await world.afterKill();
    slowAnswer();
    await panel.send('first');
    await panel.sees('the first under way', (messages) => messages[1]?.status === 'streaming');
    await panel.send('second');
    await panel.send('third');
    const messages = await panel.sees(
      'two queued',
      (all) => all.filter((m) => m.status === 'queued').length === 2,
    );
    expect(messages.at(0)?.status).toBe('sent');
    world.platform.answerWith('Short.');
    end.come();
    await panel.answered(3);
    const shown = await panel.transcript();
    expect(shown.map(({ name }) => name)).toEqual([
      'You',
      'Assistant',
      'You',
      'Assistant',
      'You',
      'Assistant',
    ]);
    const arrived = world.platform.received.userMessages.map(({ text }) => text).slice(-3);
    expect(arrived).toEqual(['first', 'second', 'third']);
    expect(['first', 'second', 'third'].map((text) => world.deliveries(text).stored)).toEqual([1, 1, 1]);
  });

  it('lets a queued message be edited, and another removed, before they go', async () => {
    await world.afterKill();
    slowAnswer();
    await panel.send('wait for me');
    await panel.sees('the first under way', (messages) => messages[1]?.status === 'streaming');
    await panel.send('to be changed');
    await panel.send('to be removed');
    await panel.sees('two queued', (all) => all.filter((m) => m.status === 'queued').length === 2);
    const last = await panel.page.$$('article[data-status="queued"] button[aria-label="Delete"]');
    await pressElement(last.at(-1));
    await panel.sees('one queued', (all) => all.filter((m) => m.status === 'queued').length === 1);
    await pressElement(await panel.page.$('article[data-status="queued"] button[aria-label="Edit"]'));
    await panel.send('changed');
    await panel.sees('the changed words', (all) =>
      all.some((m) => m.status === 'queued' && m.text.includes('changed') && !m.text.includes('to be')),
    );
    world.platform.answerWith('Short.');
    end.come();
    await panel.answered(2);
    expect(world.deliveries('changed').stored).toBe(1);
    // A worker that was killed reads the first answer to its end, and sends the next: then the change comes as one of its own.
    if (!world.isKilledSteadily) expect(world.deliveries('to be changed').received).toBe(0);
    expect(world.deliveries('to be removed').received).toBe(0);
  });

  it('breaks the line by Shift+Enter, and sends both lines', async () => {
    const { keyboard } = panel.page;
    await panel.page.focus('textarea[aria-label="Message"]');
    await keyboard.type('line one');
    await keyboard.down('Shift');
    await keyboard.press('Enter');
    await keyboard.up('Shift');
    await keyboard.type('line two');
    expect(await panel.value('Message')).toBe('line one\nline two');
    expect(await panel.transcript()).toEqual([]);
    await keyboard.press('Enter');
    await panel.answered();
    expect(world.deliveries('line one\nline two')).toEqual({ received: 1, stored: 1 });
  });

  it('takes the Enter that ends a composition as a choice of words, not as Send', async () => {
    const { page } = panel;
    const input = await page.createCDPSession();
    await page.focus('textarea[aria-label="Message"]');
    await input.send('Input.imeSetComposition', { text: 'にほんご', selectionStart: 4, selectionEnd: 4 });
    // As an input method reports the key: taken by it, with the code 229.
    const enter = { windowsVirtualKeyCode: 229, key: 'Enter', code: 'Enter' };
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await input.send('Input.insertText', { text: '日本語' });
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    await until(
      'the composed words',
      () => panel.value('Message'),
      (text) => text === '日本語',
    );
    expect(await panel.transcript()).toEqual([]);
    await page.keyboard.press('Enter');
    await panel.answered();
    expect(world.deliveries('日本語')).toEqual({ received: 1, stored: 1 });
    await input.detach();
  });

  it('keeps a draft when the panel is closed at once, and sends none of it', async () => {
    // What a page says while it closes is heard by a worker that runs; it can't say it again to the next.
    await world.afterKill();
    await panel.page.focus('textarea[aria-label="Message"]');
    await panel.page.keyboard.type('half a thou');
    await panel.close();
    panel = await world.openPanel();
    await until(
      'the draft',
      () => panel.value('Message'),
      (text) => text === 'half a thou',
    );
    expect(await panel.transcript()).toEqual([]);
    expect(world.deliveries('half a thou').received).toBe(0);
  });

  it('New chat leaves the old conversation and its answer behind', async () => {
    await panel.send('old talk');
    await panel.answered();
    await panel.startOver();
    await panel.send('new talk');
    await panel.answered();
    const [first] = await panel.transcript();
    expect(first?.text).toContain('new talk');
    const chats = world.platform
      .chats()
      .filter((chat) => chat.messages.some(({ content }) => /^(old|new) talk$/.test(content)));
    expect(chats).toHaveLength(2);
  });
});
