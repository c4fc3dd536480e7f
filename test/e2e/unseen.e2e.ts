import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchExtension, type ExtensionBrowser } from './extension.ts';
import { openReadable, readIsolated, showDrawn, textRead } from './isolated-reader.ts';

/** Words of a page that a person can't see, and words that look like it and can be seen: by the production page reader. */
let browser: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchExtension();
  page = await openReadable(browser, { width: 800, height: 600 });
});

afterAll(() => browser?.close());

async function read(body: string, root = ''): Promise<string> {
  await showDrawn(
    page,
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
const lies = 'position:absolute;inset:0;width:100%;height:100%';
const under = (cover: string): string => `<div style="position:relative"><p>Words</p>${cover}</div>`;
const png = (data: string): string => `data:image/png;base64,${data}`;
const white = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC',
);
const clear = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg==',
);
const colored = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPwbb0EAALHAaUHQvkLAAAAAElFTkSuQmCC',
);
const painted = (paint: string): string =>
  `<canvas width=9 height=9 style="${lies}"></canvas><script>{const c=document.currentScript.previousSibling.getContext('2d');${paint}}</script>`;
const clipped = (shape: string, style = ''): string =>
  `<svg width=0 height=0 style="position:absolute;${style}"><clipPath id=c>${shape}</clipPath></svg><p style="clip-path:url(#c)">Words</p>`;
const masked = (shape: string): string =>
  `<svg width=0 height=0 style="position:absolute"><mask id=m>${shape}</mask></svg><p style="mask-image:url(#m)">Words</p>`;
/** Words before what is laid below them, and maybe under what lies on them. */
const onBox = (box: string, style: string, after = '', ground = '#123'): string =>
  `<div style="position:relative;background:${ground}"><div style="${lies};${box}"></div><p style="position:relative;${style}">Words</p>${after}</div>`;
const onImage = (src: string, style: string, around = ''): string =>
  `<div style="position:relative"><img src="${src}" style="${lies}"><div style="position:relative;${around}"><p style="${style}">Words</p></div></div>`;
const blend = (mode: string, background: string): string =>
  `<div style="${lies};background:${background};mix-blend-mode:${mode}"></div>`;
const filtered = (filter: string, color = '#c40', background = '#08c'): string =>
  `<div style="filter:${filter};background:${background}"><p style="color:${color}">Words</p></div>`;

/** In letters like holes, through which black is seen. */
const holes = (inside: string): string =>
  `<div style="background:linear-gradient(#000, #000);background-clip:text;color:transparent">${inside}</div>`;
/** Words on red, mixed with it together with what lies on them. */
const mixed = (mode: string): string =>
  `<div style="background:#f28"><div style="position:relative;mix-blend-mode:${mode}"><p>Words</p>${blend('darken', '#fff')}</div></div>`;
/** Words under black that lightens, on nothing but white from above, that ends so many CSS px below their upper edge. */
const lightened = (px: number): string =>
  `<div style="position:relative;height:20px"><div style="position:absolute;inset:-${px}px;background:#fff"></div></div>` +
  `<div style="position:relative;line-height:22px">Words${blend('lighten', '#000')}</div>`;
/** A line of words under what sticks, and has room to go on. */
const sticky = (style: string): string =>
  `<div style="line-height:22px">Words<div style="position:sticky;height:22px;margin-top:-22px;background:#fff;${style}"></div><div style="height:100px"></div></div>${far}`;

/** With room for covers that are larger than what they lie on. */
const apart = (body: string): string => `<div style="padding:300px 0">${body}</div>`;

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
    ['white that darkens an image', onImage(colored, 'mix-blend-mode:multiply;color:#fff')],
    ['black that lightens an image', onImage(colored, 'mix-blend-mode:lighten')],
    [
      'white that darkens the picture of its background',
      `<div style="background:#fff url(${colored})"><p style="mix-blend-mode:darken;color:#fff">Words</p></div>`,
    ],
    [
      'black that has nothing to be mixed with, in what lightens an image',
      onImage(colored, 'mix-blend-mode:multiply', 'mix-blend-mode:screen'),
    ],
    ['white in a box that darkens and is white', inColor('#fff', '#fff;mix-blend-mode:multiply')],
    ['in the colour of its box, to which a shadow is dropped', filtered('drop-shadow(0 0 1px red)', '#08c')],
    [
      'black before what makes a white box black',
      '<div style="position:relative"><div style="display:grid;background:#fff"><p style="grid-area:1/1;z-index:1">Words</p><div style="grid-area:1/1;background:#fff"></div></div>' +
        `${blend('difference', '#fff')}</div>`,
    ],
    [
      'on a box of another colour, under what makes one of both',
      onBox('background:#333', 'color:#555', blend('lighten', '#888')),
    ],
    [
      'in the colour that a filter gives the box below',
      onBox('background:#000;filter:invert(1)', 'color:#fff'),
    ],
    ['on a box that is faded out', onBox('background:#fff;opacity:0', 'color:#123')],
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
    ['turned along with what lies on it', `<div style="rotate:60deg;margin:200px">${veiled('')}</div>`],
    [
      'turned along with what cuts it off',
      '<div style="rotate:60deg;margin:200px;width:100px;height:20px;line-height:20px;overflow:hidden">.<br>Words</div>',
    ],
    ['under a cover that is turned a little', apart(veiled('inset:-200px;rotate:3deg'))],
    ['under a blurred cover, far from its edges', veiled('inset:-20px;filter:blur(2px)')],
    [
      'fixed, under what is fixed and blank',
      `<p style="position:fixed;top:100px">Words</p><div style="position:fixed;top:60px;width:300px;height:120px;background:#fff"></div>${far}`,
    ],
    [
      'under what is fixed and blank, where nothing scrolls',
      '<p style="margin:100px 0">Words</p><div style="position:fixed;inset:100px 0 auto;height:90px;background:#fff"></div>',
    ],
    [
      'in letters like holes, under white that darkens nothing but them',
      '<div style="background:linear-gradient(#000,#000);background-clip:text;color:transparent"><div style="opacity:0.99"><div style="position:relative">Words' +
        `${blend('multiply', '#fff')}</div></div></div>`,
    ],
    [
      'under what a page calls a menu, and is blank',
      under('<div role=menu style="position:absolute;inset:0;background:#fff"></div>'),
    ],
    ['under a border', apart(veiled('background:none;border:30px solid #fff;height:0'))],
    [
      'under an outline',
      apart(veiled('background:none;inset:0 0 auto 0;height:1px;outline:60px solid #fff')),
    ],
    [
      'under the shadow of a box',
      apart(veiled('background:none;inset:0 0 auto 0;height:1px;box-shadow:0 0 0 60px #fff')),
    ],
    ['under a shadow within a box', veiled('background:none;box-shadow:inset 0 0 0 60px #fff')],
    ['under what blurs all below it', veiled('background:none;backdrop-filter:blur(40px)')],
    ['blurred', '<p style="filter:blur(8px)">Words</p>'],
    [
      'behind the eye',
      '<div style="perspective:100px"><p style="transform:translateZ(200px)">Words</p></div>',
    ],
    ['behind the eye of its own', '<p style="transform:perspective(100px) translateZ(300px)">Words</p>'],
    [
      'further off than a cover in the same space',
      '<div style="transform-style:preserve-3d;position:relative"><div style="position:absolute;inset:0;background:#fff;transform:translateZ(10px)"></div><p style="transform:translateZ(0)">Words</p></div>',
    ],
    ['under its own broad outline', '<p style="-webkit-text-stroke:6px #fff">Words</p>'],
    ['white, with a shadow far from it', '<p style="color:#fff;text-shadow:900px 0 0 #000">Words</p>'],
    ['white, with a shadow spread far', '<p style="color:#fff;text-shadow:0 0 400px #000">Words</p>'],
    [
      'white, with a shadow dropped far',
      '<p style="color:#fff;filter:drop-shadow(-9000px 0 0 #000)">Words</p>',
    ],
    [
      'white, on a picture of one point',
      inColor('#fff', 'linear-gradient(#000, #000) 0 0/1px 1px no-repeat'),
    ],
    ['white, on a picture beside it', inColor('#fff', 'linear-gradient(#000, #000) 900px 0 no-repeat')],
    [
      'white, behind a box of no size',
      '<style>.b::before{content:"";background:#000}</style><p class=b style="color:#fff">Words</p>',
    ],
    [
      'in what is unfolded to nothing',
      '<style>details::details-content{height:0;overflow:clip}</style><details open><summary>.</summary>Words</details>',
    ],
    [
      'transparent by a highlight',
      '<style>::highlight(h){color:transparent}</style><p id=h>Words</p><script>{const r=new Range();r.selectNodeContents(h);CSS.highlights.set("h",new Highlight(r))}</script>',
    ],
    [
      'transparent by its selection',
      '<style>::selection{color:transparent;background:transparent}</style><p id=s>Words</p><script>getSelection().selectAllChildren(s)</script>',
    ],
    ['mask that is not there', '<p style="mask-image:url(#nothing)">Words</p>'],
    [
      'masks that leave nothing of each other',
      '<p style="mask-image:linear-gradient(#000,#000),linear-gradient(#000,#000);mask-composite:exclude">Words</p>',
    ],
    [
      'mask of light, black',
      '<p style="mask-image:linear-gradient(#000,#000);mask-mode:luminance">Words</p>',
    ],
    [
      'below a frame that shall not scroll',
      `<iframe scrolling=no height=60 srcdoc="<p style='margin-top:900px'>Words</p>"></iframe>`,
    ],
    ['covered', veiled('')],
    ['covered by an image', under(`<img src="${white}" style="${lies}">`)],
    [
      'in letters like holes, on an image that lies on what would show through them',
      `<div style="background:linear-gradient(#000, #00f);background-clip:text;color:transparent"><div style="position:relative"><img src="${white}" style="${lies}"><p style="position:relative">Words</p></div></div>`,
    ],
    ['covered by a canvas', under(painted("c.fillStyle='#fff';c.fillRect(0,0,9,9)"))],
    ['covered by a drawing', under(`<svg style="${lies}"><rect width=100% height=100% fill=white /></svg>`)],
    [
      'covered by a path that a group moves',
      under(
        `<svg style="${lies}" viewBox="0 0 9 9" preserveAspectRatio=none><g transform="translate(-9)"><path d="M9 0h9v9h-9z" fill="#fff" /></g></svg>`,
      ),
    ],
    ['covered by the picture of a background', veiled(`background:url(${white})`)],
    ['covered by what a filter changes', veiled('filter:invert(1)')],
    ['covered by white that lightens', veiled('mix-blend-mode:lighten')],
    ['covered by what a shape cuts beside it', veiled('clip-path:inset(0 0 0 0 round 3px)')],
    [
      'covered by a box with words under its own cover',
      '<div style="position:relative;height:20px"><div style="position:absolute;top:0"><div style="position:relative;height:44px">.<div style="position:absolute;inset:0;width:200px;background:#fff"></div></div></div></div><p style="margin:0">Words</p>',
    ],
    ['clip-path of an SVG', clipped('<rect width=9 height=2 />')],
    ['clip-path of an SVG elsewhere', clipped('<rect width=900 height=90 transform="translate(0 400)" />')],
    ['clip-path of an SVG with nothing in it', clipped('')],
    ['mask of an SVG, black', masked('<rect width=900 height=90 />')],
    [
      'mask of an SVG, painted over',
      masked('<path d="M0 0h900v90H0z" fill=white /><rect width=900 height=90 />'),
    ],
    [
      'in a scroller that is clipped beside it',
      '<div style="height:60px;overflow:auto;clip-path:inset(0 0 0 90%)">Words<div style="height:400px"></div></div>',
    ],
    [
      'in a scroller that is clipped',
      '<div style="height:60px;overflow:auto;clip-path:circle(2px at 0 0)"><div style="height:400px"></div>Words</div>',
    ],
    ['black that a black screen lies on', veiled('background:#000;mix-blend-mode:screen')],
    [
      'in a scroller whose cover it can not be scrolled out of',
      '<div style="position:relative;line-height:20px"><div style="height:40px;overflow:auto"><div>Words</div><div style="height:30px"></div></div><div style="position:absolute;inset:0 0 20px 0;background:#fff"></div></div>',
    ],
    [
      'by the gradient of a box without height',
      '<div style="background:linear-gradient(red, blue);background-clip:text;color:transparent;line-height:0">Words</div>',
    ],
    ['mask of a dot', '<p style="mask:linear-gradient(#000, #000) 0 0/2px 2px no-repeat">Words</p>'],
    [
      'beside what its mask fills',
      '<p style="mask-image:linear-gradient(#000, #000);width:90px;text-indent:200px">Words</p>',
    ],
    ['black by its filter, on black', filtered('brightness(0)')],
    [
      'a shade that its filter makes as bright as all else',
      filtered('brightness(50)', 'rgb(0 0 0 / 0.7)', 'rgb(255 40 128)'),
    ],
    ['grey by its filter, on grey', filtered('contrast(0)')],
    ['in two hues of one lightness, without colour', filtered('grayscale(1)', 'rgb(255 0 0)', 'rgb(0 76 0)')],
    [
      'white of another hue',
      '<div style="background:#fff"><p style="color:#c40;mix-blend-mode:hue">Words</p></div>',
    ],
    [
      'on a box of another colour that is cut off',
      '<div style="height:0;overflow:hidden"><div style="background:#00f">.</div></div><p style="color:#fff;margin:0">Words</p>',
    ],
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
    ['covered by what sticks to the top and goes along over it as it leaves', sticky('top:0')],
    [
      'under a header that lies on it from the beginning',
      '<div style="position:sticky;top:0;height:60px;margin-bottom:-60px;background:#fff">Menu</div><p>Words</p>' +
        far,
    ],
    ['cut off by what contains all that it paints', '<div style="contain:paint;height:0"><p>Words</p></div>'],
    [
      'cut off by what is drawn when it is scrolled to, and is',
      '<div style="content-visibility:auto;height:0"><p>Words</p></div>',
    ],
    [
      'in letters like holes, beside what shows through them',
      holes('<p style="position:relative;left:3000px">Words</p>'),
    ],
    [
      'in black letters like holes, under what turns them into its own colour',
      `<div style="position:relative">${holes('<p>Words</p>')}${blend('difference', '#000')}</div>`,
    ],
    ['black under white that darkens, both only a hue of what is below', mixed('hue')],
    [
      'black on white, which darken black together',
      '<div style="background:#000"><div style="mix-blend-mode:multiply;background:#fff"><p>Words</p></div></div>',
    ],
    ['black under black that lightens white above its letters', lightened(4)],
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
    [
      'white that darkens, kept from the image by its group',
      onImage(colored, 'mix-blend-mode:multiply;color:#fff', 'isolation:isolate'),
    ],
    ['black that lightens, through the holes of an image', onImage(clear, 'mix-blend-mode:lighten')],
    ['grey that darkens an image', onImage(colored, 'mix-blend-mode:multiply;color:#888')],
    [
      'white that darkens an image, by its shadow',
      onImage(colored, 'mix-blend-mode:multiply;color:#fff;filter:drop-shadow(0 0 1px #000)'),
    ],
    [
      'white on a box, both in what darkens',
      `<div style="background:#fff"><div style="mix-blend-mode:multiply">${onBox('background:#c40', 'color:#fff', '', 'none')}</div></div>`,
    ],
    [
      'white before what makes a white box black',
      '<div style="position:relative"><div style="display:grid;background:#fff"><p style="grid-area:1/1;z-index:1;color:#fff">Words</p><div style="grid-area:1/1;background:#fff"></div></div>' +
        `${blend('difference', '#fff')}</div>`,
    ],
    [
      'black on a white box, under what turns both',
      onBox('background:#fff', 'color:#000', blend('difference', '#fff')),
    ],
    [
      'in another colour than a filter gives the box below',
      onBox('background:#000;filter:invert(1)', 'color:#000'),
    ],
    ['in the colour of a box that is faded out', onBox('background:#fff;opacity:0', 'color:#fff')],
    [
      'in the colour of a box below it, by a shadow that is dropped',
      onBox('background:#fff', 'color:#fff;filter:drop-shadow(0 0 1px #000)'),
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
      'turned along with what lies beside it',
      `<div style="rotate:60deg;margin:200px">${veiled('inset:0 0 0 300px')}</div>`,
    ],
    [
      'turned along with what would cut it off',
      '<div style="rotate:60deg;margin:200px;width:100px;height:40px;line-height:20px;overflow:hidden">.<br>Words</div>',
    ],
    [
      'beside a cover that is turned, in the box around it',
      '<div style="position:relative;height:200px"><p>Words</p><div style="position:absolute;left:0;top:0;width:300px;height:60px;background:#fff;transform:translate(0,100px) rotate(45deg)"></div></div>',
    ],
    ['at the edge of a blurred cover', veiled('inset:0 0 0 0;filter:blur(9px)')],
    [
      'fixed, under what is fixed and says something',
      `<p style="position:fixed;top:100px">Words</p><div style="position:fixed;top:60px;width:300px;height:120px;background:#fff">Menu</div>${far}`,
    ],
    [
      'under what is fixed and shows a picture',
      `<p>Words</p><div style="position:fixed;inset:0;background:#fff"><img src="${colored}"></div>`,
    ],
    ['within a border', veiled('background:none;inset:-30px;border:20px solid #fff')],
    [
      'under a soft shadow',
      veiled('background:none;inset:0 0 auto 0;height:1px;box-shadow:0 0 60px 2px #fff'),
    ],
    ['under what blurs a little', veiled('background:none;backdrop-filter:blur(1px)')],
    ['blurred a little', '<p style="filter:blur(1px)">Words</p>'],
    [
      'near the eye',
      '<div style="perspective:100px;width:200px;margin:0 200px"><p style="transform:translateZ(20px)">Words</p></div>',
    ],
    [
      'nearer than a box in the same space',
      '<div style="transform-style:preserve-3d;position:relative"><p style="transform:translateZ(10px)">Words</p><div style="position:absolute;inset:0;background:#fff;transform:translateZ(-10px)"></div></div>',
    ],
    ['in a thin outline', '<p style="-webkit-text-stroke:1px #fff;color:#000;font-size:40px">Words</p>'],
    ['white, before its own shadow', '<p style="color:#fff;text-shadow:0 0 3px #000">Words</p>'],
    ['white, on a large picture', inColor('#fff', `linear-gradient(#000, #333) 0 0/100% 100% no-repeat`)],
    ['in what is unfolded', '<details open><summary>.</summary>Words</details>'],
    [
      'in a highlight of other colours',
      '<style>::highlight(h){color:#fff;background:#00f}</style><p id=h>Words</p><script>{const r=new Range();r.selectNodeContents(h);CSS.highlights.set("h",new Highlight(r))}</script>',
    ],
    [
      'in a selection of other colours',
      '<style>::selection{color:#fff;background:rgb(0 0 255 / 0.8)}</style><p id=s>Words</p><script>getSelection().selectAllChildren(s)</script>',
    ],
    [
      'masks that add up',
      '<p style="mask-image:linear-gradient(#000,#000),linear-gradient(#000,#000)">Words</p>',
    ],
    [
      'below a frame that scrolls',
      `<iframe height=60 srcdoc="<p style='margin-top:900px'>Words</p>"></iframe>`,
    ],
    [
      'under a cookie notice',
      '<div style="height:200px"></div><p>Words</p><div style="position:fixed;inset:0;background:#fff">We use cookies <button>Fine</button></div>',
    ],
    [
      'under a sticky header that it was scrolled to',
      '<div style="position:sticky;top:0;height:60px;background:#fff">Menu</div><p>Words</p>' +
        `${far}<script>scrollTo(0, 70)</script>`,
    ],
    ['beside what sticks, where that stops short of the top', sticky('top:22px')],
    ['in what contains all that it paints', '<div style="contain:paint"><p>Words</p></div>'],
    [
      'in what is drawn when it is scrolled to, and takes no room before',
      `${far.repeat(3)}<div style="content-visibility:auto"><p>Words</p></div>`,
    ],
    ['in letters like holes, moved a little', holes('<p style="position:relative;top:5px">Words</p>')],
    [
      'in black letters like holes on white, under what turns neither',
      `<div style="position:relative;background:#fff">${holes('<p>Words</p>')}${blend('difference', '#000')}</div>`,
    ],
    ['black under white that darkens, both as light as they are', mixed('luminosity')],
    [
      'black on white, which darken a red box on black together',
      `<div style="position:relative;background:#000"><div style="${lies};background:#f00"></div><div style="position:relative;mix-blend-mode:multiply;background:#fff"><p>Words</p></div></div>`,
    ],
    [
      'black on white, which darken red together',
      '<div style="background:#f00"><div style="mix-blend-mode:multiply;background:#fff"><p>Words</p></div></div>',
    ],
    ['black under black that lightens white as far as its letters', lightened(16)],
    [
      'beside a box below it that has its colour',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:0 0 20px 0;background:#fff"></div><div style="position:relative">Others<br>Words</div></div>',
    ],
    [
      'half on a box that has its colour',
      '<div style="position:relative;z-index:0;background:#123;color:#fff;line-height:20px"><div style="position:absolute;inset:0 0 50% 0;background:#fff"></div><div style="position:relative">Words</div></div>',
    ],
    ['under an image with nothing in it', under(`<img src="${clear}" style="${lies}">`)],
    ['under an image that fits beside it', under(`<img src="${white}" style="${lies};object-fit:none">`)],
    ['under an image that did not come', under(`<img src="data:image/png," style="${lies}">`)],
    [
      'on an image',
      `<div style="position:relative"><img src="${white}" style="${lies}"><p style="position:relative">Words</p></div>`,
    ],
    ['on the picture of a background', `<p style="background:url(${white})">Words</p>`],
    ['under an empty canvas', under(painted(''))],
    ['under a canvas painted in part', under(painted("c.fillStyle='#fff';c.fillRect(5,0,4,9)"))],
    [
      'under a drawing of lines',
      under(`<svg style="${lies}"><rect width=100% height=100% fill=none stroke=red /></svg>`),
    ],
    [
      'under a faint drawing',
      under(`<svg style="${lies}" opacity=0.5><rect width=100% height=100% fill=white /></svg>`),
    ],
    [
      'under what a drawing only defines',
      under(`<svg style="${lies}"><defs><rect width=100% height=100% fill=white /></defs></svg>`),
    ],
    ['under the picture of a background with holes', veiled(`background:url(${clear})`)],
    ['under a small picture of a background', veiled(`background:url(${white}) 0 0/2px 2px no-repeat`)],
    ['under a cover that a filter fades', veiled('filter:opacity(0.5)')],
    ['under white that darkens', veiled('mix-blend-mode:darken')],
    ['under a cover that a shape cuts from it', veiled('clip-path:inset(0 0 0 50%)')],
    [
      'in a scroller with round corners',
      '<div style="height:60px;overflow:auto;clip-path:inset(0 round 9px)"><div style="height:400px"></div>Words</div>',
    ],
    [
      'in a scroller that fades at its end',
      '<div style="height:60px;overflow:auto;mask-image:linear-gradient(#000, transparent)"><div style="height:400px"></div>Words</div>',
    ],
    ['in the clip-path of an SVG', clipped('<rect width=900 height=90 />')],
    ['in the clip-path of an SVG that is not there', clipped('<rect width=2 height=2 />', 'display:none')],
    [
      'in the clip-path of an SVG by its share',
      '<svg width=0 height=0 style="position:absolute"><clipPath id=c clipPathUnits=objectBoundingBox><rect width=1 height=1 /></clipPath></svg><p style="clip-path:url(#c)">Words</p>',
    ],
    ['in the mask of an SVG', masked('<rect width=900 height=90 fill=white />')],
    [
      'by its shadow, which a filter drops',
      '<p style="color:#fff;filter:drop-shadow(0 0 1px #000)">Words</p>',
    ],
    ['black on what its filter makes bright', filtered('brightness(50)', '#000', 'rgb(255 40 128)')],
    ['by a filter that turns colours', filtered('invert(1)')],
    [
      'by a filter that its ground does not have',
      '<div style="background:#08c"><p style="color:#08c;filter:invert(1)">Words</p></div>',
    ],
    [
      'by a blending that its group keeps from the ground',
      '<div style="background:#fff"><div style="isolation:isolate"><p style="mix-blend-mode:lighten">Words</p></div></div>',
    ],
    [
      'before a later item of a grid, as what is drawn when it is scrolled to',
      '<div style="display:grid"><div style="grid-area:1/1"><p style="content-visibility:auto">Words</p></div><div style="grid-area:1/1;background:#fff"></div></div>',
    ],
    [
      'in a scroller, out of whose cover it can be scrolled',
      '<div style="position:relative;line-height:20px"><div style="height:40px;overflow:auto"><div style="height:60px"></div><div>Words</div><div style="height:30px"></div></div><div style="position:absolute;inset:0 0 20px 0;background:#fff"></div></div>',
    ],
    [
      'in what scrolls below a cover, but moved before it',
      '<div style="position:relative"><div style="position:absolute;inset:0;background:#fff"></div><div style="overflow:auto"><p style="transform:translateX(0)">Words</p></div></div>',
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
