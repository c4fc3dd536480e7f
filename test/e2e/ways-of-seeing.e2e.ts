import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { showcase } from './showcase.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { rarerWays, seenSo, type WayOfSeeing } from './ways-of-seeing.ts';
import { createWorld, type World } from './world.ts';

/* Read from the right, with text twice as large, with the system's few colours, in a low window: nothing is lost to anybody. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  await panel.page.setViewport({ width: 280, height: 800 });
  world.platform.answerWith(`${showcase.answer}\n\n| A | B |\n| - | - |\n| one | |\n| | |`, {
    sources: showcase.sources,
    tokensPerSecond: Infinity,
  });
  await panel.send(showcase.question);
  await panel.answered();
  await panel.page.waitForSelector('.sources li');
});
afterAll(() => world?.close());

const way = (name: string): WayOfSeeing => {
  const found = rarerWays.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no way called ${name}.`);
  return found;
};

const style = (selector: string, property: string): Promise<string> =>
  panel.page.$eval(
    selector,
    (element, wanted) => getComputedStyle(element).getPropertyValue(wanted),
    property,
  );

/** What is wider than its place, and what stands out of the window sideways though nothing scrolls to it. */
function lost(): Promise<string[]> {
  return panel.page.evaluate(() => {
    const boxes = 'dialog, .panel-header, .find-bar, article, .composer, .chat, .chip, .undo-line';
    const controls = ':is(dialog[open], body:not(:has(dialog[open]))) :is(button, input, textarea)';
    const named = (element: Element): string => `${element.localName}.${element.className}`;
    const wide = [document.documentElement, ...document.querySelectorAll(boxes)]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(named);
    const out = [...document.querySelectorAll(controls)]
      .filter((element) => element.closest('.scrolls-sideways') === null && element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
      })
      .map(named);
    return [...wide, ...out];
  });
}

async function choose(options: OptionsDriver, chosen: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, choice] of Object.entries(chosen)) {
    await options.page.waitForSelector(`select[name="${name}"]:not([disabled])`);
    await options.page.select(`select[name="${name}"]`, choice);
  }
}

const size = (selector: string): Promise<{ width: number; height: number; bottom: number }> =>
  panel.page.$eval(selector, (element) => {
    const { width, height, bottom } = element.getBoundingClientRect();
    return { width, height, bottom };
  });

describe('nothing is cut off or squeezed away', () => {
  it.each(rarerWays.map((each) => [each.name, each] as const))('%s', async (_name, seen) => {
    await seenSo(panel.page, seen, async () => {
      expect(await lost()).toEqual([]);
      await panel.press('Chats');
      await panel.page.waitForSelector('.chat');
      expect(await lost()).toEqual([]);
      expect((await size('.chats-scroll')).height).toBeGreaterThan(120);
      expect((await size('.chat-facts time')).width).toBeGreaterThan(30);
      await panel.press('Find in this chat');
      await panel.find('searchbox', 'Find in chat');
      expect(await lost()).toEqual([]);
      expect((await size('.find-bar input')).width).toBeGreaterThan(80);
      await panel.page.keyboard.press('Escape');
      // Where there is room for one of the two, the title yields.
      const heading = seen.text === undefined ? '.panel-heading h1' : '.connection';
      expect((await size(heading)).width).toBeGreaterThan(90);
    });
  });

  it('what is written stays in sight below an alert, and the alert has some room', async () => {
    await world.platform.stop();
    try {
      await panel.alert(/^No answer from /);
      await seenSo(panel.page, way('low'), async () => {
        expect((await size('.is-send')).bottom).toBeLessThan(400);
        expect((await size('.trouble-line')).height).toBeLessThan(80);
      });
    } finally {
      await world.platform.start();
    }
    await panel.connection(/^Connected$/);
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    await panel.alert(/does not know the tenant/);
    await seenSo(panel.page, way('low'), async () => {
      expect((await size('.is-send')).bottom).toBeLessThan(400);
      expect((await size('.problem-title')).height).toBeGreaterThan(15);
      expect((await size('.problem-actions > button')).bottom).toBeLessThan((await size('.is-send')).bottom);
      const [, body] = await panel.page.$$('.problem-words > p');
      expect((await body?.boundingBox())?.height).toBe(1);
      await panel.press('Details');
      expect((await body?.boundingBox())?.height).toBeGreaterThan(15);
      await panel.press('Details');
    });
    await world.configure({ apiUrl: world.platform.apiUrl });
    await panel.connection(/^Connected$/);
  });
});

describe('what comes of colours alone', () => {
  it('is told otherwise where the system gives the colours', async () => {
    await (await panel.find('textbox', 'Message')).focus();
    await seenSo(panel.page, way('forced-light'), async () => {
      // Chromium would paint what is highlighted as if it were selected.
      expect(await style('.code-block code', 'forced-color-adjust')).toBe('none');
      expect(await style('.bubble', 'border-style')).toBe('solid');
      expect(await style('.composer-card', 'outline-style')).toBe('solid');
      expect(await style('.is-send', 'border-style')).toBe('solid');
      const dot = await panel.page.$eval('.connection', (line) => {
        const { backgroundColor, forcedColorAdjust } = getComputedStyle(
          line,
          '::before',
        ) as CSSStyleDeclaration & {
          forcedColorAdjust: string;
        };
        return [backgroundColor, forcedColorAdjust];
      });
      expect(dot).toEqual(['rgb(0, 0, 0)', 'none']);
    });
  });
});

describe('nothing is there for nothing', () => {
  it('no row of a table is without a word, and a cell may be', async () => {
    const rows = await panel.page.$$eval('.markdown tbody tr', (all) =>
      all.filter((row) => row.checkVisibility()).map((row) => row.innerText.trim()),
    );
    expect(rows).toHaveLength(4);
    expect(rows).not.toContain('');
  });

  it('the count of characters stands in one line, beside what attaches the page', async () => {
    await panel.fill('Message', 'word '.repeat(760));
    await until(
      'the count',
      () => panel.page.$eval('.counter', (count) => count.textContent),
      (told) => told === '3,800 / 4,000',
    );
    const [counter, attach] = [await size('.counter'), await size('.attach')];
    expect(counter.height).toBeLessThan(20);
    expect(Math.abs(counter.bottom - counter.height / 2 - (attach.bottom - attach.height / 2))).toBeLessThan(
      4,
    );
    expect(await lost()).toEqual([]);
    await panel.fill('Message', '');
  });
});

describe('beside one’s own words', () => {
  /** Takes back what holds where nothing can hover: these browsers have no mouse. */
  const asWithMouse = (): Promise<void> =>
    panel.page.evaluate(() => {
      for (const sheet of document.styleSheets)
        for (let at = sheet.cssRules.length - 1; at >= 0; at -= 1) {
          const rule = sheet.cssRules[at];
          if (rule instanceof CSSMediaRule && rule.conditionText === '(hover: none)') sheet.deleteRule(at);
        }
    });

  it('what can be done with them comes by the mouse, by the keyboard and by a finger, and is always told', async () => {
    const shown = (): Promise<string> => style('.is-user .message-actions', 'opacity');
    await seenSo(panel.page, { name: 'light' }, async () => {
      await (await panel.find('textbox', 'Message')).focus();
      expect(await shown()).toBe('1');
      await asWithMouse();
      await panel.page.mouse.move(1, 1);
      expect(await shown()).toBe('0');
      const tree = await panel.page.accessibility.snapshot({ interestingOnly: false });
      expect(JSON.stringify(tree)).toContain('"name":"Edit and resend"');
      await panel.page.$eval('.is-user', (article) => article.scrollIntoView());
      await panel.page.hover('.is-user .bubble');
      expect(await shown()).toBe('1');
      await panel.page.mouse.move(1, 1);
      expect(await shown()).toBe('0');
      await panel.page.$eval('.is-user', (article) => (article as HTMLElement).focus());
      expect(await shown()).toBe('1');
    });
  });
});

describe('a page that is read from the right', () => {
  it('has its lists on that side; what will be sent of a page is read as it is written', async () => {
    await seenSo(panel.page, way('from-right'), async () => {
      expect(await style('.source bdi', 'text-align')).toBe('right');
      await panel.press('Chats');
      await panel.page.waitForSelector('.chat-title');
      expect(await style('.chat-title', 'text-align')).toBe('right');
      await panel.page.keyboard.press('Escape');
      await panel.press('Attach this page');
      await panel.page.waitForSelector('.composer [role="group"]');
      await panel.press('Preview');
      await panel.find('textbox', 'Text to send');
      expect(await style('.fence', 'direction')).toBe('ltr');
      await panel.press('Done');
    });
    await until('the dialog closed', async () => !(await panel.isThere('dialog', 'Page preview')));
  });
});

describe('what is chosen under Appearance', () => {
  const looks = (page = panel.page): Promise<string | undefined> =>
    page.evaluate(() => document.documentElement.dataset['looks']);
  const looking = (wanted: string): Promise<unknown> =>
    until(
      `looks ${wanted}`,
      () => looks(),
      (shown) => shown === wanted,
    );
  const dark = 'rgb(18, 24, 22)';
  const light = 'rgb(251, 250, 245)';
  let options: OptionsDriver;

  beforeAll(async () => {
    options = await world.openOptions();
    for (const name of ['Theme', 'Text size', 'Density']) await options.find('combobox', name);
  });
  afterAll(async () => {
    await choose(options, { theme: 'system', textSize: 'normal', density: 'comfortable' });
    await options.page.close();
  });

  it('is the theme of the open panel and of the settings at once, whatever the system has', async () => {
    await choose(options, { theme: 'dark' });
    await looking('dark normal comfortable');
    for (const page of [panel.page, options.page]) {
      await seenSo(page, { name: 'light', scheme: 'light' }, async () => {
        expect(await page.$eval('body', (body) => getComputedStyle(body).backgroundColor)).toBe(dark);
        expect(await page.$eval(':root', (root) => getComputedStyle(root).colorScheme)).toBe('dark');
      });
    }
    await choose(options, { theme: 'light' });
    await looking('light normal comfortable');
    await seenSo(panel.page, { name: 'dark', scheme: 'dark' }, async () => {
      expect(await style('body', 'background-color')).toBe(light);
      expect(await style(':root', 'color-scheme')).toBe('light');
    });
  });

  it.each([
    ['small', 14],
    ['large', 19],
    ['very-large', 23],
  ])(
    'is the size of text: %s, and icons grow with it, and nothing is lost at 280 px',
    async (textSize, px) => {
      await choose(options, { theme: 'system', textSize });
      await looking(`system ${textSize} comfortable`);
      expect(await style(':root', 'font-size')).toBe(`${px}px`);
      expect((await size('.is-send svg')).width).toBeCloseTo((18 / 16) * px, 1);
      expect(await lost()).toEqual([]);
      await panel.press('Chats');
      await panel.page.waitForSelector('.chat');
      expect(await lost()).toEqual([]);
      await panel.page.keyboard.press('Escape');
    },
  );

  it('is how much stands on a screen, and what is pressed stays large enough', async () => {
    await choose(options, { textSize: 'normal', density: 'comfortable' });
    await looking('system normal comfortable');
    const roomy = (await size('article.is-assistant')).height;
    await choose(options, { density: 'compact' });
    await looking('system normal compact');
    expect((await size('article.is-assistant')).height).toBeLessThan(roomy - 40);
    expect((await size('.is-send')).height).toBeGreaterThanOrEqual(24);
    expect(await lost()).toEqual([]);
  });

  it('is there before the panel that is opened next draws anything, and is told by the store where the browser has forgotten', async () => {
    await choose(options, { theme: 'dark', textSize: 'large', density: 'compact' });
    await looking('dark large compact');
    expect(await panel.page.evaluate(() => localStorage['looks'] as unknown)).toBe('dark large compact');
    await panel.page.evaluateOnNewDocument(() => {
      const seen = new MutationObserver(() => {
        if (document.body === null) return;
        seen.disconnect();
        Object.assign(globalThis, { looksAtFirst: document.documentElement.dataset['looks'] });
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    const atFirst = (): Promise<unknown> =>
      panel.page.evaluate(() => (globalThis as { looksAtFirst?: string }).looksAtFirst);
    await panel.page.reload();
    await panel.connection(/^Connected$/);
    expect(await atFirst()).toBe('dark large compact');
    await panel.page.evaluate(() => localStorage.clear());
    await panel.page.reload();
    await looking('dark large compact');
    expect(await atFirst()).toBe('');
    expect(await violations(panel.page, 'all')).toEqual([]);
  });
});
