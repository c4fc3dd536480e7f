import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMarks, dayStart, isSaneTime, nextDay } from '../../lib/view/day-marks.ts';

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();
const now = at(10, 12);
const marksOf = (...times: number[]): [string, number][] => [
  ...dayMarks(
    times.map((createdAt, index) => ({ id: String(index), createdAt })),
    now,
  ),
];

describe('days of a conversation', () => {
  it.each<[string, number[], [string, number][]]>([
    ['one, above its first message', [at(10, 9), at(10, 11)], [['0', at(10, 0)]]],
    [
      'each once',
      [at(8, 9), at(8, 23), at(9, 0), at(10, 0)],
      [
        ['0', at(8, 0)],
        ['2', at(9, 0)],
        ['3', at(10, 0)],
      ],
    ],
    ['none comes again where the clock was set back', [at(9, 9), at(8, 9), at(9, 10)], [['0', at(9, 0)]]],
    ['a little in the future is today', [at(11, 1)], [['0', at(10, 0)]]],
    [
      'no time at all is of the day before it',
      [NaN, at(9, 9), 0, -5, Infinity, 1e18, at(9, 10)],
      [['1', at(9, 0)]],
    ],
  ])('%s', (_, times, marks) => {
    expect(marksOf(...times)).toEqual(marks);
  });

  it('go up, whatever the times are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.integer({ min: at(1, 0), max: at(20, 0) }))), (times) => {
        const days = marksOf(...times).map(([, day]) => day);
        expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other));
        expect(days.every((day) => isSaneTime(day, now) && day <= now)).toBe(true);
      }),
    );
  });

  it('end at the next midnight', () => {
    for (let day = 1; day < 400; day += 1) {
      expect(nextDay(at(day, 13))).toBe(at(day + 1, 0));
      expect(dayStart(nextDay(at(day, 13)))).toBe(at(day + 1, 0));
    }
  });
});
