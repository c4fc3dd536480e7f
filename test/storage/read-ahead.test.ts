import { expect, it } from 'vitest';
import { readAhead } from '../../lib/storage/read-ahead.ts';

/** An area that holds `a` and `b`, as old as they were when they were asked for. */
function open() {
  const stored: Record<string, unknown> = { a: 1, b: 1 };
  const asked: (string | null)[] = [];
  let now = 0;
  let isBroken = false;
  const whole = {
    get(key: string | null): Promise<Record<string, unknown>> {
      asked.push(key);
      if (isBroken) return Promise.reject(new Error('broken'));
      return Promise.resolve(key === null ? { ...stored } : { [key]: stored[key] });
    },
    set: (items: Record<string, unknown>) => Promise.resolve(void Object.assign(stored, items)),
    remove: (key: string) => Promise.resolve(void delete stored[key]),
  };
  return {
    start: () => readAhead(whole, () => now),
    asked,
    break: (broken: boolean) => void (isBroken = broken),
    pass: (ms: number) => void (now += ms),
  };
}

it('answers what is asked in the beginning with what was read at the beginning', async () => {
  const { start, asked } = open();
  const area = start();
  expect((await area.get('a'))['a']).toBe(1);
  expect((await area.get('b'))['b']).toBe(1);
  expect(asked).toEqual([null]);
});

it('reads what was written since, and only that, from storage', async () => {
  const { start, asked } = open();
  const area = start();
  await area.set({ a: 2 });
  expect((await area.get('a'))['a']).toBe(2);
  await area.remove('a');
  expect((await area.get('a'))['a']).toBeUndefined();
  expect((await area.get('b'))['b']).toBe(1);
  expect(asked).toEqual([null, 'a', 'a']);
});

it('does not answer with what was written while it was asked', async () => {
  const area = open().start();
  const asked = area.get('a');
  await area.set({ a: 2 });
  expect((await asked)['a']).toBe(2);
});

it('reads from storage once the start is over', async () => {
  const { start, asked, pass } = open();
  const area = start();
  pass(1001);
  await area.get('a');
  expect(asked).toEqual([null, 'a']);
});

it('a first read that failed is no answer', async () => {
  const { start, break: setBroken } = open();
  setBroken(true);
  const area = start();
  setBroken(false);
  expect((await area.get('a'))['a']).toBe(1);
});
