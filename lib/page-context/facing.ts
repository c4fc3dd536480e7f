import { flatParentOf } from './flat-tree.ts';

/** Individual transforms, and what they are called where they stand in a list of transforms. */
const singles = { rotate: 'rotate', scale: 'scale' } as const;

/**
 * Whether a box that shows no back is turned away. Turned along with it are the boxes around it, as far as they are in one
 * space with it.
 */
export function isTurnedAway(
  element: Element,
  style: CSSStyleDeclaration,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  if (backOf(style) !== 'hidden' || typeof DOMMatrix === 'undefined') return false;
  // Children of such a box may face another way than it does.
  if (isSpace(style)) return false;
  let matrix = matrixOf(style);
  for (let at = flatParentOf(element); at !== null; at = flatParentOf(at)) {
    const around = styleOf(at);
    if (!isSpace(around)) break;
    matrix = matrixOf(around).multiply(matrix);
  }
  return showsBack(matrix);
}

/** Whether a box is so near that it is behind the eye that looks at it. */
export function isBehindEye(
  element: Element,
  { transform }: CSSStyleDeclaration,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  const values = /^matrix3d\(([^)]*)\)$/.exec(transform)?.[1]?.split(',').map(Number);
  if (values === undefined) return false;
  const [near = 0, share = 1] = values.slice(14);
  const around = flatParentOf(element);
  const distance = around === null ? Number.NaN : Number.parseFloat(styleOf(around).perspective);
  return share <= 0 || near >= distance;
}

function isSpace(style: CSSStyleDeclaration): boolean {
  return style.getPropertyValue('transform-style') === 'preserve-3d';
}

function backOf(style: CSSStyleDeclaration): string {
  return (
    style.getPropertyValue('backface-visibility') || style.getPropertyValue('-webkit-backface-visibility')
  );
}

function matrixOf(style: CSSStyleDeclaration): DOMMatrix {
  const parts = [
    ...Object.entries(singles).map(([name, call]) => single(call, style.getPropertyValue(name))),
    style.transform,
  ];
  try {
    return new DOMMatrix(parts.filter((part) => part !== '' && part !== 'none').join(' '));
  } catch {
    // A notation that only layout can resolve: the box is taken to face us.
    return new DOMMatrix();
  }
}

/** `y 180deg`, `1 0 0 180deg`, `90deg`; `2`, `1 -1`. */
function single(call: string, value: string): string {
  if (value === '' || value === 'none') return '';
  const words = value.split(/\s+/);
  if (call === 'scale') return `scale(${words.slice(0, 2).join(',')})`;
  const angle = words.find((word) => /[a-z]$/.test(word) && word.length > 1) ?? '0deg';
  const axes = { x: '1,0,0', y: '0,1,0', z: '0,0,1' } as const;
  const named = words.find((word): word is keyof typeof axes => word in axes);
  const numbers = words.filter((word) => /^-?[\d.e+-]+$/.test(word));
  return `rotate3d(${named === undefined ? (numbers.length === 3 ? numbers.join(',') : axes.z) : axes[named]},${angle})`;
}

/** The direction in which the front looks, as browsers judge it: the sign of the inverse's z in z. */
function showsBack(m: DOMMatrix): boolean {
  const cofactor =
    m.m11 * m.m22 * m.m44 +
    m.m12 * m.m24 * m.m41 +
    m.m14 * m.m21 * m.m42 -
    m.m11 * m.m24 * m.m42 -
    m.m12 * m.m21 * m.m44 -
    m.m14 * m.m22 * m.m41;
  return cofactor * determinant(m) < 0;
}

function determinant(m: DOMMatrix): number {
  const { m11, m12, m13, m21, m22, m23, m31, m32, m33 } = m;
  // Without perspective, the fourth row and column add nothing.
  return (
    (m11 * (m22 * m33 - m23 * m32) - m12 * (m21 * m33 - m23 * m31) + m13 * (m21 * m32 - m22 * m31)) * m.m44
  );
}
