import { describe, expect, it } from 'vitest';
import { pageLines, type PdfRun } from '../../lib/pdf/pdf-line.ts';

function run(
  str: string,
  x: number,
  y: number,
  { size = 10, width = str.length * 5, angle = 0, font = 'sans' } = {},
): PdfRun {
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  return { str, transform: [cos, sin, -sin, cos, x, y], width, fontName: font };
}

const isMonospace = (font: string): boolean => font === 'mono';
const texts = (...runs: PdfRun[]): string[] => pageLines(runs, isMonospace).lines.map(({ text }) => text);

describe('runs of text', () => {
  it.each<[string, PdfRun[], string[]]>([
    ['that touch are one word', [run('har', 0, 0), run('bour', 15, 0)], ['harbour']],
    ['apart are words', [run('a', 0, 0), run('b', 8, 0)], ['a b']],
    ['far apart are cells of a table', [run('a', 0, 0), run('b', 60, 0)], ['a\tb']],
    ['with their own spaces have one each', [run('a ', 0, 0), run(' b', 10, 0)], ['a b']],
    ['of spaces alone are none', [run('a', 0, 0), run('   ', 5, 0), run('b', 20, 0)], ['a b']],
    ['drawn twice, to be bold, are there once', [run('bold', 0, 0), run('bold', 0.3, 0)], ['bold']],
    ['that say the same beside each other are two', [run('ha', 0, 0), run('ha', 10, 0)], ['haha']],
    ['drawn in another order are read from the left', [run('b', 8, 0), run('a', 0, 0)], ['a b']],
    ['raised are in the line', [run('x', 0, 0), run('2', 5, 4, { size: 6, width: 3 })], ['x2']],
    ['further down are the next line', [run('a', 0, 20), run('b', 0, 8)], ['a', 'b']],
    ['in Hebrew are read from the right', [run('ב', 0, 0), run('א', 8, 0)], ['א ב']],
    ['turned are a line of their own', [run('a', 0, 0), run('b', 8, 0, { angle: Math.PI / 2 })], ['a', 'b']],
    [
      'turned alike are one',
      [run('up', 100, 0, { angle: Math.PI / 2 }), run('wards', 100, 12, { angle: Math.PI / 2 })],
      ['up wards'],
    ],
  ])('%s', (_what, runs, expected) => {
    expect(texts(...runs)).toEqual(expected);
  });

  it.each([
    ['smaller than anybody can see', run('tiny', 0, 0, { size: 1 })],
    ['placed nowhere', run('nowhere', Number.NaN, 0)],
    ['stretched to nothing', { ...run('flat', 0, 0), transform: [0, 0, 0, 0, 0, 0] }],
  ])('%s are left out, and counted', (_what, unseen) => {
    const { lines, hidden } = pageLines([run('seen', 0, 50), unseen], isMonospace);
    expect(lines.map(({ text }) => text)).toEqual(['seen']);
    expect(hidden).toBe(unseen.str.length);
  });

  it('say where their line is, how large, and whether it is code', () => {
    const { lines } = pageLines([run('if', 72, 700, { font: 'mono', width: 12 })], isMonospace);
    expect(lines).toEqual([
      { text: 'if', left: 72, right: 84, base: 700, size: 10, angle: 0, isMonospace: true },
    ]);
  });
});
