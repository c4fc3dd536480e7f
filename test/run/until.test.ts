import { expect, it } from 'vitest';
import { until } from '../e2e/until.ts';

/** Puppeteer's words for a document that went away while something was evaluated in it. */
const navigated = new Error('Execution context was destroyed, most likely because of a navigation.');

it('looks again where a page went to its next document meanwhile', async () => {
  const looks = [() => Promise.reject(navigated), () => 1, () => 2];
  let turn = 0;
  const seen = await until(
    'the second document',
    () => looks[turn++]!(),
    (one) => one === 2,
  );
  expect(seen).toBe(2);
});

it('tells at once what a look throws for another reason', async () => {
  let turns = 0;
  const look = () => {
    turns += 1;
    throw new Error('no such button');
  };
  await expect(until('a button', look)).rejects.toThrow('no such button');
  expect(turns).toBe(1);
});

it('names what it waited for, and the last thing it saw', async () => {
  const waiting = until(
    'more',
    () => ({ few: 1 }),
    () => false,
    1,
  );
  await expect(waiting).rejects.toThrow('Waited in vain: more. Last seen: {"few":1}');
  const leaving = until('it to stay', () => Promise.reject(navigated), Boolean, 1);
  await expect(leaving).rejects.toThrow('Last seen: Execution context was destroyed');
});
