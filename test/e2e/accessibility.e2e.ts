import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OptionsDriver } from './options-driver.ts';
import type { PageDriver } from './page-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { showcase } from './showcase.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* WCAG 2.2 AA as far as a machine can tell, in both colour schemes; and the keyboard. */
let world: World;
let panel: PanelDriver;
let options: OptionsDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
afterEach(() => world.calm());
afterAll(() => world.close());

async function missing(
  driver: PageDriver,
  wanted: readonly (readonly [string, string])[],
): Promise<string[]> {
  const found = await Promise.all(
    wanted.map(async ([role, name]) => ((await driver.isThere(role, name)) ? [] : [`${role} "${name}"`])),
  );
  return found.flat();
}

describe('no violation of WCAG 2.2 A and AA', () => {
  it('in the empty panel', async () => {
    await panel.connection(/^Connected$/);
    expect(await violations(panel.page)).toEqual([]);
  });

  it('in the details of the connection', async () => {
    await panel.press('Connection details');
    await panel.find('dialog', 'Connection details');
    await until('what it says', () => panel.page.$('dialog time'));
    expect(await violations(panel.page)).toEqual([]);
    await panel.page.keyboard.press('Escape');
  });

  it('in a conversation with a table, code, a list and sources', async () => {
    world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
    await panel.send(showcase.question);
    await panel.answered();
    expect(await violations(panel.page)).toEqual([]);
  });

  it('with a page attached, and in its preview', async () => {
    await panel.press('Attach this page');
    await panel.page.waitForSelector('.composer [role="group"]');
    expect(await violations(panel.page)).toEqual([]);
    await panel.press('Preview');
    await panel.find('textbox', 'Text to send');
    expect(await violations(panel.page)).toEqual([]);
    await panel.page.keyboard.press('Escape');
  });

  it('with several ways to an attached page in an answer, and with what is said of each', async () => {
    const said = [
      'The crew counts the passengers twice before the ramp goes up',
      'In winter the last crossing is at six, unless the wind is above force seven',
      'The harbour office keeps a list of all that was lost on board',
    ] as const;
    const html = (...lines: readonly string[]): string =>
      `<!doctype html><html lang="en"><title>Crossings</title><article><h1>Crossings</h1>${lines.map((line) => `<p>${line}.</p>`).join('')}</article></html>`;
    await panel.startOver();
    const tab = await world.openTab(world.site.put('/ways', html(...said)));
    await tab.bringToFront();
    await world.pressToolbarButton(tab);
    await panel.press('Attach this page');
    await panel.find('group', 'Page: Crossings');
    const sources = [{ title: 'Crossings', url: tab.url(), snippet: said[0] }];
    world.platform.answerWith(`It says ${said.map((line) => `“${line}”`).join(', ')}.`, { sources });
    await panel.send('What does it say?');
    await panel.answered();
    const names = await until(
      'ways to the page',
      () =>
        panel.page.$$eval('.markdown .show-on-page button', (found) =>
          found.map((button) => button.getAttribute('aria-label') ?? ''),
        ),
      (found) => found.length === 3,
    );
    expect(new Set(names).size).toBe(3);
    expect(await violations(panel.page)).toEqual([]);
    world.site.put('/ways', html(said[0], said[1].replace('at six', 'at half past five')));
    await tab.reload();
    for (const name of names) await panel.press(name);
    await until(
      'what is said of each',
      () =>
        panel.page.$$eval('.markdown .show-on-page [role="status"]', (found) =>
          found.map(({ textContent }) => textContent ?? ''),
        ),
      (told) =>
        told.join('|') ===
        'Shown on the page.|The page has changed. The nearest place is shown.|It’s not on the page any more.',
    );
    expect(await violations(panel.page)).toEqual([]);
    await tab.close();
  });

  it('while an answer streams and messages wait', async () => {
    world.platform.answerWith(showcase.answer, { chunkSize: 10, tokensPerSecond: 10 });
    await panel.startOver();
    await world.afterKill();
    await panel.send('Slowly, please');
    await panel.sees('an answer under way', (messages) => messages.at(-1)?.status === 'streaming');
    await panel.send('And then this');
    await panel.sees('a message waiting', (messages) => messages.some(({ status }) => status === 'queued'));
    expect(await violations(panel.page)).toEqual([]);
    await panel.press('Stop');
  });

  it('with a problem told', async () => {
    await panel.startOver();
    const blank = await world.openTab('chrome://version');
    await panel.press('Attach this page');
    await panel.alert();
    expect(await violations(panel.page)).toEqual([]);
    await blank.close();
    await panel.press('Got it');
  });

  it('in the options, with refused fields and with a finished test', async () => {
    options = await world.openOptions();
    await options.save({ apiUrl: 'http://api.example.org', tenantId: '' });
    expect(await violations(options.page)).toEqual([]);
    // Completed, with a tenant offered, and not saved.
    await options.fill('API URL', 'b\u0430nk.example/api/v1/ws/chat?tenant_id=umbrella');
    await options.page.waitForSelector('.field-note');
    expect(await violations(options.page)).toEqual([]);
    await options.type({ apiUrl: world.platform.apiUrl });
    await options.test();
    expect(await violations(options.page)).toEqual([]);
    await options.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    await options.test();
    expect(await violations(options.page)).toEqual([]);
  });
});

describe('roles and names', () => {
  it('of the panel are those of the specification', async () => {
    world.platform.answerWith('Yes.');
    await panel.send('Are you there?');
    await panel.answered();
    const wanted = [
      ...['Send', 'Attach this page', 'Chats', 'New chat', 'Settings', 'Copy'].map(
        (name) => ['button', name] as const,
      ),
      ['textbox', 'Message'] as const,
      ['status', 'Connection'] as const,
      ...['You', 'Assistant'].map((name) => ['article', name] as const),
    ];
    expect(await missing(panel, wanted)).toEqual([]);
  });

  it('of the options are those of the specification', async () => {
    const wanted = [
      ...['API URL', 'WebSocket URL', 'Tenant ID'].map((name) => ['textbox', name] as const),
      ['combobox', 'Protocol'] as const,
      ...['Save', 'Test connection'].map((name) => ['button', name] as const),
    ];
    expect(await missing(options, wanted)).toEqual([]);
  });

  it('the streaming text is in no live region; its begin and end are told in one of their own', async () => {
    world.platform.answerWith('Word by word. '.repeat(20), { tokensPerSecond: 60 });
    await panel.startOver();
    const heard = await panel.page.evaluateHandle(() => {
      const said: string[] = [];
      const region = document.querySelector('[aria-live="polite"]:not([role])');
      if (region)
        new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      return said;
    });
    await world.afterKill();
    await panel.send('Speak');
    await panel.sees('it streaming', (messages) => messages.at(-1)?.status === 'streaming');
    const live = await panel.page.$eval(
      'article[aria-label="Assistant"]',
      (article) =>
        article.closest(
          '[aria-live]:not([aria-live="off"]), [role="log"], [role="status"], [role="alert"]',
        ) !== null,
    );
    expect(live).toBe(false);
    await panel.answered();
    await until(
      'both announcements',
      () => heard.jsonValue(),
      (said) => said.length >= 2,
    );
    expect(await heard.jsonValue()).toEqual(['Assistant is answering', 'Answer complete']);
  });
});

describe('the keyboard', () => {
  const focusOn = (wanted: string): Promise<string | null | undefined> =>
    until(
      `the focus on ${wanted}`,
      () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      (name) => name === wanted,
    );

  it('is in the message box when the panel opens', async () => {
    await panel.close();
    panel = await world.openPanel();
    expect(await focusOn('Message')).toBe('Message');
  });

  it('stays in the preview while it is open; Escape closes it and gives the focus back', async () => {
    await world.pressToolbarButton();
    await panel.press('Attach this page');
    const preview = await panel.page.waitForSelector('.composer [role="group"] button[aria-label="Preview"]');
    await preview?.focus();
    await panel.page.keyboard.press('Enter');
    await panel.find('dialog', 'Page preview');
    for (let n = 0; n < 12; n += 1) {
      await panel.page.keyboard.press('Tab');
      const where = await panel.page.evaluate(() => {
        const focused = document.activeElement;
        return focused === document.body || focused?.closest('dialog')
          ? 'in the dialog'
          : focused?.outerHTML.slice(0, 100);
      });
      expect(where).toBe('in the dialog');
    }
    await panel.page.keyboard.press('Escape');
    await until('the dialog closed', async () => !(await panel.isThere('dialog', 'Page preview')));
    await focusOn('Preview');
  });

  it('reaches everything in the panel, and every stop has a name', async () => {
    const stops = new Set<string>();
    for (let n = 0; n < 25; n += 1) {
      await panel.page.keyboard.press('Tab');
      const stop = await panel.page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return '';
        return (
          focused.getAttribute('aria-label') ??
          focused.textContent?.trim() ??
          `nameless ${focused.outerHTML.slice(0, 80)}`
        );
      });
      stops.add(stop);
    }
    const expected = [
      'Chats',
      'New chat',
      'Settings',
      'Assistant',
      'Copy',
      'Preview',
      'Remove',
      'Message',
      'Attach this page',
      'Send',
    ];
    expect(expected.filter((name) => !stops.has(name))).toEqual([]);
    expect([...stops].filter((name) => name.startsWith('nameless'))).toEqual([]);
  });

  it('walks the transcript by arrow keys', async () => {
    await (await panel.find('article', 'Assistant')).focus();
    await panel.page.keyboard.press('ArrowUp');
    expect(await focusOn('You')).toBe('You');
    await panel.page.keyboard.press('ArrowDown');
    await focusOn('Assistant');
  });
});

describe('the width', () => {
  it.each([280, 360, 700])('of %i px needs no scrolling sideways', async (width) => {
    world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
    await panel.page.setViewport({ width, height: 800 });
    await panel.startOver();
    await panel.send(showcase.question);
    await panel.answered();
    const excess = await panel.page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll('[aria-label="Conversation"], article, .composer'),
      ]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map(
          (element) =>
            `${element.localName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
        ),
    );
    expect(excess).toEqual([]);
  });
});
