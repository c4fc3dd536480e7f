// @vitest-environment happy-dom
import { draw } from './drawn-page.ts';
import { describe, expect, it } from 'vitest';
import { createCamouflage } from '../../lib/page-context/camouflage.ts';

const white = 'rgb(255, 255, 255)';

const find = (id: string): Element => {
  const element = document.querySelector(`#${id}`);
  if (element === null) throw new Error(`There is no #${id}.`);
  return element;
};

const camouflage = () => createCamouflage(document, window);

/** Whether `#text` hides before a backdrop of this colour, which `#back`, or else the root, has painted. */
function hides(color: string | null): boolean {
  const text = find('text');
  const element = document.querySelector('#back') ?? document.documentElement;
  return camouflage().hides(text, getComputedStyle(text), color === null ? null : { element, color });
}

describe('the canvas', () => {
  it.each([
    ['', white],
    ['style="color-scheme: light"', white],
    ['style="color-scheme: dark"', null],
    ['style="color-scheme: light dark"', null],
  ])('of a root with %j is %s', (root, color) => {
    draw('', root);
    expect(camouflage().canvas(document.documentElement)?.color ?? null).toBe(color);
  });
});

describe('the backdrop of an element', () => {
  const around = { element: document.documentElement, color: white };

  it.each<[style: string, backdrop: string | null]>([
    ['', white],
    ['background-color: rgba(0, 0, 0, 0)', white],
    ['background-color: rgb(1, 2, 3)', 'rgb(1, 2, 3)'],
    ['background-color: rgba(1, 2, 3, 1)', 'rgba(1, 2, 3, 1)'],
    ['background-color: rgba(1, 2, 3, 0.5)', null],
    ['background-color: oklch(0.5 0.1 100)', null],
    ['background-color: rgb(1, 2, 3); background-image: url(x.png)', null],
    ['background-color: rgb(1, 2, 3); background-image: none', 'rgb(1, 2, 3)'],
    ['background-color: rgb(1, 2, 3); mix-blend-mode: multiply', null],
    ['background-color: rgb(1, 2, 3); mix-blend-mode: normal', 'rgb(1, 2, 3)'],
    ['background-color: rgb(1, 2, 3); filter: invert(1)', null],
    ['background-color: rgb(1, 2, 3); filter: blur(1px)', 'rgb(1, 2, 3)'],
  ])('with %j is %s', (style, color) => {
    draw(`<p id=text style="${style}">x</p>`);
    const element = find('text');
    const found = camouflage().backdrop(element, getComputedStyle(element), around);
    expect(found?.color ?? null).toBe(color);
    if (color !== null) expect(found?.element).toBe(color === white ? around.element : element);
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
    ['color: rgb(0, 0, 0); -webkit-text-fill-color: rgb(255, 255, 255)', white, true],
    ['color: rgb(255, 255, 255); -webkit-text-fill-color: rgb(0, 0, 0)', white, false],
    ['color: rgb(0, 0, 0); -webkit-text-fill-color: transparent', white, true],
    // Drawn in another way than by its ink.
    ['color: rgb(255, 255, 255); text-shadow: 1px 1px black', white, false],
    ['color: rgb(255, 255, 255); text-shadow: none', white, true],
    ['color: rgb(255, 255, 255); -webkit-text-stroke-width: 1px', white, false],
    ['color: rgb(255, 255, 255); -webkit-text-stroke-width: 0px', white, true],
    ['color: transparent; background-clip: text', white, false],
    ['color: transparent; -webkit-background-clip: text', white, false],
    ['color: transparent; background-clip: border-box', white, true],
  ])('of %s before %s: hidden %s', (style, backdrop, expected) => {
    draw(`<p id=text style="${style}">x</p>`);
    expect(hides(backdrop)).toBe(expected);
  });
});

describe('white on white is read where something else is painted at that place', () => {
  /** The text stands in the middle of 100 × 20 at (100, 100): at (150, 110). */
  const textWith = (content: string, more = ''): string =>
    `<p id=text data-box="100 100 100 20" style="color: rgb(255, 255, 255)" ${more}>${content}</p>`;
  const text = textWith('x');
  const painter = (box: string, style = 'background-color: rgb(0, 0, 0)', name = 'i'): string =>
    `<${name} data-box="${box}" style="${style}"></${name}>`;

  it.each<[what: string, hidden: boolean, body: string]>([
    ['nothing', true, text],
    ['a box', false, painter('0 0 400 400') + text],
    ['a box that begins there', false, painter('150 110 50 50') + text],
    ['a box that ends there', false, painter('100 60 50 50') + text],
    ['a box on its right', true, painter('151 0 400 400') + text],
    ['a box on its left', true, painter('0 0 149 400') + text],
    ['a box below', true, painter('0 111 400 400') + text],
    ['a box above', true, painter('0 0 400 109') + text],
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
    ['a box inside the text', true, textWith(painter('100 100 100 20'))],
    // Painted before the white that the text stands on.
    [
      'a box around the backdrop',
      true,
      `<div data-box="0 0 400 400" style="background-color: rgb(0, 0, 0)"><div id=back>${text}</div></div>`,
    ],
    ['a box within the backdrop', false, `<div id=back>${painter('0 0 400 400')}${text}</div>`],
  ])('%s: hidden %s', (_, expected, body) => {
    draw(body);
    expect(hides(white)).toBe(expected);
  });

  it.each<[what: string, before: string, boolean]>([
    ['nothing', 'content: none; background-color: rgb(0, 0, 0)', true],
    ['no content', 'content: normal; background-color: rgb(0, 0, 0)', true],
    ['a colour', "content: ''; background-color: rgb(0, 0, 0)", false],
    ['no colour', "content: ''; background-color: rgba(0, 0, 0, 0)", true],
    ['a colour in an unknown notation', "content: ''; background-color: oklch(0 0 0)", false],
    ['an image', "content: ''; background-color: rgba(0, 0, 0, 0); background-image: url(a.png)", false],
  ])('its ::before paints %s: hidden %s', (_, before, expected) => {
    draw(textWith('x', `data-before="${before}"`));
    expect(hides(white)).toBe(expected);
  });

  it('counts a ::before between the text and its backdrop, and none beyond', () => {
    const paints = `data-before="content: ''; background-color: rgb(0, 0, 0)"`;
    draw(`<div id=back><div ${paints}>${text}</div></div>`);
    expect(hides(white)).toBe(false);
    draw(`<div id=back ${paints}>${text}</div>`);
    expect(hides(white)).toBe(false);
    draw(`<div ${paints}><div id=back>${text}</div></div>`);
    expect(hides(white)).toBe(true);
  });
});
