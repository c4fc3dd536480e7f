import { describe, expect, it } from 'vitest';
import type { PdfLine } from '../../lib/pdf/pdf-line.ts';
import { withoutRunningLines } from '../../lib/pdf/running-lines.ts';

const line = (text: string, base: number): PdfLine => ({
  text,
  left: 72,
  right: 500,
  base,
  size: 10,
  angle: 0,
  isMonospace: false,
});

const pages = (count: number, lines: (page: number) => PdfLine[]) =>
  Array.from({ length: count }, (_, index) => ({ lines: lines(index + 1), reach: [0, 800] as const }));

const left = (given: ReturnType<typeof pages>): string[][] =>
  withoutRunningLines(given).map(({ lines }) => lines.map(({ text }) => text));

describe('what stands at the edge of many pages', () => {
  it('stays where it comes first; numbers of pages go', () => {
    const given = pages(5, (page) => [
      line('Port Office, Annual report', 780),
      line(`Words of page ${page}`, 400),
      line(`${page}`, 20),
    ]);
    expect(left(given)).toEqual([
      ['Port Office, Annual report', 'Words of page 1'],
      ...[2, 3, 4, 5].map((page) => [`Words of page ${page}`]),
    ]);
  });

  it('may differ between left and right pages', () => {
    const given = pages(10, (page) => [line(page % 2 ? 'The chapter' : 'The book', 780), line('w', 400)]);
    expect(
      left(given)
        .flat()
        .filter((text) => text.startsWith('The')),
    ).toEqual(['The chapter', 'The book']);
  });

  it.each([
    ['on three pages', pages(3, () => [line('Header', 780)]), 3],
    ['in the middle of them', pages(9, () => [line('Refrain', 400)]), 9],
    [
      'on few of them',
      pages(20, (page) => [line(page < 4 ? 'Draft' : `Word ${'abcdefghijklmnopqrstu'[page]}`, 780)]),
      20,
    ],
  ])('is text like any other %s', (_where, given, count) => {
    expect(left(given).flat()).toHaveLength(count);
  });
});
