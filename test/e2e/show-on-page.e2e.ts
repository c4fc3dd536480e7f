import { TargetType, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CannedOptions } from '../platform/canned-answer.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* From a quotation in an answer to its place in the attached page, in a real browser with a real panel. */
let world: World;
let panel: PanelDriver;
let opened: Page[] = [];

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
});
afterEach(async () => {
  world.calm();
  await Promise.all(opened.map((page) => page.close()));
  opened = [];
  await world.tab.bringToFront();
});
afterAll(() => world.close());

const filler = (from: number): string =>
  Array.from(
    { length: 40 },
    (_, index) =>
      `<p>Paragraph ${from + index} of the harbour log says what the crew saw on that day, and little else of note.</p>`,
  ).join('');
const quoted = 'In winter the last crossing is at six, unless the wind is above force seven';
const sentence = `${quoted}, when the harbour office closes the line.`;
const html = (place: string): string =>
  `<!doctype html><html lang="en"><title>Crossings</title><article><h1>Crossings</h1>${filler(1)}${place}${filler(41)}</article></html>`;

/** An answer about the page at that path, which quotes it. */
async function answered(
  path: string,
  page: string,
  answer: string,
  canned: CannedOptions = {},
): Promise<Page> {
  const tab = await world.openTab(world.site.put(path, page));
  opened.push(tab);
  await tab.bringToFront();
  await world.pressToolbarButton(tab);
  await panel.press('Attach this page');
  await panel.find('group', 'Page: Crossings');
  world.platform.answerWith(answer, canned);
  await panel.send('When is the last crossing?');
  await panel.answered();
  return tab;
}

const told = (): Promise<string[]> =>
  panel.page.$$eval('.show-on-page [role="status"]', (found) =>
    found.map(({ textContent }) => textContent ?? ''),
  );

async function show(says: string): Promise<void> {
  await panel.page.locator('.show-on-page button').click();
  await until(`"${says}"`, told, (texts) => texts.includes(says));
}

/** What is marked in that tab, and whether it is in view. */
function marked(tab: Page): Promise<{ text: string; isInView: boolean }> {
  return tab.evaluate(() => {
    const ranges = [...(CSS.highlights.get('miptech-place') ?? [])] as Range[];
    const boxes = ranges.map((range) => range.getBoundingClientRect());
    return {
      text: ranges.map(String).join(''),
      isInView: boxes.length > 0 && boxes.every(({ top, bottom }) => top >= 0 && bottom <= innerHeight),
    };
  });
}

/** Of a picture of what is in view, how many pixels have the colour of the mark. */
async function pixelsMarked(tab: Page): Promise<number> {
  const picture = await tab.screenshot({ encoding: 'base64' });
  return tab.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === 0xff && data[at + 1] === 0xd5 && data[at + 2] === 0x4a) count += 1;
    return count;
  }, picture);
}

/** Pixels. The ground of a few words, with the words on it. */
const aLine = 1_000;
const isPainted = (tab: Page): Promise<number> =>
  until(
    'the mark painted',
    () => pixelsMarked(tab),
    (count) => count > aLine,
  );

const inView = ({ isInView }: { isInView: boolean }): boolean => isInView;

describe('Show on page', () => {
  it('scrolls to what an answer quotes, marks it until Escape is pressed, and changes nothing in the page', async () => {
    const tab = await answered(
      '/crossings',
      html(
        `<p>The log. In winter the <b>last crossing</b> is at&nbsp;six, unless the wind is above force&shy; seven, when it closes.</p>`,
      ),
      `The page says: “${quoted.replace('the wind', 'the  wind')}”. So at six.`,
    );
    const before = await tab.evaluate(() => document.documentElement.outerHTML);
    expect(await tab.evaluate(() => scrollY)).toBe(0);
    await show('Shown on the page.');
    const place = await until(
      'the place in view',
      () => marked(tab),
      ({ isInView }) => isInView,
    );
    expect(place.text.replaceAll(/[\s\u00a0]+/g, ' ').replace('\u00ad', '')).toBe(quoted);
    expect(await tab.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    await isPainted(tab);
    expect(await photograph(tab, 'shown-on-page')).toBeGreaterThan(blank);
    expect(await photograph(panel.page, 'show-on-page', { widths: [360, 280] })).toBeGreaterThan(blank);
    await tab.keyboard.press('Escape');
    expect((await marked(tab)).text).toBe('');
    expect(await pixelsMarked(tab)).toBe(0);
  });

  it('leads from a blockquote, too', async () => {
    const tab = await answered(
      '/crossings-2',
      html(`<p>${sentence}</p>`),
      `It says:\n\n> ${sentence}\n\nSo at six.`,
    );
    await show('Shown on the page.');
    expect(
      (
        await until(
          'the place',
          () => marked(tab),
          ({ isInView }) => isInView,
        )
      ).text,
    ).toBe(sentence.slice(0, -1));
  });

  it('leads from what a source that is the page is quoted with', async () => {
    const url = `${world.site.origin}/crossings-8`;
    const sources = [{ title: 'Crossings', url, snippet: sentence }];
    const tab = await answered('/crossings-8', html(`<p>${sentence}</p>`), 'At six [1].', { sources });
    await show('Shown on the page.');
    expect((await until('the place', () => marked(tab), inView)).text).toBe(sentence.slice(0, -1));
  });

  it('tells a hostile page nothing but its own words, and is not misled by what it has put in our way', async () => {
    const tab = await answered(
      '/crossings-9',
      html(
        `<form><input name="childNodes"><input name="firstChild"><input name="parentNode"><p>${sentence}</p></form>`,
      ),
      `It says “${sentence}”, which is **my own secret remark**.`,
    );
    await tab.evaluate(() => {
      const heard: string[] = [];
      Reflect.set(globalThis, 'heard', heard);
      const own = JSON.stringify;
      for (const type of ['message', 'keydown', 'selectionchange', 'focus'])
        addEventListener(type, (event) => heard.push(own([type, String(Reflect.get(event, 'data'))])), true);
      new MutationObserver(() => heard.push('mutation')).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      Range.prototype.getBoundingClientRect = () => (heard.push('range'), new DOMRect());
      Element.prototype.checkVisibility = () => (heard.push('visibility'), false);
      Highlight.prototype.add = function (range) {
        heard.push('highlight');
        return Map.prototype.set.call(new Map(), range, 1) as never;
      };
      globalThis.String.prototype.matchAll = () => (heard.push('text'), [] as never);
    });
    await show('Shown on the page.');
    expect(await tab.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual([]);
    const keys = await tab.evaluate(() => Object.keys(globalThis).filter((key) => key.includes('miptech')));
    expect(keys).toEqual([]);
    expect((await marked(tab)).text).toBe(sentence.slice(0, -1));
  });

  it('comes to the nearest place where the page has changed a little', async () => {
    const tab = await answered('/crossings-3', html(`<p>${sentence}</p>`), `“${sentence}”`);
    const changed = sentence.replace('at six', 'at half past five').replace('force seven', 'force eight');
    world.site.put(
      '/crossings-3',
      html('')
        .replace('<h1>', `<p>A new paragraph in front.</p><h1>`)
        .replace('</article>', `<div><p>${changed}</p></div>${filler(90)}</article>`),
    );
    await tab.reload();
    await show('The page has changed. The nearest place is shown.');
    const place = await until(
      'the place',
      () => marked(tab),
      ({ isInView }) => isInView,
    );
    expect(place.text).toContain('half past five');
  });

  it('says where it is not on the page any more, and where it cannot be seen', async () => {
    const tab = await answered('/crossings-4', html(`<p>${sentence}</p>`), `“${sentence}”`);
    world.site.put('/crossings-4', html(`<p hidden>${sentence}</p>`));
    await tab.reload();
    await show('It’s on the page, but in a part that can’t be seen now.');
    world.site.put('/crossings-4', html('<p>The line is closed for good.</p>'));
    await tab.reload();
    await show('It’s not on the page any more.');
    expect((await marked(tab)).text).toBe('');
  });

  it('finds it in shadow roots, scrolled boxes and frames of the page’s own origin', async () => {
    const tab = await answered(
      '/crossings-5',
      html(`<p>${sentence}</p><div id="host"></div>`),
      `“${sentence}”`,
    );
    await tab.evaluate((text) => {
      document
        .querySelectorAll('article > p')
        .forEach((p) => p.textContent?.startsWith('In winter') && p.remove());
      const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
      root.innerHTML = `<div style="height:100px;overflow:auto"><div style="height:2000px"></div><p>${text}</p></div>`;
    }, sentence);
    await show('Shown on the page.');
    const isInView = await tab.evaluate(() => {
      const box = document.querySelector('#host')!.shadowRoot!.querySelector('p')!.getBoundingClientRect();
      return (
        box.top >= 0 &&
        box.top <= innerHeight &&
        document.querySelector('#host')!.shadowRoot!.querySelector('div')!.scrollTop > 0
      );
    });
    expect(isInView).toBe(true);
    await isPainted(tab);
    await tab.evaluate((text) => {
      document.querySelector('#host')!.remove();
      const frame = document.createElement('iframe');
      frame.srcdoc = `<div style="height:3000px"></div><p id="place">${text}</p><div style="height:3000px"></div>`;
      document.querySelector('article')!.append(frame);
      return new Promise((done) => frame.addEventListener('load', done));
    }, sentence);
    await show('Shown on the page.');
    const frame = await tab.evaluate(() => {
      const inside = document.querySelector('iframe')!;
      const box = inside.contentDocument!.querySelector('#place')!.getBoundingClientRect();
      const around = inside.getBoundingClientRect();
      return { top: box.top + around.top, inner: inside.contentWindow!.scrollY, height: innerHeight };
    });
    await isPainted(tab);
    expect(frame.inner).toBeGreaterThan(1_000);
    expect(frame.top).toBeGreaterThan(0);
    expect(frame.top).toBeLessThan(frame.height);
  });

  it.each([
    ['its tab was closed', (tab: Page) => tab.close()],
    [
      'its tab went elsewhere and back, and access with it',
      async (tab: Page) => {
        await tab.goto(world.articleUrl);
        await tab.goBack();
      },
    ],
  ])('opens the page anew, at the place, where %s', async (_, leaves) => {
    const tab = await answered(`/crossings-6`, html(`<p id="place">${sentence}</p>`), `“${sentence}”`);
    const url = tab.url();
    await leaves(tab);
    if (tab.isClosed()) opened = [];
    const target = world.extension.browser.waitForTarget(
      (one) =>
        one.type() === TargetType.PAGE &&
        one.url().startsWith(url) &&
        one !== (tab.isClosed() ? null : tab.target()),
    );
    await show('Opened in a new tab. The browser shows the place if it finds it.');
    const anew = await (await target).page();
    if (anew === null) throw new Error('no page');
    opened.push(anew);
    await until(
      'the place in view',
      () =>
        anew.evaluate(() => ({
          y: scrollY,
          top: document.querySelector('#place')?.getBoundingClientRect().top ?? -1,
          height: innerHeight,
          url: location.href,
        })),
      ({ y, top, height }) => y > 0 && top > 0 && top < height,
    );
    // The browser keeps the words from the page, and no server has heard them.
    expect(await anew.evaluate(() => location.href)).toBe(url);
    expect(world.site.requests.at(-1)).not.toContain('text=');
  });

  it('has no button where nothing of the page is quoted, or no page went along', async () => {
    await answered(
      '/crossings-7',
      html(`<p>${sentence}</p>`),
      'It says “the moon pulls at the water of the sea”, perhaps.',
    );
    expect(await panel.page.$('.show-on-page')).toBeNull();
  });
});
