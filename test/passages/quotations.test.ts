import { describe, expect, it } from 'vitest';
import { partsOf, quotationsIn } from '../../lib/passages/quotations.ts';

const said = (text: string): string[] => quotationsIn(text).map(({ start, end }) => text.slice(start, end));

describe('quotations in a text', () => {
  it.each<[string, string[]]>([
    ['It says “at six”, and "at ten".', ['at six', 'at ten']],
    ['Es heißt „um sechs“, »um zehn« und ‚um zwölf‘.', ['um sechs', 'um zehn', 'um zwölf']],
    ['On lit « à six heures » et ‹ à dix ›.', [' à six heures ', ' à dix ']],
    ['Mówi „o szóstej”. Där står ”klockan sex”.', ['o szóstej', 'klockan sex']],
    ['「六時」と『十時』と《十二点》', ['六時', '十時', '十二点']],
    ['他说"六点"。', ['六点']],
    ['It’s the captain’s own, ‘the pier’s end’ they say', ['the pier’s end']],
    ['A 5" pipe and a 7" one', []],
    ['5" and "at six"', ['at six']],
    ['never “closed', []],
    ['', []],
  ])('%j: %j', (text, quotations) => {
    expect(said(text)).toEqual(quotations);
  });

  it('end behind their closing marks', () => {
    expect(quotationsIn('a “b” c')).toEqual([{ start: 3, end: 4, behind: 5 }]);
  });

  it.each(['“', '"', '‘', '„', '»', '“"‘', '" "'])('cost little where there are only marks: %j', (marks) => {
    const began = performance.now();
    quotationsIn(marks.repeat(64_000));
    quotationsIn(`${marks}word word word `.repeat(8_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('come apart where something was left out', () => {
    expect(partsOf('The ferry leaves … at six [...] or ten... (…) so')).toEqual([
      'The ferry leaves',
      'at six',
      'or ten',
      'so',
    ]);
    expect(partsOf('nothing is left out.')).toEqual(['nothing is left out.']);
  });
});
