import { boxOf, heightOf, isHtml, widthOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Drawn } from './stacking.ts';
import type { Rectangle } from './rectangle.ts';
import { turnOf, turnOfLine, type Linear, type DrawnTurn } from './turned.ts';

/** What is not upright is in a larger box than it is: the browser tells only that box. */
export interface Slants {
  isUpright(drawn: Drawn): boolean;
  /** Seen from its edge: drawn as a line. */
  isEdge(element: Element): boolean;
  /** Whether it touches the place, where its box does. */
  touches(drawn: Drawn, box: Rectangle, place: Rectangle): boolean;
  /** How an element that is not upright is drawn; undefined of one that is, or where that can't be told. */
  turn(element: Element): DrawnTurn | undefined;
  /** The same of a line of the element's text. */
  lineTurn(element: Element, line: Rectangle): DrawnTurn | undefined;
}

/** Of its area as laid out, less is a line. */
const thinnest = 0.01;
const upright: Linear = [1, 0, 0, 1];
/** Of the size of letters, the height of their line: most fonts' is near it. */
const lineHeight = 1.15;

export function createSlants(styleOf: (element: Element, pseudo?: string) => CSSStyleDeclaration): Slants {
  const known = new Map<Element, Linear>();

  const linearOf = (element: Element): Linear => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const parent = flatParentOf(element);
    const around = parent === null ? upright : linearOf(parent);
    const own = ownLinear(styleOf(element));
    const linear = own === upright ? around : multiplied(around, own);
    known.set(element, linear);
    return linear;
  };

  const isStraight = ([a, b, c, d]: Linear): boolean =>
    Math.abs(b) + Math.abs(c) < 0.001 * (Math.abs(a) + Math.abs(d)) || Math.abs(a) + Math.abs(d) < 1e-6;

  const isUpright = ({ element, pseudo }: Drawn): boolean =>
    isStraight(linearOf(element)) &&
    (pseudo === undefined || isStraight(ownLinear(styleOf(element, pseudo))));

  return {
    isUpright,
    isEdge(element) {
      const [a, b, c, d] = linearOf(element);
      return Math.abs(a * d - b * c) < thinnest;
    },
    touches(drawn, box, place) {
      if (drawn.pseudo !== undefined || !isHtml(drawn.element) || isUpright(drawn)) return true;
      const [a, b, c, d] = linearOf(drawn.element);
      const determinant = a * d - b * c;
      if (determinant === 0) return false;
      const [halfWidth, halfHeight] = [widthOf(drawn.element) / 2, heightOf(drawn.element) / 2];
      // Turned back, the place is compared with the box as it was laid out; its middle stays where it is.
      const [midX, midY] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const xs: number[] = [];
      const ys: number[] = [];
      for (const x of [place.left - midX, place.right - midX]) {
        for (const y of [place.top - midY, place.bottom - midY]) {
          xs.push((d * x - c * y) / determinant);
          ys.push((a * y - b * x) / determinant);
        }
      }
      return (
        Math.min(...xs) < halfWidth &&
        Math.max(...xs) > -halfWidth &&
        Math.min(...ys) < halfHeight &&
        Math.max(...ys) > -halfHeight
      );
    },
    turn(element) {
      const linear = linearOf(element);
      if (isStraight(linear) || !isHtml(element)) return undefined;
      return turnOf(linear, boxOf(element), widthOf(element), heightOf(element));
    },
    lineTurn(element, line) {
      const linear = linearOf(element);
      const { fontSize, writingMode } = styleOf(element);
      if (isStraight(linear) || !/^(horizontal|$)/.test(writingMode)) return undefined;
      return turnOfLine(linear, line, Number.parseFloat(fontSize) * lineHeight);
    },
  };
}

function ownLinear(style: CSSStyleDeclaration): Linear {
  const rotate = /^(?:z )?(-?[\d.]+)deg$/.exec(style.getPropertyValue('rotate'))?.[1];
  const numbers = /^matrix(3d)?\(([^)]*)\)$/.exec(style.transform);
  const values = numbers?.[2]?.split(',').map(Number) ?? [];
  const [a = 1, b = 0, c = 0, d = 1] =
    numbers?.[1] === undefined ? values : [values[0], values[1], values[4], values[5]];
  const own: Linear = numbers === null ? upright : [a, b, c, d];
  if (rotate === undefined) return own;
  const angle = (Number(rotate) * Math.PI) / 180;
  return multiplied([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)], own);
}

function multiplied([a, b, c, d]: Linear, [e, f, g, h]: Linear): Linear {
  return [a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h];
}
