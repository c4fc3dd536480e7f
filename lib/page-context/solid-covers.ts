import type { Shape } from './clip-shape.ts';
import { clippedShape } from './clipped-shape.ts';
import { cutsContent } from './clipping.ts';
import { blurOf } from './color-filter.ts';
import { boxOf } from './dom-access.ts';
import { chainOf } from './drawn-chain.ts';
import type { MovingFrames } from './moving-frames.ts';
import { containsPaint } from './paint-containment.ts';
import type { PaintedBox } from './painted-boxes.ts';
import { pointsIn } from './rectangle.ts';
import { roundedShape } from './rounded-shape.ts';
import type { Slants } from './slant.ts';
import { slantedCut } from './slanted-cut.ts';
import type { Sticking } from './sticking.ts';
import { uncut } from './uncut.ts';

export interface SolidCovers {
  /** Where a cover lies on the text of `holder`, which moves in `frame`, and lets nothing through; undefined: not to be told. */
  solid(cover: PaintedBox, holder: Element, frame: Element | null): Shape | undefined;
}

interface SolidCoversOptions {
  readonly styleOf: (element: Element) => CSSStyleDeclaration;
  readonly slants: Slants;
  readonly sticking: Pick<Sticking, 'alwaysUnder'>;
  readonly frames: Pick<MovingFrames, 'of' | 'movesAgainst'>;
}

/** Of its standard deviation, as far as a blur reaches. */
const blurs = 3;

export function createSolidCovers({ styleOf, slants, sticking, frames }: SolidCoversOptions): SolidCovers {
  /** Of one that is drawn aslant: itself, as far as those around it that cut it off let it through. */
  const slantedCover = (cover: PaintedBox, holder: Element): Shape | undefined => {
    const own = slants.turn(cover.element);
    if (own === undefined || cover.pseudo !== undefined) return undefined;
    const cuts = chainOf(cover, holder, styleOf)
      .slice(1)
      .filter(({ element, style }) => cutsContent(style) || containsPaint(element, style))
      .map(({ element, style }) => slantedCut(element, style, true, slants) ?? pointsIn(boxOf(element)));
    return (x, y) => pointsIn(own.laid)(...own.back(x, y)) && cuts.every((cut) => cut(x, y));
  };

  const solid: SolidCovers['solid'] = (cover, holder, frame) => {
    const mover = frames.of(cover.element);
    const parts: (Shape | undefined)[] = [
      slantedCover(cover, holder) ?? pointsIn(uncut(cover, holder, styleOf)),
      roundedShape(cover),
    ];
    if (mover !== null && frames.movesAgainst(mover, frame)) {
      const always = sticking.alwaysUnder(mover, cover.box);
      parts.push(always && pointsIn(always));
    }
    if (!cover.isOpaque) parts.push(cover.opaqueParts?.());
    let blur = 0;
    for (const [index, { element, style }] of chainOf(cover, holder, styleOf).entries()) {
      if (isSet(style.clipPath))
        parts.push(clippedShape(style.clipPath, element, index === 0 ? cover.box : boxOf(element)));
      blur += isSet(style.filter) ? blurOf(style.filter) : 0;
    }
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    const shape: Shape = (x, y) => known.every((part) => part(x, y));
    return blur === 0 ? shape : withoutBlur(shape, blur * blurs);
  };

  return { solid };
}

/** As far from its edges as nothing of them is mixed in. */
function withoutBlur(shape: Shape, reach: number): Shape {
  return (x, y) => shape(x - reach, y) && shape(x + reach, y) && shape(x, y - reach) && shape(x, y + reach);
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';
