import { createElement, type ReactNode } from 'react';
import type { MathElement, MathNode } from '../../lib/math/math-node.ts';

/*
 * A formula is written by whoever writes the answer. What is not in these lists is not drawn, whatever Temml makes of it: no
 * links, no pictures, no actions, no colours that somebody can't read.
 */

const tags = new Set(
  (
    'math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts none mtable mtr mtd menclose'
  ).split(' '),
);

const attributes = new Set(
  (
    'display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace minsize maxsize symmetric ' +
    'movablelimits largeop accent accentunder linethickness width height depth voffset columnspan rowspan notation'
  ).split(' '),
);
const attributeValue = /^[-+]?[\w.% ]{1,40}$/;

/** What the stylesheet knows (rich.css). */
const classes =
  /^(?:tml-(?:display|left|right|cancel|xcancel|overline|underline|fbox|jot)|upstrike|downstrike|sout)$/;

const length = /^(?:0|\d{0,2}(?:\.\d{1,6})?(?:em|ex|pt))$/;
/** By the style of Temml: the values that it may have. */
const styles: Readonly<Record<string, RegExp>> = {
  paddingTop: length,
  paddingBottom: length,
  paddingLeft: length,
  paddingRight: length,
  padding: /^(?:0|3pt)$/,
  border: /^1px solid$/,
  width: /^(?:100|50|7\.5)%$/,
  borderTop: /^0\.\d{1,4}em (?:solid|dashed|double)$/,
  borderBottom: /^0\.\d{1,4}em (?:solid|dashed|double)$/,
  borderLeft: /^0\.\d{1,4}em (?:solid|dashed|double)$/,
  borderRight: /^0\.\d{1,4}em (?:solid|dashed|double)$/,
  fontWeight: /^bold$/,
  mathDepth: /^[0-2]$/,
};

export interface DrawnFormula {
  readonly element: ReactNode;
  /** Elements and texts. */
  readonly nodes: number;
  /** Characters in it, from which its width can be guessed. */
  readonly letters: number;
}

/** null: it holds an element that none may hold. */
export function mathElements(formula: MathNode): DrawnFormula | null {
  let nodes = 0;
  let letters = 0;

  /** undefined: refused. */
  function drawn(node: MathNode, key: number): ReactNode {
    nodes += 1;
    if (typeof node === 'string') {
      letters += node.length;
      return node;
    }
    if (!tags.has(node.tag)) return undefined;
    const children: ReactNode[] = [];
    for (const [at, child] of node.children.entries()) {
      const element = drawn(child, at);
      if (element === undefined) return undefined;
      children.push(element);
    }
    return createElement(node.tag, propsOf(node, key), ...children);
  }

  if (typeof formula === 'string' || formula.tag !== 'math') return null;
  const element = drawn(formula, 0);
  return element === undefined ? null : { element, nodes, letters };
}

function propsOf(node: MathElement, key: number): Record<string, unknown> {
  const allowed = Object.entries(node.attributes).filter(
    ([name, value]) => attributes.has(name) && attributeValue.test(value),
  );
  const style = Object.entries(node.style).filter(([name, value]) => styles[name]?.test(value) === true);
  const className = node.classes.filter((name) => classes.test(name)).join(' ');
  return {
    ...Object.fromEntries(allowed),
    key,
    ...(style.length > 0 && { style: Object.fromEntries(style) }),
    ...(className !== '' && { className }),
  };
}
