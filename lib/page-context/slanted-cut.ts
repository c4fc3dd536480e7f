import type { Shape } from './clip-shape.ts';
import type { Slants } from './slant.ts';

/**
 * What a box that is not upright lets through of what is in it, where that does not scroll; undefined of all others. The box
 * around it in the window, by which upright ones are judged, is larger than it.
 */
export function slantedCut(
  element: Element,
  { overflowX, overflowY }: CSSStyleDeclaration,
  contained: boolean,
  slants: Slants,
): Shape | undefined {
  const turn = slants.turn(element);
  if (turn === undefined) return undefined;
  const { laid, back } = turn;
  const [cutsX, cutsY] = [contained || cuts(overflowX), contained || cuts(overflowY)];
  return (atX, atY) => {
    const [x, y] = back(atX, atY);
    return (!cutsX || (x > laid.left && x < laid.right)) && (!cutsY || (y > laid.top && y < laid.bottom));
  };
}

const cuts = (overflow: string): boolean => /hidden|clip/.test(overflow);
