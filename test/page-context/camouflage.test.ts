// @vitest-environment happy-dom
import { draw } from './drawn-page.ts';
import { describe, expect, it } from 'vitest';
import { createCamouflage } from '../../lib/page-context/camouflage.ts';
import { readPage } from '../../lib/page-context/capture.ts';
import { createPalette, type Color } from '../../lib/page-context/colors.ts';
import { canvasGround, groundIn, type Ground } from '../../lib/page-context/ground.ts';
import { inksOf, inksThrough } from '../../lib/page-context/inks.ts';

const white = 'rgb(255, 255, 255)';
const palette = createPalette();
const styleOf = (element: Element, pseudo?: string) => getComputedStyle(element, pseudo);
const canvas = (): Ground => canvasGround(document, window, document.documentElement);
const groundOf = (element: Element, around: Ground): Ground =>
  groundIn(element, getComputedStyle(element), around, palette);

const find = (id: string): Element => {
  const element = document.querySelector(`#${id}`);
  if (element === null) throw new Error(`There is no #${id}.`);
  return element;
};

/** Whether `#text` hides before a backdrop of this colour; null: of one that can't be told. */
function hides(color: string | null, opacity = 1, isOpaque = true): boolean {
  const text = find('text');
  const style = getComputedStyle(text);
  const back = color === null ? null : (palette.color(color) ?? null);
  const ground = groundOf(text, {
    // On the bare canvas nothing is mixed; this is a box's colour.
    backdrop: {
      element: document.documentElement,
      color: back,
      isOpaque,
      around: canvas().backdrop,
    },
    through: [],
  });
  const inks = inksOf(style, palette);
  const through = inksThrough(ground.through);
  if (inks === null || through === null) return false;
  const place = text.getBoundingClientRect();
  return createCamouflage(document, palette, styleOf).hides([...inks, ...through], opacity, ground, {
    holder: text,
    place: () => place,
    beneath: [],
    isOnMore: false,
    backdrop: ground.backdrop,
  });
}

describe('the canvas', () => {
  it.each<[root: string, body: string, color: Color]>([
    ['', '', [255, 255, 255, 1]],
    ['style="color-scheme: light"', '', [255, 255, 255, 1]],
    ['style="color-scheme: dark"', '', [18, 18, 18, 1]],
    // The window of the test prefers light.
    ['style="color-scheme: light dark"', '', [255, 255, 255, 1]],
    ['style="color-scheme: normal"', '<meta name="color-scheme" content="dark">', [18, 18, 18, 1]],
  ])('of a root with %j, %j is %j', (root, body, color) => {
    draw(body, root);
    expect(canvas().backdrop.color).toEqual(color);
  });
});

describe('the backdrop of an element', () => {
  it.each<[style: string, backdrop: Color | null]>([
    ['', [255, 255, 255, 1]],
    ['background-color: rgba(0, 0, 0, 0)', [255, 255, 255, 1]],
    ['background-color: rgb(1, 2, 3)', [1, 2, 3, 1]],
    ['background-color: rgba(1, 2, 3, 1)', [1, 2, 3, 1]],
    ['background-color: rgba(0, 0, 0, 0.2)', [204, 204, 204, 1]],
    // What only a browser can convert is not compared where there is none.
    ['background-color: oklch(0.5 0.1 100)', null],
    ['background-color: rgb(1, 2, 3); background-image: url(x.png)', null],
    ['background-color: rgb(1, 2, 3); background-image: none', [1, 2, 3, 1]],
    ['background-image: linear-gradient(rgb(1, 2, 3), rgb(1, 2, 3))', [1, 2, 3, 1]],
    ['background-image: linear-gradient(rgb(1, 2, 3), rgb(3, 2, 1))', null],
    [
      'background-image: linear-gradient(rgb(1, 2, 3), rgb(1, 2, 3)); background-size: 1px 1px; background-repeat: no-repeat',
      [255, 255, 255, 1],
    ],
    // What happens to a box as a whole happens to what is on it as well.
    ['background-color: rgb(1, 2, 3); mix-blend-mode: multiply', [1, 2, 3, 1]],
    ['background-color: rgba(1, 2, 3, 0.5); mix-blend-mode: multiply', null],
    ['background-color: rgb(1, 2, 3); mix-blend-mode: normal', [1, 2, 3, 1]],
    ['background-color: rgb(1, 2, 3); filter: url(#f)', [1, 2, 3, 1]],
    ['background-color: rgb(1, 2, 3); filter: drop-shadow(0 0 1px red)', [1, 2, 3, 1]],
    ['background-color: rgb(1, 2, 3); filter: invert(1)', [1, 2, 3, 1]],
    ['background-color: rgba(1, 2, 3, 0.5); filter: invert(1)', null],
    ['background-color: rgb(1, 2, 3); filter: blur(1px)', [1, 2, 3, 1]],
    ['background-color: rgb(1, 2, 3); background-clip: text', [255, 255, 255, 1]],
  ])('with %j is %j', (style, color) => {
    draw(`<p id=text style="${style}">x</p>`);
    expect(groundOf(find('text'), canvas()).backdrop.color).toEqual(color);
  });
});

describe('a text', () => {
  it.each<[ink: string, backdrop: string | null, boolean]>([
    ['color: rgb(255, 255, 255)', white, true],
    ['color: rgb(0, 0, 0)', white, false],
    // Six steps apart on every channel are one colour to the eye, seven on one channel alone are two.
    ['color: rgb(249, 249, 249)', white, true],
    ['color: rgb(248, 255, 255)', white, false],
    ['color: rgb(255, 248, 255)', white, false],
    ['color: rgb(255, 255, 248)', white, false],
    ['color: rgb(7, 0, 0)', 'rgb(0, 0, 0)', false],
    ['color: rgb(0, 7, 0)', 'rgb(0, 0, 0)', false],
    ['color: rgb(0, 0, 7)', 'rgb(0, 0, 0)', false],
    ['color: rgb(6, 6, 6)', 'rgb(0, 0, 0)', true],
    ['color: rgb(255, 255, 255)', null, false],
    ['color: rgb(255, 255, 255)', 'oklch(1 0 0)', false],
    // In no ink at all, whatever is behind.
    ['color: rgba(0, 0, 0, 0.07)', white, true],
    ['color: rgba(0, 0, 0, 0.08)', white, false],
    ['color: rgba(0, 0, 0, 0.07)', null, true],
    ['color: transparent', null, true],
    ['color: oklch(1 0 0)', white, false],
    ['color: rgba(0, 0, 0, 0.5)', 'rgb(10, 10, 10)', true],
    ['color: rgba(255, 255, 255, 0.5)', 'rgb(0, 0, 0)', false],
    ['color: rgb(0, 0, 0); mix-blend-mode: lighten', white, true],
    ['color: rgb(0, 0, 0); mix-blend-mode: multiply', white, false],
    ['color: rgb(255, 255, 255); mix-blend-mode: multiply', 'rgb(9, 9, 9)', true],
    ['color: rgb(255, 255, 255); mix-blend-mode: multiply', null, true],
    ['color: rgb(240, 255, 255); mix-blend-mode: multiply', null, false],
    ['color: rgb(255, 255, 255); mix-blend-mode: screen', null, false],
    ['color: rgb(0, 0, 0); mix-blend-mode: difference', null, true],
    ['color: rgb(0, 0, 0); mix-blend-mode: color', null, false],
    ['color: rgb(255, 255, 255); mix-blend-mode: multiply; filter: invert(1)', null, false],
    ['color: rgb(0, 0, 0); mix-blend-mode: multiply; filter: invert(1)', null, true],
    ['color: rgb(255, 255, 255); mix-blend-mode: multiply; filter: drop-shadow(0 0 1px red)', null, false],
    ['color: rgb(0, 0, 0); mix-blend-mode: hue', white, true],
    ['color: rgb(0, 0, 0); mix-blend-mode: luminosity', white, false],
    ['color: rgb(0, 0, 0); -webkit-text-fill-color: rgb(255, 255, 255)', white, true],
    ['color: rgb(255, 255, 255); -webkit-text-fill-color: rgb(0, 0, 0)', white, false],
    ['color: rgb(0, 0, 0); -webkit-text-fill-color: transparent', white, true],
    // Drawn in another way than by its ink.
    ['color: rgb(255, 255, 255); text-shadow: rgb(0, 0, 0) 1px 1px', white, false],
    ['color: rgb(255, 255, 255); text-shadow: rgb(254, 254, 254) 1px 1px', white, true],
    ['color: rgb(255, 255, 255); text-shadow: 1px 1px somehow', white, false],
    ['color: rgb(255, 255, 255); text-shadow: none', white, true],
    [
      'color: rgb(255, 255, 255); -webkit-text-stroke-width: 1px; -webkit-text-stroke-color: rgb(0, 0, 0)',
      white,
      false,
    ],
    [
      'color: rgb(255, 255, 255); -webkit-text-stroke-width: 1px; -webkit-text-stroke-color: rgb(255, 255, 255)',
      white,
      true,
    ],
    ['color: rgb(255, 255, 255); -webkit-text-stroke-width: 0px', white, true],
    ['color: transparent; background-clip: text; background-color: rgb(0, 0, 0)', white, false],
    [
      'color: transparent; -webkit-background-clip: text; background-image: linear-gradient(rgb(9, 9, 9), rgb(255, 255, 255))',
      white,
      false,
    ],
    ['color: transparent; background-clip: text; background-image: url(a.png)', white, false],
    [
      'color: transparent; background-clip: text; background-image: linear-gradient(rgb(253, 255, 255), rgb(255, 255, 255))',
      white,
      true,
    ],
    ['color: transparent; background-clip: border-box', white, true],
  ])('of %s before %s: hidden %s', (style, backdrop, expected) => {
    draw(`<p id=text style="${style}">x</p>`);
    expect(hides(backdrop)).toBe(expected);
  });

  it('that changes nothing of an image shows through its holes, on the canvas', () => {
    draw('<p id=text style="color: rgb(0, 0, 0); mix-blend-mode: lighten">x</p>');
    expect(hides(null, 1, true)).toBe(true);
    expect(hides(null, 1, false)).toBe(false);
  });

  it('that is faded has less contrast', () => {
    draw('<p id=text style="color: rgb(200, 200, 200)">x</p>');
    expect(hides(white, 0.12)).toBe(false);
    expect(hides(white, 0.1)).toBe(true);
  });
});

describe('white on white is read where something else is painted at that place', () => {
  const isHidden = (body: string): boolean => {
    draw(body);
    const captured = readPage(document, null, 'https://example.org/');
    if ('unreadable' in captured) expect(captured).toEqual({ unreadable: 'empty' });
    return !('text' in captured && captured.text.includes('Words'));
  };
  const textWith = (content: string, more = ''): string =>
    `<p id=text data-box="100 100 100 20" style="color: rgb(255, 255, 255)" ${more}>${content}</p>`;
  const text = textWith('Words');
  const painter = (box: string, style = 'background-color: rgb(0, 0, 0)', name = 'i'): string =>
    `<${name} data-box="${box}" style="${style}"></${name}>`;

  it.each<[what: string, hidden: boolean, body: string]>([
    ['nothing', true, text],
    ['a box', false, painter('0 0 400 400') + text],
    ['a box that begins there', false, painter('150 110 50 50') + text],
    ['a box that ends there', false, painter('100 60 50 50') + text],
    ['a box on its right', true, painter('200 0 400 400') + text],
    ['a box on its left', true, painter('0 0 100 400') + text],
    ['a box below', true, painter('0 120 400 400') + text],
    ['a box above', true, painter('0 0 400 100') + text],
    ['a box of no width', true, painter('149.5 0 0.9 400') + text],
    ['a box of no height', true, painter('0 109.5 400 0.9') + text],
    ['a hair', false, painter('150 110 1 1') + text],
    ['a box of its own colour', true, painter('0 0 400 400', 'background-color: rgb(252, 255, 255)') + text],
    ['a box of a half shade', false, painter('0 0 400 400', 'background-color: rgba(0, 0, 0, 0.5)') + text],
    ['a box of no shade', true, painter('0 0 400 400', 'background-color: rgba(0, 0, 0, 0)') + text],
    ['a box in an unknown notation', false, painter('0 0 400 400', 'background-color: oklch(0 0 0)') + text],
    ['a box with an image', false, painter('0 0 400 400', 'background-image: url(a.png)') + text],
    ['a picture', false, painter('0 0 400 400', '', 'picture') + text],
    ['an image of its own colour', false, painter('0 0 400 400', `background-color: ${white}`, 'img') + text],
    [
      'a box that is hidden',
      true,
      painter('0 0 400 400', 'background-color: rgb(0, 0, 0); visibility: hidden') + text,
    ],
    [
      'a box of its own colour inside the text',
      true,
      textWith(`Words${painter('100 100 100 20', 'background-color: rgb(255, 255, 255)')}`),
    ],
    // Painted before the white that the text stands on.
    [
      'a box around the backdrop',
      true,
      `<div data-box="0 0 400 400" style="background-color: rgb(0, 0, 0)"><div style="background-color: rgb(255, 255, 255)">${text}</div></div>`,
    ],
    [
      'a box within the backdrop',
      false,
      `<div style="background-color: rgb(255, 255, 255)">${painter('0 0 400 400')}${text}</div>`,
    ],
  ])('%s: hidden %s', (_, expected, body) => {
    expect(isHidden(body)).toBe(expected);
  });

  it.each<[what: string, before: string, boolean]>([
    ['nothing', 'content: none; background-color: rgb(0, 0, 0)', true],
    ['no content', 'content: normal; background-color: rgb(0, 0, 0)', true],
    ['a colour', "content: ''; background-color: rgb(0, 0, 0)", false],
    ['no colour', "content: ''; background-color: rgba(0, 0, 0, 0)", true],
    ['a colour in an unknown notation', "content: ''; background-color: oklch(0 0 0)", false],
    ['an image', "content: ''; background-color: rgba(0, 0, 0, 0); background-image: url(a.png)", false],
  ])('its ::before paints %s: hidden %s', (_, before, expected) => {
    expect(isHidden(textWith('Words', `data-before="${before}"`))).toBe(expected);
  });

  it('counts a ::before between the text and its backdrop, and none beyond', () => {
    const paints = `data-before="content: ''; background-color: rgb(0, 0, 0)"`;
    expect(
      isHidden(`<div style="background-color: rgb(255, 255, 255)"><div ${paints}>${text}</div></div>`),
    ).toBe(false);
    expect(isHidden(`<div ${paints} style="background-color: rgb(255, 255, 255)">${text}</div>`)).toBe(false);
    expect(
      isHidden(`<div ${paints}><div style="background-color: rgb(255, 255, 255)">${text}</div></div>`),
    ).toBe(true);
  });
});
