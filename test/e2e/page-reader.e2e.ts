import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadablePage } from '../../lib/page-context/captured-page.ts';
import { withoutLinkAddresses } from '../../lib/shared/link-addresses.ts';
import { createReaderWorld, type ReaderWorld } from './reader-world.ts';

/**
 * The page reader as WXT builds it, injected by `scripting.executeScript` into fixtures in a real Chromium: layout,
 * computed style, the isolated world and the way its result takes are the browser's own. In the fixtures, every string
 * that must never be read holds `ZZHIDDEN`, and strings that are easily lost hold `SEEN`.
 */
const fixtures = fileURLToPath(new URL('../page-context/fixtures', import.meta.url));

let world: ReaderWorld;
let page: ReaderWorld['page'];
let origin: string;
let served = '';

/** Pages under this rule refuse every innerHTML of their own world. */
const trustedTypes = { 'Content-Security-Policy': "require-trusted-types-for 'script'" };

beforeAll(async () => {
  world = await createReaderWorld(async (path) => {
    const name = path.split('/').at(-1) ?? '';
    if (name === 'elsewhere.html') return { body: '<p>Another page</p>' };
    const body =
      name.endsWith('.html') && name !== 'served.html' ? await readFile(join(fixtures, name)) : served;
    return {
      body,
      headers: {
        ...(path.startsWith('/trusted-types/') ? trustedTypes : {}),
        ...(path.endsWith('.txt') ? { 'Content-Type': 'text/plain; charset=utf-8' } : {}),
      },
    };
  });
  ({ page, origin } = world);
});

afterAll(() => world?.close());

const inject = (): Promise<unknown> => world.inject();
const read = (): Promise<ReadablePage> => world.read();

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
      'Option | Default | Meaning\n--- | --- | ---\nlimit | 5 | Attempts after the first, at most.\nbackoff | 500 ms |',
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

describe('addresses of links, where they are wanted', () => {
  const withLinks = async (html: string): Promise<string> => {
    await show(`<!doctype html><title>t</title>${html}`);
    const { text } = await read();
    const linked = await world.read(true);
    expect(linked.hasLinks).toBe(true);
    expect(withoutLinkAddresses(linked.text)).toBe(text);
    // The wish was for once.
    expect(await read()).toMatchObject({ text });
    return linked.text;
  };

  it.each([
    [
      'behind their words',
      '<p>See <a href="https://a.example/x?y=1&amp;z=2">the tables</a>, now.</p>',
      'See the tables (https://a.example/x?y=1&z=2), now.',
    ],
    [
      'absolute',
      '<p><a href="x/y">Relative</a> <a href="/z?q">root</a> <a href="//b.example">host</a></p>',
      'Relative (ORIGIN/x/y) root (ORIGIN/z?q) host (http://b.example/)',
    ],
    [
      'by the page’s base',
      '<base href="https://c.example/d/"><p><a href="e">e</a> <a href="#top">top</a></p>',
      'e (https://c.example/d/e) top',
    ],
    [
      'not to the same page',
      '<p id=p><a href="#p">a</a> <a href="served.html#p">b</a> <a href="">c</a></p>',
      'a b c',
    ],
    [
      'not of scripts, data and the like',
      '<p><a href="javascript:alert(1)">j</a> <a href=" JavaScript:x">k</a> <a href="data:text/html,x">d</a> <a href="blob:http://x/1">b</a> <a href="file:///home/ann">f</a> <a href="chrome://settings">c</a> <a href="http://">n</a></p>',
      'j k d b f c n',
    ],
    [
      'without who signs in by them',
      '<p><a href="https://ann:words@a.example/p">a</a> <a href="https://ann@a.example/">b</a></p>',
      'a (https://a.example/p) b (https://a.example/)',
    ],
    [
      'that end where they seem to',
      '<p><a href="https://a.example/w_(x) y\nz">a</a>.</p>',
      'a (https://a.example/w_%28x%29%20yz).',
    ],
    [
      'without what nobody can see in them',
      `<p><a href="https://a.example/${encodeURIComponent('x\u200b\u{e0041}y')}">a</a></p>`,
      'a (https://a.example/xy)',
    ],
    [
      'of mail and telephone',
      '<p><a href="mailto:a@b.example?subject=Hi">Write</a>, <a href="tel:+4930123">call</a></p>',
      'Write (mailto:a@b.example?subject=Hi), call (tel:+4930123)',
    ],
    [
      'once, where they are their own words',
      '<p><a href="https://www.a.example/x/">a.example/x</a> <a href="mailto:a@b.example">a@b.example</a> <a href="https://a.example/y">a.example/x</a></p>',
      'a.example/x a@b.example a.example/x (https://a.example/y)',
    ],
    [
      'not where nothing is said',
      '<p>One<a href="https://a.example/1"><img alt=ZZHIDDEN></a><a href="https://a.example/2"> </a><a href="https://a.example/3" style="opacity:0">ZZHIDDEN</a><a href="https://a.example/4"><button>x</button></a></p>',
      'One x (https://a.example/4)',
    ],
    [
      'not longer than anybody reads',
      `<p><a href="https://a.example/${'x'.repeat(600)}">long</a></p>`,
      'long',
    ],
    [
      'at the end of the line, around blocks',
      '<div><a href="https://a.example/1"><h3>Title</h3><p>Teaser.</p></a><p>Next.</p></div>',
      '### Title\n\nTeaser. (https://a.example/1)\n\nNext.',
    ],
    [
      'in lists, tables and quotations',
      '<ul><li><a href="/1">one</a></li></ul><table><tr><th>A</th><th>B</th></tr><tr><td><a href="/2">two</a></td><td>3</td></tr></table><blockquote><a href="/4">four</a></blockquote>',
      '- one (ORIGIN/1)\n\nA | B\n--- | ---\ntwo (ORIGIN/2) | 3\n\n> four (ORIGIN/4)',
    ],
    [
      'not in code',
      '<pre>let <a href="/doc">x</a> = 1;\nlet y = 2;</pre>',
      '```\nlet x = 1;\nlet y = 2;\n```',
    ],
    [
      'in shadow roots',
      '<a-b><template shadowrootmode=open><p><a href="/s">shadow</a></p></template></a-b>',
      'shadow (ORIGIN/s)',
    ],
    [
      'in frames, by their own base',
      `<iframe width=600 height=300 srcdoc="<base href='https://f.example/'><p><a href='in'>in</a></p>"></iframe>`,
      'in (https://f.example/in)',
    ],
    [
      'whatever the page calls its things',
      '<img name="baseURI"><form name="URL"><input name="ownerDocument"></form><p data-link="https://evil.example/">p <a href="/a" data-link="https://evil.example/">a</a></p>',
      'p a (ORIGIN/a)',
    ],
  ])('%s', async (_, html, text) => {
    expect(await withLinks(html)).toBe(text.replaceAll('ORIGIN', origin));
  });

  it('of a selection', async () => {
    await show(
      '<!doctype html><title>t</title><p>Not <a href="/0">this</a></p><p id=a><a href="/1">This</a></p>',
    );
    await select('#a');
    expect(await world.read(true)).toMatchObject({
      source: 'selection',
      text: `This (${origin}/1)`,
      hasLinks: true,
    });
  });

  it('not of a text file', async () => {
    served = 'https://a.example/x';
    await open('/served.txt');
    const captured = await world.read(true);
    expect(captured).toMatchObject({ source: 'text', text: served });
    expect(captured.hasLinks).toBeUndefined();
  });
});

describe('a field case', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'ordered lists keep their numbers': [
      '<article><ol><li>Show the ticket<ol type="a"><li>on paper</li><li>or on a screen</li></ol></li><li>Wait</li></ol><ol start="3"><li>Walk</li></ol><ol reversed><li>third</li><li>second</li><li>first</li></ol></article>',
      '1. Show the ticket\n   a. on paper\n   b. or on a screen\n2. Wait\n\n3. Walk\n\n3. third\n2. second\n1. first',
    ],
    'lists are numbered as their styles say': [
      '<style>ol{list-style:upper-roman}.plain{list-style:none}.own{list-style:none;counter-reset:x}.own li{counter-increment:x}.own li::before{content:counter(x)}ul{list-style:decimal}</style><ol><li>one<li style="display:none">x<li>two</ol><ol class=plain><li>three</ol><ol class=own><li>four<li>five</ol><ul><li>six</ul>',
      'I. one\nII. two\n\n- three\n\n1. four\n2. five\n\n1. six',
    ],
    'code keeps its lines in flex boxes': [
      '<div style="display:flex"><code style="white-space:pre">open valve\n  wait 10\n    read gauge</code></div>',
      '```\nopen valve\n  wait 10\n    read gauge\n```',
    ],
    'code keeps its lines in rows, without their numbers': [
      '<table><tr><td class="lineno">1</td><td><pre>set level 4</pre></td></tr><tr><td class="lineno">2</td><td><pre>  set alarm on</pre></td></tr></table>',
      '```\nset level 4\n  set alarm on\n```',
    ],
    'code keeps its lines in a grid': [
      '<div style="display:grid;grid-template-columns:auto 1fr;white-space:pre;font-family:monospace"><div style="user-select:none">1</div><div>if a:</div><div style="user-select:none">2</div><div>\tb()</div></div>',
      '```\nif a:\n\tb()\n```',
    ],
    'numbers drawn by counters are none of the text': [
      '<style>code{display:block;counter-reset:l}.l{display:block;counter-increment:l}.l::before{content:counter(l)}</style><pre><code><span class=l>if a:</span><span class=l>  b()</span></code></pre>',
      '```\nif a:\n  b()\n```',
    ],
    'lines of a code field that only shows': [
      '<div style="font-family:Consolas,monospace"><div style="white-space:pre">if a:</div><div style="white-space:pre">  b()</div></div>',
      '```\nif a:\n  b()\n```',
    ],
    'letters in a pre of prose are no code': [
      '<pre style="font-family:serif">Dear all,\n  we meet at noon.</pre>',
      'Dear all,\n  we meet at noon.',
    ],
    'boxes drawn as tables are rows': [
      '<div style="display:table"><div style="display:table-row"><div style="display:table-cell">a</div><div style="display:table-cell">b</div></div></div>',
      'a | b',
    ],
    'headings by their role are headings': ['<div role=heading aria-level=3>a</div>b', '### a\n\nb'],
  };

  it.each(Object.entries(cases))('%s', async (_, [html, text]) => {
    await show(`<!doctype html><title>t</title>${html}`);
    expect((await read()).text).toBe(text);
  });

  it('part of a list that is selected keeps its numbers', async () => {
    await show('<!doctype html><title>t</title><ol><li>a<li id=b>b<li id=c>c</ol>');
    await select('#b', '#c');
    expect((await read()).text).toBe('2. b\n3. c');
  });
});

describe('frames', () => {
  const frame = (html: string, size = 'width=600 height=300'): string =>
    `<iframe ${size} srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
  const shown = async (html: string): Promise<ReadablePage> => {
    await show(`<!doctype html><title>t</title><p>Before</p>${html}<p>After</p>`);
    return read();
  };

  it('of the page’s own origin are read where they stand, by their own styles', async () => {
    const inner =
      '<style>b{display:none}</style><h2>Inside</h2><p>Seen <b>ZZHIDDEN</b>words</p><input value=ZZHIDDEN>';
    const captured = await shown(frame(inner));
    expect(captured.text).toBe('Before\n\n## Inside\n\nSeen words\n\nAfter');
    expect(captured.pageLength).toBe(captured.text.length);
    expect(captured.unreadFrames).toBeUndefined();
  });

  it('in frames, too', async () => {
    expect((await shown(frame(`<p>One</p>${frame('<p>Two</p>')}`))).text).toBe(
      'Before\n\nOne\n\nTwo\n\nAfter',
    );
  });

  it('with shadow roots and slots in them', async () => {
    const inner =
      '<a-b><template shadowrootmode=open><p>shadow</p><slot></slot></template><i>slotted</i></a-b>';
    expect((await shown(frame(inner))).text).toBe('Before\n\nshadow\n\nslotted\n\nAfter');
  });

  it.each([
    ['not displayed', 'style="display:none" width=300 height=200'],
    ['transparent', 'style="opacity:0" width=300 height=200'],
    ['of no size', 'width=1 height=1'],
    ['hidden', 'style="visibility:hidden" width=300 height=200'],
  ])('that are %s are not read, nor missed', async (_, size) => {
    const captured = await shown(frame('<p>ZZHIDDEN</p>', size));
    expect(captured.text).toBe('Before\n\nAfter');
    expect(captured.unreadFrames).toBeUndefined();
  });

  it('of another origin are counted where they are large enough to be read in', async () => {
    const elsewhere = `${origin.replace('127.0.0.1', 'localhost')}/elsewhere.html`;
    const captured = await shown(
      `<iframe src="${elsewhere}" width=300 height=100></iframe><iframe src="${elsewhere}" width=1 height=1></iframe><iframe sandbox srcdoc="<p>x</p>" width=300 height=100></iframe>`,
    );
    expect(captured).toMatchObject({ text: 'Before\n\nAfter', unreadFrames: 2 });
  });

  it('that are fields to type in are not read', async () => {
    await show(`<!doctype html><title>t</title><p>Before</p>${frame('<p>ZZHIDDEN</p>')}`);
    await page.evaluate(() => {
      const inside = document.querySelector('iframe')?.contentDocument;
      if (inside) inside.designMode = 'on';
    });
    expect((await read()).text).toBe('Before');
  });

  it('of a frameset are read in their order', async () => {
    served = '<p>Left of it</p>';
    await page.goto('about:blank');
    await page.goto(`${origin}/news.html`);
    await page.evaluate(() => {
      document.open();
      document.write(
        '<title>t</title><frameset cols="50%,50%"><frame src="/served.html"><frame src="/elsewhere.html"></frameset>',
      );
      document.close();
    });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('frame')].every((one) => one.contentDocument?.querySelector('p')),
    );
    expect((await read()).text).toBe('Left of it\n\nAnother page');
  });
});

describe('a huge page', () => {
  it('is bounded in nodes and text, and tells its length', async () => {
    await show('<!doctype html><title>t</title><main></main>');
    await page.evaluate(() => {
      const rows = Array.from({ length: 80_000 }, (_, n) => `<p><b>Row ${n}</b> of a page without end</p>`);
      const main = document.querySelector('main');
      if (main !== null) main.innerHTML = `${rows.join('')}<template>${rows.join('')}</template>`;
      for (const name of ['script', 'style']) {
        const code = document.createElement(name);
        code.setAttribute('type', 'text/x-unknown');
        code.textContent = rows.join('').repeat(3);
        document.body.append(code);
      }
    });
    const captured = await read();
    expect(captured.text.length).toBeLessThanOrEqual(120_000);
    expect(captured.text).toContain('Row 1000 of a page without end');
    expect(captured.text).not.toContain('Row 60000 of a page without end');
    expect(captured.pageLength).toBeGreaterThan(80_000 * 25);
    expect(captured.pageLength).toBeLessThan(80_000 * 40);
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
