// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { createListMarks } from '../../lib/page-context/list-marks.ts';

/** The marks of all items, in their order. A browser computes a list's style of its `type`; here it is written. */
function marksOf(html: string): string[] {
  document.body.innerHTML = html;
  const marks = createListMarks(window);
  return [...document.querySelectorAll('li:not([hidden])')].map((item) =>
    marks.of(item, window.getComputedStyle(item)),
  );
}

const items = (count: number): string => '<li>x</li>'.repeat(count);

describe('the numbers of a list', () => {
  it.each([
    ['from 1', `<ol>${items(3)}</ol>`, ['1.', '2.', '3.']],
    ['from where it starts', `<ol start=3>${items(2)}</ol>`, ['3.', '4.']],
    ['from zero and below', `<ol start=-1>${items(3)}</ol>`, ['-1.', '0.', '1.']],
    ['from what is no number', `<ol start=x>${items(1)}</ol>`, ['1.']],
    ['down', `<ol reversed>${items(3)}</ol>`, ['3.', '2.', '1.']],
    ['down from where it starts', `<ol reversed start=10>${items(2)}</ol>`, ['10.', '9.']],
    ['on from a value', '<ol><li>x<li value=7>x<li>x</ol>', ['1.', '7.', '8.']],
    ['with what is not shown left out', '<ol><li>x<li hidden style="display:none">x<li>x</ol>', ['1.', '2.']],
    ['in letters', `<ol type=a>${items(2)}</ol>`, ['a.', 'b.']],
    ['in capital letters past the last', `<ol type=A start=26>${items(3)}</ol>`, ['Z.', 'AA.', 'AB.']],
    ['in Roman numbers', `<ol type=i start=3>${items(3)}</ol>`, ['iii.', 'iv.', 'v.']],
    ['in great Roman numbers', `<ol type=I start=1999>${items(2)}</ol>`, ['MCMXCIX.', 'MM.']],
    ['where letters have no number', `<ol type=a start=0>${items(2)}</ol>`, ['0.', 'a.']],
    ['of a list in a list', '<ol><li>x<ol><li>x<li>x</ol><li>x</ol>', ['1.', '1.', '2.', '2.']],
    ['none', `<ul>${items(2)}</ul>`, ['-', '-']],
  ])('%s', (_, html, marks) => {
    expect(marksOf(html)).toEqual(marks);
  });

  it.each([
    ['list-style-type:lower-roman', ['i.', 'ii.']],
    ['list-style-type:upper-latin', ['A.', 'B.']],
    ['list-style-type:decimal-leading-zero', ['01.', '02.']],
    ['list-style-type:cjk-decimal', ['1.', '2.']],
    ['list-style-type:"→ "', ['-', '-']],
    ['list-style-type:square', ['-', '-']],
    ['list-style-type:none', ['-', '-']],
    ['display:flex', ['-', '-']],
  ])('as they are drawn: %s', (style, marks) => {
    const styled = `<li style='${style}'>x</li>`.repeat(2);
    expect(marksOf(`<ol>${styled}</ol>`)).toEqual(marks);
  });

  it('are counted from the beginning, whichever is asked for first', () => {
    document.body.innerHTML = `<ol>${items(5)}</ol>`;
    const list = [...document.querySelectorAll('li')];
    const marks = createListMarks(window);
    const of = (at: number): string =>
      marks.of(list[at] ?? document.body, window.getComputedStyle(list[at] ?? document.body));
    expect([of(3), of(4), of(1), of(1)]).toEqual(['4.', '5.', '2.', '2.']);
  });

  it('of an item in no list, none', () => {
    expect(marksOf('<div><li>x</li></div>')).toEqual(['-']);
  });
});
