import type { RequestListener } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { column, madePdf } from '../pdf/made-pdf.ts';
import { createOddSite, servesPdf, type OddSite } from './odd-site.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { createWorld, type World } from './world.ts';

/* A PDF that the browser shows in its own viewer: read from its own address, on the user's press, or told why not. */
let world: World;
let site: OddSite;
let panel: PanelDriver;
let opened: Page[] = [];

beforeAll(async () => {
  site = await createOddSite();
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(() => panel.startOver());
afterEach(async () => {
  await Promise.all(opened.map((page) => page.close()));
  opened = [];
  await world.tab.bringToFront();
});
afterAll(async () => {
  await world.close();
  await site.close();
});

async function openGranted(path: string, answer: RequestListener): Promise<void> {
  const page = await world.openTab(site.at(path, answer));
  opened.push(page);
  await world.pressToolbarButton(page);
}

const report = madePdf({
  info: { Title: 'Harbour report', Author: 'Port Office' },
  pages: [
    [
      { text: 'Harbour report', x: 72, y: 740, size: 22 },
      ...column([
        'The harbour was dredged in spring, and ships of twelve metres draught can en-',
        'ter it at any tide. Fees stay as they are until the end of the year, it was',
        'said.',
      ]),
      ...column(['A second paragraph (with brackets) follows.'], { top: 640 }),
    ],
    column(['Page two speaks of cranes.']),
  ],
});

describe('a PDF with text', () => {
  it('is attached as text in paragraphs, and arrives as it was previewed', async () => {
    await openGranted('/report.pdf', servesPdf(report));
    await panel.press('Attach this page');
    const chip = await panel.find('group', 'Page: Harbour report');
    expect(await chip.evaluate((group) => group.textContent)).toContain('100 % of the page');
    await panel.press('Preview');
    const text = await panel.value('Text to send');
    expect(text).toBe(
      [
        '[page 1]',
        'Harbour report',
        'The harbour was dredged in spring, and ships of twelve metres draught can enter it at any tide. Fees stay as they are until the end of the year, it was said.',
        'A second paragraph (with brackets) follows.',
        '[page 2]',
        'Page two speaks of cranes.',
      ].join('\n\n'),
    );
    expect(await photograph(panel.page, 'pdf-preview')).toBeGreaterThan(blank);
    await panel.press('Done');
    await panel.send('What is it about?');
    await panel.answered();
    const sent = world.platform.received.userMessages.at(-1)?.text ?? '';
    expect(sent).toContain(`url="${site.origin}/report.pdf" title="Harbour report"`);
    expect(sent).toContain(`>\n${text}\n</page_context`);
  });

  it('is read whatever its address, its rules and the site’s policy for scripts', async () => {
    const headers = { 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store' };
    await openGranted('/download?id=7', servesPdf(report, headers));
    await panel.press('Attach this page');
    const chip = await panel.find('group', 'Page: Harbour report');
    expect(await chip.evaluate((group) => group.textContent)).toContain('100 % of the page');
  });

  it('may have 200 pages', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, line) => `Line ${line} has words enough to fill a line of it.`,
    );
    const pages = Array.from({ length: 200 }, () => column(lines));
    await openGranted('/long.pdf', servesPdf(madePdf({ pages, info: { Title: 'Long' } })));
    await panel.press('Attach this page');
    const chip = await panel.find('group', 'Page: Long');
    // 12,000 characters of it are attached.
    expect(await chip.evaluate((group) => group.textContent)).toMatch(/First [2-4] % only, 1[012],\d{3}/);
  });
});

describe('a PDF that says nothing', () => {
  const scan = madePdf({ pages: [[], []], isScan: true, info: { Title: 'Scan' } });
  let handedOut = 0;
  const once: RequestListener = (request, response) => {
    handedOut += 1;
    if (handedOut === 1) servesPdf(report, { 'cache-control': 'no-store' })(request, response);
    else response.writeHead(403).end();
  };
  const huge: RequestListener = (request, response) => {
    if (request.headers['sec-fetch-dest'] !== 'empty')
      servesPdf(report, { 'cache-control': 'no-store' })(request, response);
    else
      response
        .writeHead(200, { 'content-type': 'application/pdf', 'content-length': '50000001' })
        .write('%PDF-');
  };

  it.each<[string, string, RequestListener, RegExp]>([
    ['is pictures', '/scan.pdf', servesPdf(scan), /There is no text in[^]*pictures[^]*OCR/],
    [
      'is locked',
      '/locked.pdf',
      servesPdf(madePdf({ pages: [column(['x'])], isLocked: true })),
      /needs a password/,
    ],
    [
      'is damaged',
      '/damaged.pdf',
      servesPdf(new TextEncoder().encode('%PDF-1.7 and nothing else')),
      /is damaged/,
    ],
    ['is handed out once', '/once.pdf', once, /could not be fetched once more[^]*Reload the PDF/],
    ['is too large', '/huge.pdf', huge, /is too large[^]*50 MB/],
  ])('for it %s: the panel says so, and what to do', async (_why, path, answer, said) => {
    await openGranted(path, answer);
    await panel.press('Attach this page');
    expect(await panel.alert()).toMatch(said);
    expect(await photograph(panel.page, `pdf-${path.slice(1, -4)}`)).toBeGreaterThan(blank);
    await panel.press((await panel.isThere('button', 'Dismiss')) ? 'Dismiss' : 'Got it');
    await panel.noAlert();
  });
});
