import { clipShape, type Shape } from './clip-shape.ts';
import type { Rectangle } from './rectangle.ts';
import { svgClip } from './svg-clip.ts';

/** Where any computed `clip-path` lets a box through. Undefined: everywhere, or only the browser knows. */
export function clippedShape(clipPath: string, element: Element, box: Rectangle): Shape | undefined {
  return clipPath.startsWith('url(') ? svgClip(clipPath, element, box) : clipShape(clipPath, box);
}
