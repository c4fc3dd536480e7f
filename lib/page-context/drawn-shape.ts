import type { Shape } from './clip-shape.ts';

/** Whether a point of the window is in what a shape of an SVG fills. Undefined: it is none. */
export function pointIn(element: Element): Shape | undefined {
  const matrix = screenMatrix(element);
  return matrix === undefined ? undefined : pointThrough(element, matrix);
}

/** The same by a matrix that brings the window's points to the shape's own. */
export function pointThrough(element: Element, matrix: DOMMatrix): Shape | undefined {
  if (!isGeometry(element)) return undefined;
  const { isPointInFill } = SVGGeometryElement.prototype;
  return (x, y) => isPointInFill.call(element, new DOMPoint(x, y).matrixTransform(matrix));
}

function screenMatrix(element: Element): DOMMatrix | undefined {
  if (!isGeometry(element)) return undefined;
  const matrix = SVGGraphicsElement.prototype.getScreenCTM.call(element);
  return matrix === null ? undefined : matrix.inverse();
}

function isGeometry(element: Element): element is SVGGeometryElement {
  return typeof SVGGeometryElement !== 'undefined' && element instanceof SVGGeometryElement;
}
