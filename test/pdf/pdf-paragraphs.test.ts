import { describe, expect, it } from 'vitest';
import type { PdfLine } from '../../lib/pdf/pdf-line.ts';
import { pdfParagraphs } from '../../lib/pdf/pdf-paragraphs.ts';

/** Of 60 letters to a line, as far as they go, 12 points apart. */
function set(
  texts: readonly string[],
  { left = 0, top = 700, pitch = 12, size = 10, isMonospace = false, letter = 5 } = {},
): PdfLine[] {
  return texts.map((text, index) => ({
    text: text.trimStart(),
    left: left + (text.length - text.trimStart().length) * 0.6 * size,
    right: left + text.length * letter,
    base: top - index * pitch,
    size,
    angle: 0,
    isMonospace,
  }));
}

const full = 'Words that fill this line to its end, as those of a book do,';
const end = 'and here the paragraph ends.';

describe('lines of a PDF', () => {
  it.each<[string, PdfLine[], string]>([
    ['of a paragraph are put together', set([full, full, end]), `${full} ${full} ${end}`],
    ['after its end are the next one', set([full, end, full, end]), `${full} ${end}\n\n${full} ${end}`],
    [
      'further below are the next one',
      [...set([full, full, full, full]), ...set([full], { top: 630 })],
      `${full} ${full} ${full} ${full}\n\n${full}`,
    ],
    [
      'that begin further in are the next one',
      set([`${full.slice(0, -1)}.`, `  ${full}`, full]),
      `${full.slice(0, -1)}.\n\n${full} ${full}`,
    ],
    [
      'in larger letters are a heading',
      [...set(['Tides'], { size: 18, top: 720 }), ...set([full, end])],
      `Tides\n\n${full} ${end}`,
    ],
    ['cut within a word are joined', set([full, 'It is a har-', 'bour.']), `${full} It is a harbour.`],
    ['cut at a soft hyphen, too', set([full, 'It is a har\u00ad', 'bour.']), `${full} It is a harbour.`],
    [
      'cut at a hyphen of the word keep it',
      set([`${full.slice(0, -7)} Saint-`, 'Malo has tides that fill a line of this very size.']),
      `${full.slice(0, -7)} Saint-Malo has tides that fill a line of this very size.`,
    ],
    [
      'of a list are lines',
      set(['1. Red, which is a colour', '2. Green, which is one', '• Blue']),
      '1. Red, which is a colour\n2. Green, which is one\n• Blue',
    ],
    ['of an address are lines', set(['Port Office', 'Quay 4', full]), `Port Office\nQuay 4\n${full}`],
    ['of a table are rows', set(['Port\tTide', 'Brest\t6.1 m']), 'Port\tTide\nBrest\t6.1 m'],
    [
      'of code keep their indents',
      set(['if (x) {', '  go();', '}'], { isMonospace: true }),
      'if (x) {\n  go();\n}',
    ],
    [
      'in Chinese are joined without a space',
      set(['港口在春天疏浚过吃水十二米的船', '可以在任何潮汐进入。'], { letter: 10 }),
      '港口在春天疏浚过吃水十二米的船可以在任何潮汐进入。',
    ],
    [
      'of the next column go on in the sentence',
      [...set([full, full]), ...set(['and goes on here.'], { left: 320 })],
      `${full} ${full} and goes on here.`,
    ],
    [
      'of the next column begin anew after its end',
      [...set([full, end]), ...set(['Another begins.'], { left: 320 })],
      `${full} ${end}\n\nAnother begins.`,
    ],
    [
      'drawn from the bottom up are read from the top',
      set([full, full, full, full, full, end]).toReversed(),
      `${full} `.repeat(5) + end,
    ],
    ['that are none are nothing', [], ''],
  ])('%s', (_what, lines, expected) => {
    expect(pdfParagraphs(lines)).toBe(expected);
  });
});
