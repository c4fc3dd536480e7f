import { describe, expect, it } from 'vitest';
import { sourcePages } from '../../lib/view/source-pages.ts';

const source = (url: string, snippet = '') => ({ title: 'T', url, snippet });
const numbers = (...urls: string[]) =>
  sourcePages(urls.map((url) => source(url))).map((page) => page.map(({ number }) => number));

describe('the sources of an answer by their pages', () => {
  it('are one page where they differ in the place within it only, and keep the numbers that the text cites', () => {
    expect(
      numbers(
        'https://a.example/tides#springs',
        'https://b.example/',
        'https://a.example/tides',
        'https://B.example#x',
        'https://a.example/tides#neaps',
      ),
    ).toEqual([
      [1, 3, 5],
      [2, 4],
    ]);
  });

  it('are several pages where path, query, scheme, port or a route differ', () => {
    expect(
      numbers(
        'https://a.example/tides',
        'https://a.example/tides?page=2',
        'https://a.example/Tides',
        'http://a.example/tides',
        'https://a.example:8443/tides',
        'https://a.example/tides#/inbox',
        'https://a.example/tides#!sent',
      ),
    ).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
  });

  it('stand alone where they have no address: the same words may be two papers', () => {
    expect(numbers('', '', 'Handbook', 'Handbook')).toEqual([[1], [2], [3], [4]]);
  });

  it('keep each passage with its own words', () => {
    const [page] = sourcePages([source('https://a.example/', 'one'), source('https://a.example/#2', 'two')]);
    expect(page?.map(({ source: { snippet } }) => snippet)).toEqual(['one', 'two']);
    expect(sourcePages([])).toEqual([]);
  });
});
