import { beforeEach, expect, it, vi } from 'vitest';
import { isLeavingTold, leavingIsTold, leavingNews, type LeavingMark } from '../../lib/view/leaving-news.ts';
import { leavingRecord, leavingVersion } from '../../lib/view/leaving-record.ts';

let stored: Map<string, string>;
let kept: LeavingMark;
beforeEach(() => {
  stored = new Map();
  kept = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) };
});
const mark = (value: string): void => {
  leavingIsTold(() => kept);
  const [key = ''] = stored.keys();
  stored.set(key, value);
};
const used = (isUsed: boolean) => vi.fn<() => Promise<boolean>>(() => Promise.resolve(isUsed));

it('the record says its newest version, from the first on without a hole', () => {
  const versions = new Set<number>(Object.values(leavingRecord));
  expect(Math.max(...versions)).toBe(leavingVersion);
  expect([...versions].toSorted((a, b) => a - b)).toEqual(
    [...Array(leavingVersion).keys()].map((at) => at + 1),
  );
});

it('a first installation is told nothing, then nor later', async () => {
  expect(isLeavingTold(() => kept)).toBe(false);
  expect(await leavingNews(() => kept, used(false))).toEqual([]);
  expect(isLeavingTold(() => kept)).toBe(true);
  expect(await leavingNews(() => kept, used(true))).toEqual([]);
});

it('one from before there was a record is told what has come since its first version', async () => {
  expect(await leavingNews(() => kept, used(true))).toEqual(['links']);
  // Until it is put away.
  expect(isLeavingTold(() => kept)).toBe(false);
  expect(await leavingNews(() => kept, used(true))).toEqual(['links']);
  leavingIsTold(() => kept);
  expect(await leavingNews(() => kept, used(true))).toEqual([]);
});

it('one that knows an earlier version is told what is new, whether it was used or not', async () => {
  mark('1');
  const isUsed = used(false);
  expect(await leavingNews(() => kept, isUsed)).toEqual(['links']);
  expect(isUsed).not.toHaveBeenCalled();
});

it('one that knows more than this version, as after going back to an older one, is told nothing', async () => {
  mark(String(leavingVersion + 1));
  expect(await leavingNews(() => kept, used(true))).toEqual([]);
  expect(isLeavingTold(() => kept)).toBe(true);
});

it('a mark that can’t be read is none', async () => {
  mark('soon');
  expect(await leavingNews(() => kept, used(false))).toEqual([]);
});

it('where the browser denies storage nothing is told, at any opening, and nothing breaks', async () => {
  const denied = (): LeavingMark => {
    throw new DOMException('Denied', 'SecurityError');
  };
  expect(isLeavingTold(denied)).toBe(true);
  expect(() => leavingIsTold(denied)).not.toThrow();
  expect(await leavingNews(denied, used(true))).toEqual([]);
});

it('where storage is full, it can be put away all the same', async () => {
  kept = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError');
    },
  };
  expect(await leavingNews(() => kept, used(false))).toEqual([]);
  expect(() => leavingIsTold(() => kept)).not.toThrow();
});
