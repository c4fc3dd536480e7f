import { describe, expect, it } from 'vitest';
import { clipRect, clipShape } from '../../lib/page-context/clip-shape.ts';

/** 200 × 100 at (10, 20). */
const box = { left: 10, top: 20, right: 210, bottom: 120 };

describe('what a clip-path lets through', () => {
  it.each<[clipPath: string, x: number, y: number, boolean]>([
    ['inset(10px)', 21, 31, true],
    ['inset(10px)', 19, 31, false],
    ['inset(100px)', 110, 70, false],
    ['inset(0px 0px 0px 90%)', 189, 70, false],
    ['inset(0px 0px 0px 90%)', 191, 70, true],
    ['inset(calc(50% + 1px))', 110, 70, false],
    ['inset(10% round 5px)', 31, 31, true],
    ['circle(10px at 0px 0px)', 16, 26, true],
    ['circle(10px at 0px 0px)', 19, 29, false],
    ['circle(at 50% 50%)', 110, 118, true],
    ['circle(at 50% 50%)', 50, 70, false],
    ['circle(farthest-side at 50% 50%)', 50, 70, true],
    ['ellipse(50% 10px at 50% 50%)', 20, 70, true],
    ['ellipse(50% 10px at 50% 50%)', 110, 81, false],
    ['polygon(0px 0px, 100% 0px, 0px 100%)', 20, 30, true],
    ['polygon(0px 0px, 100% 0px, 0px 100%)', 200, 110, false],
    ['polygon(evenodd, 0px 0px, 100% 0px, 100% 100%, 0px 100%)', 110, 70, true],
    ['polygon(0px 0px, 0px 0px, 0px 0px)', 10, 20, false],
  ])('%s at (%d, %d): %s', (clipPath, x, y, expected) => {
    expect(clipShape(clipPath, box)?.(x, y)).toBe(expected);
  });

  it.each(['none', '', 'url(#a)', 'shape(from 0px 0px)'])('%s is not judged', (clipPath) => {
    expect(clipShape(clipPath, box)).toBeUndefined();
  });

  it('of the older clip is told from the left and top, for all four sides', () => {
    const shape = clipRect('rect(10px, 100px, 50px, auto)', box);
    expect([shape?.(11, 31), shape?.(109, 69)]).toEqual([true, true]);
    expect([shape?.(11, 29), shape?.(111, 31), shape?.(11, 71)]).toEqual([false, false, false]);
    expect(clipRect('auto', box)).toBeUndefined();
  });
});
