// @vitest-environment happy-dom
import { draw } from './drawn-page.ts';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';

/** The window is 1000 × 800. Whether the words of a page are read. */
function isRead(body: string, root = '', bodyAttributes = ''): boolean {
  draw(body, root, bodyAttributes);
  const captured = readPage(document, null, 'https://example.org/');
  if ('unreadable' in captured) expect(captured).toEqual({ unreadable: 'empty' });
  return 'text' in captured && captured.text.includes('Words');
}

const at = (box: string, style = ''): string => `<p data-box="${box}" style="${style}">Words</p>`;
const fixed = 'position: fixed';
const scroller = 'overflow-x: auto; overflow-y: auto';

describe('how an element is drawn', () => {
  it.each<[style: string, boolean]>([
    ['', true],
    ['display: none', false],
    ['content-visibility: hidden', false],
    ['content-visibility: auto', true],
    ['visibility: hidden', false],
    ['visibility: collapse', false],
    ['visibility: visible', true],
    ['opacity: 0.079', false],
    ['opacity: 0.08', true],
    ['filter: opacity(7%)', false],
    ['filter: opacity(8%)', true],
    ['filter: opacity( 0.07 )', false],
    ['filter: opacity(0.5)', true],
    ['filter: blur(1px)', true],
    ['opacity: 0.25; filter: opacity(25%)', false],
    ['font-size: 2.9px', false],
    ['font-size: 3px', true],
    ['text-indent: -499px', true],
    ['text-indent: -500px', false],
    ['text-indent: 4999px', true],
    ['text-indent: 5000px', false],
    ['clip-path: inset(50%)', false],
    ['position: absolute; clip: rect(0, 0, 0, 0)', false],
    ['clip: rect(0, 0, 0, 0)', true],
    ['color: rgb(255, 255, 255)', false],
    ['color: rgb(0, 0, 0)', true],
  ])('%j: read %s', (style, expected) => {
    expect(isRead(`<p style="${style}">Words</p>`)).toBe(expected);
  });

  it('multiplies the opacities around it', () => {
    expect(isRead('<div style="opacity: 0.25"><p style="opacity: 0.25">Words</p></div>')).toBe(false);
    expect(isRead('<div style="opacity: 0.3"><p style="opacity: 0.3">Words</p></div>')).toBe(true);
  });

  it('and `hidden` counts, but for the page itself, whose style decides', () => {
    expect(isRead('<p hidden style="display: block">Words</p>')).toBe(false);
    expect(isRead('<p>Words</p>', 'hidden="" style="display: block"', 'hidden style="display: block"')).toBe(
      true,
    );
  });

  it('in the colour of a box further up hides, as far as no other box is between', () => {
    const text = '<p style="color: rgb(0, 0, 0)">Words</p>';
    expect(isRead(`<div style="background-color: rgb(0, 0, 0)">${text}</div>`)).toBe(false);
    expect(
      isRead(
        `<div style="background-color: rgb(0, 0, 0)"><div style="background-color: rgb(255, 255, 255)">${text}</div></div>`,
      ),
    ).toBe(true);
  });
});

describe('a box that cuts its content', () => {
  it.each<[box: string, style: string, boolean]>([
    ['0 0 2 100', 'overflow-x: hidden', false],
    // Half as broad as the line is high: a letter.
    ['0 0 9 100', 'overflow-x: hidden', false],
    ['0 0 10 100', 'overflow-x: hidden', true],
    ['0 0 100 9', 'overflow-y: hidden', false],
    ['0 0 100 10', 'overflow-y: hidden', true],
    ['0 0 2 100', '', true],
    ['0 0 2 100', 'overflow-x: hidden; display: inline', true],
  ])('%s with %j: read %s', (box, style, expected) => {
    expect(isRead(`<div data-box="${box}" style="${style}"><p data-box="0 0 100 20">Words</p></div>`)).toBe(
      expected,
    );
  });

  it('is none where the page is it: the window shows what the page cuts', () => {
    const thin = 'data-box="0 0 1000 2" style="overflow-x: hidden; overflow-y: hidden"';
    expect(isRead(at('0 0 100 20'), '', thin)).toBe(true);
  });
});

describe('a text', () => {
  it.each<[box: string, boolean]>([
    ['0 0 1.9 20', false],
    ['0 0 2 20', true],
    ['0 0 100 1.9', false],
    ['0 0 100 2', true],
    // Above the page's beginning nothing scrolls to, and of half a line nobody can read; below there is no limit.
    ['0 -11 100 20', false],
    ['0 -10 100 20', true],
    ['0 99999 100 20', true],
    ['-91 0 100 20', false],
    ['-90 0 100 20', true],
    // Wide tables are scrolled to; what is farther off is there to be missed.
    ['5990 0 100 20', true],
    ['5991 0 100 20', false],
  ])('at %s: read %s', (box, expected) => {
    expect(isRead(at(box))).toBe(expected);
  });

  it.each<[box: string, boolean]>([
    ['990 0 100 20', true],
    ['991 0 100 20', false],
    ['-90 0 100 20', true],
    ['-91 0 100 20', false],
  ])('at %s, where the page cannot be scrolled sideways: read %s', (box, expected) => {
    for (const style of ['overflow-x: hidden', 'overflow-x: clip']) {
      expect(isRead(at(box), `style="${style}"`), `root ${style}`).toBe(expected);
      expect(isRead(at(box), '', `style="${style}"`), `body ${style}`).toBe(expected);
    }
    expect(isRead(at('991 0 100 20'), 'style="overflow-x: auto"')).toBe(true);
  });

  it.each<[box: string, boolean]>([
    ['990 0 100 20', true],
    ['991 0 100 20', false],
    ['-5090 0 100 20', true],
    ['-5091 0 100 20', false],
  ])('at %s of a page that is written from the right: read %s', (box, expected) => {
    expect(isRead(at(box), '', 'style="direction: rtl"')).toBe(expected);
  });

  it('is where it is to be scrolled to, however far the page is scrolled', () => {
    draw('');
    const read = (box: string, style = ''): boolean => {
      draw(at(box, style));
      window.scrollTo(300, 500);
      const captured = readPage(document, null, 'https://example.org/');
      return 'text' in captured;
    };
    expect(read('-390 0 100 20')).toBe(true);
    expect(read('-391 0 100 20')).toBe(false);
    expect(read('0 -510 100 20')).toBe(true);
    expect(read('0 -511 100 20')).toBe(false);
    // What is fixed does not move with it.
    expect(read('-91 0 100 20', fixed)).toBe(false);
    expect(read('0 -11 100 20', fixed)).toBe(false);
    expect(read('0 0 100 20', fixed)).toBe(true);
  });
});

describe('a text in a fixed box', () => {
  it.each<[box: string, boolean]>([
    ['0 790 100 20', true],
    ['0 791 100 20', false],
    ['990 0 100 20', true],
    ['991 0 100 20', false],
    ['-90 0 100 20', true],
    ['-91 0 100 20', false],
  ])('at %s: read %s', (box, expected) => {
    expect(isRead(at(box, fixed))).toBe(expected);
    expect(isRead(`<div style="${fixed}">${at(box)}</div>`)).toBe(expected);
  });

  it('that scrolls is read beyond the window', () => {
    expect(isRead(`<div style="${fixed}; ${scroller}">${at('5000 5000 100 20')}</div>`)).toBe(true);
  });

  it('is not where the scroller that it was written in has scrolled to', () => {
    const inner = (style: string): boolean => {
      draw(`<div id=s style="${scroller}">${at('-300 0 100 20', style)}</div>`);
      const box = document.querySelector('#s');
      if (box !== null) box.scrollLeft = 500;
      return 'text' in readPage(document, null, 'https://example.org/');
    };
    expect(inner('')).toBe(true);
    expect(inner(fixed)).toBe(false);
    expect(isRead(`<div style="${scroller}">${at('991 0 100 20', fixed)}</div>`)).toBe(false);
  });
});

describe('a text in a box that scrolls', () => {
  it('is read however far it is to the right, and as far as it has been scrolled past', () => {
    const read = (box: string): boolean => {
      draw(`<div id=s style="${scroller}"><div>${at(box)}</div></div>`);
      const element = document.querySelector('#s');
      if (element === null) throw new Error('There is no box.');
      element.scrollLeft = 300;
      element.scrollTop = 200;
      return 'text' in readPage(document, null, 'https://example.org/');
    };
    expect(read('99999 0 100 20')).toBe(true);
    expect(read('-390 0 100 20')).toBe(true);
    expect(read('-391 0 100 20')).toBe(false);
    expect(read('0 -210 100 20')).toBe(true);
    expect(read('0 -211 100 20')).toBe(false);
  });

  it('in one that scrolls, too, adds both up', () => {
    draw(
      `<div id=a style="${scroller}"><div id=b data-box="0 -100 1000 800" style="${scroller}">${at('0 -310 100 20')}</div></div>`,
    );
    for (const [id, top] of [
      ['a', 100],
      ['b', 200],
    ] as const) {
      const element = document.querySelector(`#${id}`);
      if (element !== null) element.scrollTop = top;
    }
    expect(readPage(document, null, 'https://example.org/')).toMatchObject({ text: 'Words' });
  });

  it('a body that scrolls by itself counts, and one that does not scroll does not', () => {
    draw(at('0 -510 100 20'));
    document.body.scrollTop = 500;
    expect(readPage(document, null, 'https://example.org/')).toMatchObject({ text: 'Words' });
    draw(`<div id=s>${at('0 -510 100 20')}</div>`);
    const element = document.querySelector('#s');
    if (element !== null) element.scrollTop = 500;
    expect(readPage(document, null, 'https://example.org/')).toEqual({ unreadable: 'empty' });
  });
});
