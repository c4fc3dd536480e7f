import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchExtension, type ExtensionBrowser } from './extension.ts';
import { openReadable, readIsolated, textRead } from './isolated-reader.ts';

/** Words of a page that a person can't see, and words that look like it and can be seen: by the production page reader. */
let browser: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchExtension();
  page = await openReadable(browser, { width: 800, height: 600 });
});

afterAll(() => browser?.close());

async function read(body: string, root = ''): Promise<string> {
  await page.setContent(
    `<!doctype html><html ${root}><title>t</title><p>Start.</p>${body}<p>End.</p></html>`,
  );
  return textRead(page);
}

const inColor = (color: string, background = '#fff'): string =>
  `<p style="background:${background};color:${color}">Words</p>`;
const veiled = (veil: string, text = 'Words'): string =>
  `<div style="position:relative"><p>${text}</p><div style="position:absolute;inset:0;background:#fff;${veil}"></div></div>`;

const veil = '<div style="position:absolute;inset:0;background:#fff"></div>';
const stuck = (style: string, after = ''): string =>
  `<div style="position:sticky;top:0;${style}"><p>Words</p>${after}</div>`;
/** So that the page scrolls. */
const far = '<div style="height:2000px"></div>';

describe('not read, for nobody can see it', () => {
  it.each([
    ['white in oklch()', inColor('oklch(1 0 0)')],
    ['white in oklab()', inColor('oklab(1 0 0)')],
    ['white in lab()', inColor('lab(100 0 0)')],
    ['white in lch()', inColor('lch(100 0 0)')],
    ['white in color()', inColor('color(display-p3 1 1 1)')],
    ['white mixed', inColor('color-mix(in oklch, white 99%, black)')],
    ['white by light-dark()', inColor('light-dark(#fff, #000)')],
    ['a system colour', inColor('Canvas')],
    ['blue on blue in two notations', inColor('oklch(from #369 l c h)', '#369')],
    ['its background in its own colour', '<p style="color:#369;background:currentColor">Words</p>'],
    ['a half shade over its own colour', inColor('rgb(255 255 255 / 0.5)')],
    ['a faint shade', inColor('rgb(0 0 0 / 0.02)')],
    ['on a gradient of one colour', inColor('#def', 'linear-gradient(#def, #def)')],
    ['a shadow in the same colour', '<p style="color:#fff;text-shadow:0 0 2px #fff">Words</p>'],
    [
      'white text through white',
      '<p style="background:#fff;background-clip:text;color:transparent">Words</p>',
    ],
    [
      'black that lightens white',
      '<p style="background:#fff"><span style="mix-blend-mode:lighten">Words</span></p>',
    ],
    [
      'in the colour of a box laid below',
      '<div style="position:relative"><div style="position:absolute;inset:0;background:#000"></div><p style="position:relative">Words</p></div>',
    ],
    [
      'in the colour of a box below it, beside which only its feet stand',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:-4px 0 3px 0;background:#fff"></div><div style="position:relative">Words</div></div>',
    ],
    [
      'in a line of its background, where the next one is not',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:0 0 20px 0;background:#fff"></div><div style="position:relative">Words<br>and others</div></div>',
    ],
    ['covered', veiled('')],
    ['stuck, and covered with it', stuck('', veil)],
    [
      'what can stick and has no room to, covered',
      `<div style="position:relative">${stuck('')}${veil}</div>`,
    ],
    [
      'what can stick where nobody scrolls, covered',
      `<div style="position:relative;height:200px">${stuck('')}${veil}</div>`,
    ],
    [
      'what sticks under a cover as high as its way',
      `<div style="position:relative;height:200px">${stuck('')}${veil}</div>${far}`,
    ],
    [
      'covered by what can stick and has no room to',
      '<div><p>Words</p><div style="position:sticky;top:0;height:50px;margin-top:-50px;background:#fff"></div></div>' +
        far,
    ],
    ['covered by a gradient', veiled('background:linear-gradient(#fff, #eee)')],
    [
      'covered by a pseudo-element',
      '<style>.v{position:relative}.v::after{content:"";position:absolute;inset:0;background:#fff}</style><p class=v>Words</p>',
    ],
    [
      'covered by a later item of a grid',
      '<div style="display:grid"><p style="grid-area:1/1">Words</p><div style="grid-area:1/1;background:#fff"></div></div>',
    ],
    [
      'covered by z-index',
      '<div style="position:relative;z-index:0"><div style="position:absolute;inset:0;z-index:2;background:#fff"></div><p style="position:relative;z-index:1">Words</p></div>',
    ],
    [
      'covered by what is pulled up',
      '<p>Words</p><div style="position:relative;margin-top:-50px;height:50px;background:#fff"></div>',
    ],
    [
      'covered by two halves',
      '<div style="position:relative"><p>Words</p><div style="position:absolute;inset:0 50% 0 0;background:#fff"></div><div style="position:absolute;inset:0 0 0 50%;background:#fff"></div></div>',
    ],
    [
      'behind the background of what holds it',
      '<div style="background:#eee"><p style="position:relative;z-index:-1">Words</p></div>',
    ],
    [
      'in a scroller that is covered',
      veiled(
        '',
        '<span style="display:block;height:30px;overflow:auto"><span style="display:block;height:90px"></span>Words</span>',
      ),
    ],
    ['clipped by 3 px', '<div style="height:3px;overflow:hidden"><p>.</p><p>Words</p></div>'],
    [
      'below a low box',
      '<div style="height:20px;overflow:hidden"><div style="height:30px"></div>Words</div>',
    ],
    [
      'cut by an ellipsis',
      '<div style="width:60px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">A line that is longer than Words</div>',
    ],
    [
      'in a later slide',
      '<div style="width:100px;overflow:hidden"><div style="display:flex"><p style="flex:none;width:100px">.</p><p style="flex:none;width:100px">Words</p></div></div>',
    ],
    ['clip-path: inset in px', '<p style="clip-path:inset(100px)">Words</p>'],
    ['clip-path: path()', '<p style="clip-path:path(\'M0 0h2v2Z\')">Words</p>'],
    ['clip-path: polygon of a hair', '<p style="clip-path:polygon(0 0, 100% 0, 100% 1px)">Words</p>'],
    ['clip-path: circle elsewhere', '<p style="clip-path:circle(9px at 700px 0)">Words</p>'],
    [
      'clip: rect() of another part',
      '<div style="position:absolute;clip:rect(40px,90px,90px,0)">Words</div>',
    ],
    ['mask of nothing', '<p style="mask-image:linear-gradient(transparent, transparent)">Words</p>'],
    ['left of a scroller', '<div style="overflow:auto"><p style="margin-left:-900px">Words</p></div>'],
    ['above the page', '<p style="position:absolute;inset:-90px auto auto 0">Words</p>'],
    ['moved away', '<p style="translate:-200vw">Words</p>'],
    ['turned away', '<p style="backface-visibility:hidden;transform:rotateY(180deg)">Words</p>'],
    ['turned away by rotate', '<p style="backface-visibility:hidden;rotate:x 180deg">Words</p>'],
    [
      'turned away by a matrix',
      '<p style="backface-visibility:hidden;transform:matrix3d(-1,0,0,0,0,1,0,0,0,0,-1,0,0,0,0,1)">Words</p>',
    ],
    [
      'turned away with what holds it',
      '<div style="transform-style:preserve-3d;transform:rotateX(180deg)"><p style="backface-visibility:hidden">Words</p></div>',
    ],
    ['on edge', '<p style="transform:rotateY(90deg)">Words</p>'],
    ['scaled away in one direction', '<p style="transform:scale(1, 0.05)">Words</p>'],
    ['zoomed away', '<p style="zoom:0.05">Words</p>'],
    [
      'far in the distance',
      '<div style="perspective:50px"><p style="transform:translateZ(-9000px)">Words</p></div>',
    ],
    ['letters on each other', '<p style="letter-spacing:-1em">Words</p>'],
    ['skipped', '<p style="content-visibility:hidden">Words</p>'],
    ['until found', '<p hidden=until-found>Words</p>'],
    ['a closed popover', '<p popover>Words</p>'],
    ['a closed dialog', '<dialog>Words</dialog>'],
  ])('%s', async (_, body) => {
    const text = await read(body);
    expect(text).not.toContain('Words');
    expect(text).toContain('Start.');
    expect(text).toContain('End.');
  });

  it.each(['light', 'dark'])('white on a canvas that may be dark, while it is %s', async (scheme) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const text = await read(
      '<p style="color:#fff">White</p><p style="color:#121212">Black</p>',
      'style="color-scheme:light dark"',
    );
    await page.emulateMediaFeatures([]);
    expect(text.includes('White')).toBe(scheme === 'dark');
    expect(text.includes('Black')).toBe(scheme === 'light');
  });
});

describe('read, for it can be seen', () => {
  it.each([
    ['on a photograph', '<p style="color:#fff;background:url(data:,) #fff">Words</p>'],
    ['on a gradient', inColor('#fff', 'linear-gradient(#fff, #000)')],
    [
      'by its gradient',
      '<p style="background:linear-gradient(red, blue);background-clip:text;color:transparent"><b>Words</b></p>',
    ],
    ['by its shadow', '<p style="color:#fff;text-shadow:0 0 2px #000">Words</p>'],
    [
      'beside its background',
      '<div style="height:0;background:#fff;color:#fff"><div style="position:relative;top:60px;height:40px;background:#000"></div><p style="position:relative">Words</p></div>',
    ],
    [
      'on a slanted box',
      '<div style="position:relative"><div style="position:absolute;inset:-20px 0;background:#000;transform:skewY(-2deg)"></div><p style="position:relative;color:#fff">Words</p></div>',
    ],
    ['through a shade', veiled('background:rgb(0 0 0 / 0.5)')],
    ['through a veil that is faded out', veiled('opacity:0')],
    [
      'under half a veil',
      '<p style="position:relative">Words<span style="position:absolute;inset:0 0 0 90%;background:#fff"></span></p>',
    ],
    [
      'before a box below it',
      '<div style="position:relative;z-index:0"><div style="position:absolute;inset:0;z-index:-1;background:#fff"></div><p>Words</p></div>',
    ],
    [
      'before the background of a sibling pulled up',
      '<p>Words</p><div style="margin-top:-50px;height:50px;background:#fff"></div>',
    ],
    [
      'under a cookie notice',
      '<div style="height:200px"></div><p>Words</p><div style="position:fixed;inset:0;background:#fff">We use cookies <button>Fine</button></div>',
    ],
    [
      'under a sticky header',
      '<div style="position:sticky;top:0;height:60px;margin-bottom:-60px;background:#fff">Menu</div><p>Words</p><div style="height:2000px"></div>',
    ],
    [
      'beside a box below it that has its colour',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:0 0 20px 0;background:#fff"></div><div style="position:relative">Others<br>Words</div></div>',
    ],
    [
      'half on a box that has its colour',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:0 0 50% 0;background:#fff"></div><div style="position:relative">Words</div></div>',
    ],
    [
      'what sticks under a cover that it leaves',
      `<div style="position:relative;height:300px">${stuck('')}<div style="position:absolute;inset:0 0 auto 0;height:60px;background:#fff"></div></div>${far}`,
    ],
    [
      'what sticks at the bottom, beside the cover at its place',
      `<div style="position:relative;height:900px"><div style="height:850px"></div><p style="position:sticky;bottom:0">Words</p><div style="position:absolute;inset:auto 0 0 0;height:60px;background:#fff"></div></div>${far}`,
    ],
    [
      'what sticks in a scroller',
      `<div style="position:relative;height:100px;overflow:auto">${stuck('')}<div style="position:relative;margin-top:-60px;height:60px;background:#fff"></div><div style="height:400px"></div></div>`,
    ],
    [
      'under an open menu',
      '<div style="position:relative;height:20px">Menu<ul style="position:absolute;top:20px;margin:0;z-index:9;background:#fff"><li>One</li><li>Two</li></ul></div><p>Words</p>',
    ],
    [
      'under a dialog',
      '<p>Words</p><div role=dialog style="position:absolute;inset:0;background:#fff">Sure?</div>',
    ],
    ['under an open modal dialog', '<p>Words</p><dialog id=d>Sure?</dialog><script>d.showModal()</script>'],
    [
      'under a layer with words of its own',
      '<p>Words</p><div style="position:absolute;inset:0;background:#fff">Subscribe now</div>',
    ],
    [
      'while scrolling is locked',
      '<style>body{overflow:hidden}</style><div style="height:3000px"></div><p>Words</p>',
    ],
    ['in a scroller', '<div style="height:40px;overflow:auto"><div style="height:900px"></div>Words</div>'],
    [
      'in code that scrolls sideways',
      '<pre style="width:90px;overflow:auto">                                        Words</pre>',
    ],
    [
      'in a slide that scrolls',
      '<div style="width:100px;overflow-x:auto"><div style="display:flex"><p style="flex:none;width:100px">.</p><p style="flex:none;width:100px">Words</p></div></div>',
    ],
    [
      'out of a box that does not hold it',
      '<div style="height:20px;overflow:hidden">.<p style="position:absolute;top:200px">Words</p></div>',
    ],
    [
      'in a rounded box',
      '<p style="overflow:hidden;border-radius:20px;clip-path:inset(0 round 20px)">Words</p>',
    ],
    ['in an arrow', '<p style="clip-path:polygon(0 0, 95% 0, 100% 50%, 95% 100%, 0 100%)">Words</p>'],
    ['faded at its end', '<p style="mask-image:linear-gradient(#000, transparent)">Words</p>'],
    [
      'the front of a card',
      '<div style="transform-style:preserve-3d"><p style="backface-visibility:hidden">Words</p></div>',
    ],
    [
      'the back of a card that was turned',
      '<div style="transform-style:preserve-3d;transform:rotateY(180deg)"><p style="backface-visibility:hidden;transform:rotateY(180deg)">Words</p></div>',
    ],
    ['mirrored', '<p style="backface-visibility:hidden;transform:scaleX(-1)">Words</p>'],
    ['turned a little', '<p style="rotate:4deg">Words</p>'],
    ['on a line of no height', '<p style="line-height:0;margin:30px">Words</p>'],
    [
      'from the right',
      '<div dir=rtl style="width:90px;overflow:auto;white-space:nowrap">Words and very many more of them</div>',
    ],
  ])('%s', async (_, body) => {
    expect(await read(body)).toContain('Words');
  });
});

describe('told of what was left out', () => {
  it('are the characters that nobody can see, but not those that are never read', async () => {
    await page.setContent(
      '<!doctype html><title>t</title><p>Seen</p><p hidden>twelve  chars</p><p style="color:#fff">five5</p>' +
        '<script>/* code */</script><input value="typed"><select><option>chosen</option></select>',
    );
    expect(await readIsolated(page)).toMatchObject({ text: 'Seen', hidden: 12 + 5 });
  });

  it('are invisible characters of text and title', async () => {
    await page.setContent(
      '<!doctype html><title>t\u200b\u2060itle</title><p>in\u034fvisi\u{e0041}\u{e0042}ble می\u200cخواهم</p>',
    );
    expect(await readIsolated(page)).toMatchObject({
      title: 'title',
      text: 'invisible می\u200cخواهم',
      removed: 5,
    });
  });

  it('is nothing where all can be seen', async () => {
    await page.setContent('<!doctype html><title>t</title><p>Seen</p>');
    const captured = await readIsolated(page);
    expect(captured).not.toHaveProperty('hidden');
    expect(captured).not.toHaveProperty('removed');
  });
});
