import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import { tell } from '../chaos/tally.ts';
import { withoutLinkAddresses } from '../../lib/shared/link-addresses.ts';
import { planted, type CorpusPage } from '../page-context/corpus/corpus-page.ts';
import { corpus } from '../page-context/corpus/corpus.ts';
import { likeness, type Likeness } from '../page-context/corpus/likeness.ts';
import { longPage } from '../page-context/corpus/long-page.ts';
import { createReaderWorld, type ReaderWorld } from './reader-world.ts';

/**
 * Pages after real ones of every kind, each with the truth of what a person reads on it, read by the page reader as it is
 * built, in a real Chromium; beside it the bare library on the same page, and `innerText`. Short: some 80 pages. Whole
 * (`CHAOS=whole`): every text on every site.
 */
const pages = corpus(isWhole);
const long = longPage(5);
const readers = ['ours', 'readability', 'innerText'] as const;
type Scores = Readonly<Record<(typeof readers)[number], Likeness>>;

const scores = new Map<string, Scores>();
/** Pages with the address of a link in their text. */
let addresses = 0;
let world: ReaderWorld;
let library: string;

beforeAll(async () => {
  library = await readFile(
    createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'),
    'utf8',
  );
  world = await createReaderWorld(async (path) => {
    if (path === `/${pages.length}`) return { body: long };
    const page = pages[Number(path.slice(1))];
    return (
      page && { body: page.html, headers: { 'Content-Type': page.contentType ?? 'text/html; charset=utf-8' } }
    );
  });
});

afterAll(async () => {
  await world?.close();
  tell(tableOf(scores));
});

/** With its title, if it isn't there: readers tell it beside the text. */
function titled(text: string, title: string): string {
  return text.includes(title) ? text : `${title}\n${text}`;
}

async function peers(): Promise<{ readability: string; innerText: string }> {
  // As one text: the library is a script of the page's own world.
  const readability = await world.page.evaluate(
    `(() => { ${library}; return new Readability(document.cloneNode(true)).parse()?.textContent ?? ''; })()`,
  );
  return {
    readability: String(readability),
    innerText: await world.page.evaluate(() => document.body.innerText),
  };
}

it.each(pages.map((page, at) => [page.name, page, at] as const))('%s', async (name, page, at) => {
  await world.page.goto(`${world.origin}/${at}`);
  const read = await world.read();
  expect(JSON.stringify(read)).not.toContain(planted);
  if (page.source !== undefined) expect(read.source).toBe(page.source);
  if (page.posts !== undefined) expect(read.posts).toBe(page.posts);
  for (const shape of page.shapes ?? []) expect(read.text).toContain(shape);
  expect(read.pageLength).toBeGreaterThanOrEqual(read.text.length);

  // Addresses of links are wanted or not: the words are the same.
  if (isWhole || at % 4 === 0) {
    const linked = await world.read(true);
    expect(withoutLinkAddresses(linked.text)).toBe(read.text);
    expect(linked.source).toBe(read.source);
    addresses += linked.text.length > read.text.length ? 1 : 0;
  }

  const judge = (text: string): Likeness => likeness(titled(text, titleOf(page)), page.truth);
  const { readability, innerText } = await peers();
  const ours = judge(read.text);
  scores.set(name, { ours, readability: judge(readability), innerText: judge(innerText) });
  expect(ours.f1).toBeGreaterThanOrEqual(page.floor ?? 0.88);
  expect(ours.order).toBeGreaterThanOrEqual(0.97);
});

it('of 5 MB is read from its beginning on, and its length is told', async () => {
  await world.page.goto(`${world.origin}/${pages.length}`);
  const read = await world.read();
  expect(read.source).toBe('article');
  expect(JSON.stringify(read)).not.toContain(planted);
  const words = long.replace(/<style>.*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const beginning = 30_000;
  const { f1, order } = likeness(read.text.slice(0, beginning), words.slice(0, beginning));
  expect(f1).toBeGreaterThan(0.95);
  expect(order).toBeGreaterThan(0.99);
  expect(read.pageLength / words.length).toBeCloseTo(1, 1);
});

const titleOf = ({ truth }: CorpusPage): string => truth.split('\n', 1)[0] ?? '';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function meanOf(reader: (typeof readers)[number], value: keyof Likeness): number {
  return mean([...scores.values()].map((score) => score[reader][value]));
}

it('is read better than by the bare library, and than by innerText', () => {
  expect(scores.size).toBe(pages.length);
  expect(pages.length).toBeGreaterThanOrEqual(80);
  expect(addresses).toBeGreaterThan(0);
  expect(meanOf('ours', 'f1')).toBeGreaterThan(0.97);
  for (const peer of ['readability', 'innerText'] as const) {
    expect(meanOf('ours', 'f1')).toBeGreaterThan(meanOf(peer, 'f1'));
    expect(meanOf('ours', 'order')).toBeGreaterThanOrEqual(meanOf(peer, 'order'));
  }
});

function tableOf(all: ReadonlyMap<string, Scores>): string {
  const cell = ({ f1, order }: Likeness): string => `${f1.toFixed(3)} ${order.toFixed(3)}`;
  const rows = [...all].map(([name, score]) => [name].concat(readers.map((reader) => cell(score[reader]))));
  const means = readers.map((reader) => cell({ f1: meanOf(reader, 'f1'), order: meanOf(reader, 'order') }));
  return [['F1 of words, and order', ...readers], ...rows, [`mean of ${all.size}`, ...means]]
    .map(([name = '', ...cells]) => `${name.padEnd(28)} ${cells.map((one) => one.padEnd(14)).join('')}`)
    .join('\n');
}
