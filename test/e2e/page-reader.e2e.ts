import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetType, type Page, type WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'wxt';
import { z } from 'zod/mini';
import { capturedPage, readablePage, type ReadablePage } from '../../lib/page-context/captured-page.ts';
import { launchExtension, type ExtensionBrowser } from './extension.ts';

/**
 * The page reader as WXT builds it, injected by `scripting.executeScript` into fixtures in a real Chromium: layout,
 * computed style, the isolated world and the way its result takes are the browser's own. In the fixtures, every string
 * that must never be read holds `ZZHIDDEN`, and strings that are easily lost hold `SEEN`.
 */
const project = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const fixtures = project('test/page-context/fixtures');

/** What the calling service worker uses of its own world. */
declare const chrome: {
  tabs: { query(filter: { url: string }): Promise<{ id?: number }[]> };
  scripting: {
    executeScript(injection: { target: { tabId: number }; files: string[] }): Promise<{ result?: unknown }[]>;
  };
};

let directory: string;
let server: Server;
let origin: string;
let browser: ExtensionBrowser;
let worker: WebWorker;
let page: Page;
let served = '';

/** An extension of nothing but the reader, so that no other part's work decides whether this passes. */
async function buildReader(): Promise<string> {
  await build({
    root: directory,
    configFile: false,
    entrypointsDir: project('entrypoints'),
    filterEntrypoints: ['page-reader'],
    outDir: join(directory, 'output'),
    outDirTemplate: 'reader',
    imports: false,
    manifestVersion: 3,
    // Silent: a build that fails rejects.
    logger: {
      debug() {},
      log() {},
      info() {},
      warn() {},
      error() {},
      fatal() {},
      success() {},
      level: 0,
    },
    manifest: {
      name: 'Page reader',
      version: '1.0',
      permissions: ['scripting', 'tabs'],
      host_permissions: ['http://127.0.0.1/*'],
    },
    hooks: {
      'build:manifestGenerated': (_, manifest) => {
        manifest.background = { service_worker: 'caller.js' };
      },
    },
  });
  const output = join(directory, 'output', 'reader');
  await writeFile(join(output, 'caller.js'), '');
  return output;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'page-reader-'));
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const headers: Record<string, string> = { 'Content-Type': 'text/html; charset=utf-8' };
    // Pages under this rule refuse every innerHTML of their own world.
    if (path.startsWith('/trusted-types/'))
      headers['Content-Security-Policy'] = "require-trusted-types-for 'script'";
    if (path.endsWith('.txt')) headers['Content-Type'] = 'text/plain; charset=utf-8';
    const name = path.split('/').at(-1) ?? '';
    const body =
      name.endsWith('.html') && name !== 'served.html'
        ? readFile(join(fixtures, name), 'utf8')
        : Promise.resolve(served);
    body.then(
      (text) => response.writeHead(200, headers).end(text),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchExtension({ dir: await buildReader() });
  const target = await browser.browser.waitForTarget(
    (t) => t.type() === TargetType.SERVICE_WORKER && t.url().endsWith('/caller.js'),
  );
  const found = await target.worker();
  if (found === null) throw new Error('The calling service worker has no context.');
  worker = found;
  page = await browser.browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(directory, { recursive: true, force: true });
});

/** As the background does it; unparsed. */
const inject = (): Promise<unknown> =>
  worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const [injection] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      files: ['/page-reader.js'],
    });
    return injection?.result;
  }, `${origin}/*`);

async function read(): Promise<ReadablePage> {
  const captured = z.parse(capturedPage, await inject());
  return z.parse(readablePage, captured);
}

async function open(path: string): Promise<void> {
  await page.goto(`${origin}${path}`);
}

async function show(html: string): Promise<void> {
  served = html;
  await open('/served.html');
}

const select = (from: string, to = from): Promise<void> =>
  page.evaluate(
    (start, end) => {
      const range = new Range();
      const first = Document.prototype.querySelector.call(document, start);
      const last = Document.prototype.querySelector.call(document, end);
      if (first === null || last === null) throw new Error('Nothing to select.');
      range.setStartBefore(first);
      range.setEndAfter(last);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    from,
    to,
  );

describe('in every fixture', async () => {
  const names = await readdir(fixtures);

  it.each(names)(
    '%s: nothing hidden, typed or structured is read, and the page stays as it was',
    async (name) => {
      await open(`/${name}`);
      const before = await page.content();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const captured = await read();
      page.removeAllListeners('request');
      expect(JSON.stringify(captured)).not.toContain('ZZHIDDEN');
      expect(await page.content()).toBe(before);
      expect(requests.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
      expect(await readFile(join(fixtures, name), 'utf8')).toContain('ZZHIDDEN');
    },
  );

  it.each(names)('%s: with everything selected, still nothing hidden is read', async (name) => {
    await open(`/${name}`);
    await select('body');
    const captured = await read();
    expect(captured.source).toBe('selection');
    expect(JSON.stringify(captured)).not.toContain('ZZHIDDEN');
    for (const [seen] of (await readFile(join(fixtures, name), 'utf8')).matchAll(/SEEN [a-z ]+/g)) {
      expect(captured.text).toContain(seen.trim());
    }
  });
});

describe('the article', () => {
  it('of a newspaper comes without navigation, advertisement, comments and cookie notice', async () => {
    await open('/news.html?utm=1#top');
    const captured = await read();
    expect(captured).toMatchObject({
      source: 'article',
      url: `${origin}/news/harbour-bridge`,
      language: 'en-GB',
      publishedAt: '2025-03-14T07:30:00.000Z',
    });
    expect(captured.text).toContain('1,400 tonnes of steel');
    expect(captured.text).toContain('White words on a photograph');
    expect(captured.text).toContain('# What changes for drivers');
    expect(captured.text).toContain('bicycle lane is wide enough');
    for (const frame of ['Advertisement', 'cyclist77', 'cookies', 'Weather', 'All rights'])
      expect(captured.text).not.toContain(frame);
    expect(captured.pageLength).toBeGreaterThan(captured.text.length);
  });

  it('of documentation keeps headings, tables, lists and code as they stand', async () => {
    await open('/documentation.html');
    const { text, source } = await read();
    expect(source).toBe('article');
    expect(text).toContain(
      'Option | Default | Meaning\nlimit | 5 | Attempts after the first, at most.\nbackoff | 500 ms |',
    );
    expect(text).toContain(
      'const courier = createCourier({\n  retry: {\n    limit: 3,\n\n\n    backoff: 250,\n  },\n});',
    );
    expect(text).toContain('- A delay named by the server wins:\n  - in seconds\n  - or as a date');
    expect(text).toContain('## Options\n\n');
    expect(text).toContain('Delays are cut at eight seconds');
    expect(text).not.toContain('Install');
  });

  it.each([
    ['chinese.html', 'zh-CN', ['三年前，李阿姨在楼顶上摆了十个旧木箱', '## 从一个人到一栋楼', '明年春天']],
    ['arabic.html', 'ar', ['كل صباح يملأ سامي صندوقين خشبيين', 'ويحلم بأن يشتري عربة صغيرة']],
    [
      'injection.html',
      'en',
      ['The starter woke up', 'Flour and water', 'SEEN inside a hidden parent', 'a shorter temper'],
    ],
  ])('of %s is read whole', async (name, language, passages) => {
    await open(`/${name}`);
    const captured = await read();
    expect(captured).toMatchObject({ source: 'article', language });
    for (const passage of passages) expect(captured.text).toContain(passage);
  });

  // The short one makes the extractor start over, for which it sets innerHTML in its own document.
  it.each(['news.html', 'chinese.html'])(
    'of %s is read under a policy of trusted types, too',
    async (name) => {
      await open(`/${name}`);
      const free = await read();
      await open(`/trusted-types/${name}`);
      const { text, source } = await read();
      expect({ text, source }).toEqual({ text: free.text, source: 'article' });
    },
  );
});

describe('all visible text', () => {
  it('of an app comes with shadow roots and slots, and what an inner scroller has scrolled past', async () => {
    await open('/app.html');
    const { text, source } = await read();
    expect(source).toBe('visible');
    expect(text).toContain('Inbox Today Done');
    expect(text).toContain('Water the plants\nCall the landlord');
    for (const seen of ['in a shadow root', 'slotted words', 'above the scrolled edge', 'below'])
      expect(text).toContain(`SEEN ${seen}`);
  });

  it('of a form is its labels, even where its controls shadow the properties of form and document', async () => {
    await open('/checkout.html');
    const { text } = await read();
    expect(text).toContain('SEEN words inside a form');
    for (const label of ['E-mail', 'Password', 'Card', 'Country', 'Pay now', 'within two days'])
      expect(text).toContain(label);
  });

  it('what was typed since the page was loaded is not read', async () => {
    await show(
      '<title>t</title><p>Words of the page</p><input id=a><textarea id=b></textarea><div id=c contenteditable></div>',
    );
    for (const field of ['#a', '#b', '#c']) await page.type(field, 'typed words');
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    expect((await read()).text).toBe('Words of the page');
  });

  it.each([
    [
      'dark canvas',
      '<meta name=color-scheme content=dark><style>:root{color-scheme:dark}</style><p style="color:#fff">White on dark</p>',
      'White on dark',
    ],
    [
      'white on a background image',
      '<div style="background:linear-gradient(#000,#333)"><p style="color:#fff">Readable</p></div>',
      'Readable',
    ],
    [
      'white over a ::before',
      '<style>p{position:relative;color:#fff;z-index:0}p::before{content:"";position:absolute;inset:0;background:#000;z-index:-1}</style><p>Readable</p>',
      'Readable',
    ],
    [
      'white over a positioned box',
      '<div style="position:absolute;inset:0;background:#123"></div><p style="position:relative;color:#fff">Readable</p>',
      'Readable',
    ],
    [
      'auto content visibility',
      '<div style="height:3000px"></div><div style="content-visibility:auto;contain-intrinsic-size:50px"><p>Far below</p></div>',
      'Far below',
    ],
    ['display contents', '<div style="display:contents">Boxless</div>', 'Boxless'],
    [
      'scrolled page',
      '<p>Top</p><div style="height:3000px"></div><p>Bottom</p><script>scrollTo(0,9999)</script>',
      'Top\n\nBottom',
    ],
    [
      'page whose body scrolls',
      '<style>html,body{height:100%;margin:0;overflow:hidden}body{overflow:auto}</style><p>Top</p><div style="height:3000px"></div><p>Bottom</p><script>document.body.scrollTop=2000</script>',
      'Top\n\nBottom',
    ],
    ['line ends that the page shows', '<div style="white-space:pre-wrap">one\ntwo</div>', 'one\ntwo'],
    ['aria-hidden that is seen', '<p aria-hidden=true>Seen all the same</p>', 'Seen all the same'],
  ])('%s is seen', async (_, html, text) => {
    await show(`<!doctype html><title>t</title>${html}`);
    expect((await read()).text).toBe(text);
  });

  it('plain text files are read as they stand', async () => {
    served = 'first line\n\n  indented\tand tabbed';
    await open('/notes.txt');
    expect(await read()).toMatchObject({ text: served, title: expect.stringContaining('127.0.0.1') });
  });

  it('a page without text says so', async () => {
    await show('<!doctype html><title>t</title><body><canvas></canvas><p hidden>x</p>');
    expect(await inject()).toEqual({ unreadable: 'empty' });
  });
});

describe('the selection', () => {
  it('is cut to its exact ends', async () => {
    await show('<!doctype html><title>t</title><p id=a>one two three</p><p id=b>four <b>five</b> six</p>');
    await page.evaluate(() => {
      const text = (id: string, at: number) => document.querySelector(`#${id}`)?.childNodes[at] ?? document;
      getSelection()?.setBaseAndExtent(text('a', 0), 4, text('b', 2), 2);
    });
    expect(await read()).toMatchObject({ source: 'selection', text: 'two three\n\nfour five s' });
  });

  it('of hidden text is no selection', async () => {
    await show('<!doctype html><title>t</title><p>Seen</p><div style="opacity:0"><p id=a>ZZHIDDEN</p></div>');
    await select('#a');
    expect(await read()).toMatchObject({ source: 'visible', text: 'Seen' });
  });
});

describe('a huge page', () => {
  it('is bounded in nodes and text, and tells its length', async () => {
    await show('<!doctype html><title>t</title><main></main>');
    await page.evaluate(() => {
      const rows = Array.from({ length: 80_000 }, (_, n) => `<p><b>Row ${n}</b> of a page without end</p>`);
      const main = document.querySelector('main');
      if (main !== null) main.innerHTML = rows.join('');
    });
    const captured = await read();
    expect(captured.text.length).toBeLessThanOrEqual(400_000);
    expect(captured.text).toContain('Row 1000 of a page without end');
    expect(captured.text).not.toContain('Row 60000 of a page without end');
    expect(captured.pageLength).toBeGreaterThan(80_000 * 25);
  });

  it('nested 600 deep is read to its bottom', async () => {
    await show('<!doctype html><title>t</title><main></main>');
    await page.evaluate(() => {
      let at: Element | null = document.querySelector('main');
      for (let depth = 0; depth < 600; depth += 1)
        at = at?.appendChild(document.createElement('div')) ?? null;
      at?.append('The bottom');
    });
    expect((await read()).text).toBe('The bottom');
  });
});
