import { describe, expect, it } from 'vitest';
import { clippedAway, clippedByPath, clippedByRect, cutsContent } from '../../lib/page-context/clipping.ts';

const computed = (values: Partial<CSSStyleDeclaration>): CSSStyleDeclaration =>
  ({
    display: 'block',
    overflowX: 'visible',
    overflowY: 'visible',
    position: 'static',
    clipPath: 'none',
    getPropertyValue: (name: string) => (name === 'clip' ? (values.clip ?? 'auto') : ''),
    ...values,
  }) as CSSStyleDeclaration;

const box = (width: number, height: number): DOMRect => ({ width, height }) as DOMRect;

describe('a box cuts its content', () => {
  it.each<[Partial<CSSStyleDeclaration>, boolean]>([
    [{}, false],
    [{ overflowX: '', overflowY: '' }, false],
    [{ overflowX: 'hidden' }, true],
    [{ overflowY: 'auto' }, true],
    [{ overflowX: 'clip', overflowY: 'clip' }, true],
    [{ overflowX: 'hidden', display: 'inline' }, false],
    [{ overflowX: 'hidden', display: 'contents' }, false],
    [{ overflowX: 'hidden', display: 'inline-block' }, true],
  ])('%j: %s', (style, expected) => {
    expect(cutsContent(computed(style))).toBe(expected);
  });
});

describe('a box that cuts leaves nothing to read', () => {
  it.each<[Partial<CSSStyleDeclaration>, width: number, height: number, boolean]>([
    [{ overflowX: 'hidden' }, 2, 100, true],
    [{ overflowX: 'hidden' }, 2.1, 100, false],
    [{ overflowX: 'hidden' }, 100, 2, false],
    [{ overflowY: 'hidden' }, 100, 2, true],
    [{ overflowY: 'hidden' }, 100, 2.1, false],
    [{ overflowY: 'hidden' }, 2, 100, false],
    [{ overflowX: 'hidden', overflowY: 'hidden' }, 1, 1, true],
    [{ overflowX: 'hidden', overflowY: 'hidden' }, 3, 3, false],
    [{}, 0, 0, false],
  ])('%j of %d × %d: %s', (style, width, height, expected) => {
    expect(clippedAway(computed(style), box(width, height))).toBe(expected);
  });
});

describe('clip: rect()', () => {
  it.each<[position: string, clip: string, boolean]>([
    ['absolute', 'rect(0px, 0px, 0px, 0px)', true],
    ['fixed', 'rect(0px 0px 0px 0px)', true],
    ['absolute', 'rect(1px, 1px, 1px, 1px)', true],
    ['absolute', 'rect(0px, 2px, 50px, 0px)', true],
    ['absolute', 'rect(0px, 3px, 50px, 0px)', false],
    ['absolute', 'rect(0px, 50px, 2px, 0px)', true],
    ['absolute', 'rect(0px, 50px, 3px, 0px)', false],
    // A narrow strip far from the corner: the difference counts, not the place.
    ['absolute', 'rect(0px, 100px, 50px, 99px)', true],
    ['absolute', 'rect(99px, 50px, 100px, 0px)', true],
    ['absolute', 'rect(10px, 100px, 100px, 10px)', false],
    ['absolute', 'rect(auto, auto, auto, auto)', false],
    ['absolute', 'rect(auto, 0px, auto, 0px)', true],
    ['absolute', 'auto', false],
    ['relative', 'rect(0px, 0px, 0px, 0px)', false],
    ['static', 'rect(0px, 0px, 0px, 0px)', false],
  ])('%s %s: %s', (position, clip, expected) => {
    expect(clippedByRect(computed({ position, clip }))).toBe(expected);
  });
});

describe('clip-path', () => {
  it.each<[string, boolean]>([
    ['inset(50%)', true],
    ['inset(100%)', true],
    ['inset(49%)', false],
    ['inset(0px)', false],
    ['inset(0 50%)', true],
    ['inset(0 49%)', false],
    ['inset(50% 0)', true],
    ['inset(49% 0)', false],
    ['inset(60% 0px 40%)', true],
    ['inset(60% 0px 39%)', false],
    ['inset(0px 60% 0px 40%)', true],
    ['inset(0px 60% 0px 39%)', false],
    ['inset(0px 100% 0px 0px)', true],
    ['inset(0px 0px 0px 100%)', true],
    ['inset(100% 0px 0px)', true],
    ['inset(0px 0px 100%)', true],
    ['inset(0px 0px 99%)', false],
    ['inset(50% round 10%)', true],
    ['inset(10% round 50%)', false],
    ['inset(50px)', false],
    ['circle(0px at 50% 50%)', true],
    ['circle(0%)', true],
    ['circle(1px)', false],
    ['circle()', false],
    ['ellipse(0px 0px)', true],
    ['ellipse(10px 0px)', false],
    ['polygon(0px 0px, 0px 0px, 0px 0px)', true],
    ['polygon(0 0)', true],
    ['polygon(0px 0px, 10px 0px, 0px 10px)', false],
    ['none', false],
    ['', false],
    ['path("M0 0")', false],
    ['url(#shape)', false],
  ])('%s: %s', (clipPath, expected) => {
    expect(clippedByPath(computed({ clipPath }))).toBe(expected);
  });
});
