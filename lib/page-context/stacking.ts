import { contains, isElement } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';

/** An element's own box, or that of its pseudo-element. */
export interface Drawn {
  readonly element: Element;
  readonly pseudo?: '::before' | '::after';
}

/** In which order things are painted one upon the other: appendix E of CSS 2, and what later layouts made of it. */
export interface Stacking {
  /** Above 0: the box is painted later than the text that stands directly in `holder`. */
  compareToText(box: Drawn, text: Text, holder: Element): number;
  compareBoxes(one: Drawn, other: Drawn): number;
}

/** What a layer is to the one around it. Flow: it is none. */
type Kind = 'stack' | 'positioned' | 'float' | 'atom' | 'flow';

interface Layer {
  readonly drawn: Drawn;
  readonly rank: number;
  readonly z: number;
}

/** From below: the layer's own background; what lies behind its content; boxes; floats; text; what is positioned; what lies before. */
const rank = { ground: 0, behind: 1, box: 2, float: 3, text: 4, positioned: 5, before: 6 } as const;

export function createStacking(
  styleOf: (element: Element, pseudo?: string) => CSSStyleDeclaration,
): Stacking {
  const kinds = new Map<Element, { kind: Kind; z: number }>();
  const paths = new Map<Element, readonly Layer[]>();

  const kindOf = ({ element, pseudo }: Drawn): { kind: Kind; z: number } => {
    const known = pseudo === undefined ? kinds.get(element) : undefined;
    if (known !== undefined) return known;
    const parent = pseudo === undefined ? flatParentOf(element) : element;
    const found =
      parent === null ? { kind: 'stack' as const, z: 0 } : kindBy(styleOf(element, pseudo), styleOf(parent));
    if (pseudo === undefined) kinds.set(element, found);
    return found;
  };

  const around = ({ element, pseudo }: Drawn): Element | null =>
    pseudo === undefined ? flatParentOf(element) : element;

  const pathOf = (drawn: Drawn): readonly Layer[] => {
    const known = drawn.pseudo === undefined ? paths.get(drawn.element) : undefined;
    if (known !== undefined) return known;
    const { kind, z } = kindOf(drawn);
    const parent = around(drawn);
    let path: readonly Layer[];
    if (parent === null) path = [{ drawn, rank: rank.positioned, z: 0 }];
    else if (kind === 'flow') path = pathOf({ element: parent });
    else {
      let holder: Element = parent;
      const holds = (element: Element): boolean => {
        const is = kindOf({ element }).kind;
        return kind === 'stack' || kind === 'positioned' ? is === 'stack' : is !== 'flow';
      };
      for (let at: Element | null = parent; at !== null; at = flatParentOf(at)) {
        holder = at;
        if (holds(at)) break;
      }
      path = [...pathOf({ element: holder }), { drawn, rank: rankOf(kind, z), z }];
    }
    if (drawn.pseudo === undefined) paths.set(drawn.element, path);
    return path;
  };

  const groundOf = (drawn: Drawn): number => {
    const last = pathOf(drawn).at(-1)?.drawn;
    if (last?.element === drawn.element && last.pseudo === drawn.pseudo) return rank.ground;
    return /^(inline|contents|ruby)/.test(styleOf(drawn.element, drawn.pseudo).display)
      ? rank.text
      : rank.box;
  };

  const compare = (
    one: Drawn,
    oneEnds: number,
    other: Drawn,
    otherEnds: number,
    inOrder: (a: Drawn, b: Drawn | null) => number,
  ): number => {
    const [a, b] = [pathOf(one), pathOf(other)];
    let at = 0;
    while (at < a.length && at < b.length && isSame(a[at]?.drawn, b[at]?.drawn)) at += 1;
    const [mine, yours] = [a[at], b[at]];
    return (
      (mine?.rank ?? oneEnds) - (yours?.rank ?? otherEnds) ||
      (mine?.z ?? 0) - (yours?.z ?? 0) ||
      inOrder(mine?.drawn ?? one, yours?.drawn ?? null)
    );
  };

  return {
    compareToText(box, text, holder) {
      return compare(box, groundOf(box), { element: holder }, rank.text, (mine, yours) =>
        yours === null ? orderOf(mine, text) : orderOf(mine, yours.element, yours.pseudo),
      );
    },
    compareBoxes(one, other) {
      return compare(one, groundOf(one), other, groundOf(other), (mine, yours) => {
        const against = yours ?? other;
        return orderOf(mine, against.element, against.pseudo);
      });
    },
  };
}

function isSame(one: Drawn | undefined, other: Drawn | undefined): boolean {
  return one?.element === other?.element && one?.pseudo === other?.pseudo;
}

/** Above 0: the box is later in the document. */
function orderOf({ element, pseudo }: Drawn, node: Node, nodePseudo?: string): number {
  // A pseudo-element is in its element: later than that itself.
  if (node === element && nodePseudo === undefined) return pseudo === undefined ? 0 : 1;
  if (node === element && pseudo === undefined) return -1;
  const within = contains(element, node);
  if (within && pseudo !== undefined) return pseudo === '::after' ? 1 : -1;
  if (isElement(node) && contains(node, element) && nodePseudo !== undefined)
    return nodePseudo === '::after' ? -1 : 1;
  const position = Node.prototype.compareDocumentPosition.call(node, element);
  // In a shadow tree, order is not told; later is the likelier for what lies on something.
  return (position & Node.DOCUMENT_POSITION_PRECEDING) !== 0 &&
    (position & Node.DOCUMENT_POSITION_DISCONNECTED) === 0
    ? -1
    : 1;
}

function rankOf(kind: Kind, z: number): number {
  switch (kind) {
    case 'float':
      return rank.float;
    case 'atom':
      return rank.text;
    default:
      return z < 0 ? rank.behind : z > 0 ? rank.before : rank.positioned;
  }
}

function kindBy(
  style: CSSStyleDeclaration,
  around: CSSStyleDeclaration | undefined,
): { kind: Kind; z: number } {
  const isItem = /flex|grid/.test(around?.display ?? '');
  const isPositioned = style.position !== 'static' && style.position !== '';
  const z = Number.parseInt(style.zIndex, 10);
  // In one space, the nearer ones are painted later.
  const near = style.transform.startsWith('matrix3d') ? style.transform.split(',').at(14) : undefined;
  if (near !== undefined && around?.getPropertyValue('transform-style') === 'preserve-3d')
    return { kind: 'stack', z: Number.parseFloat(near) };
  const heedsZ = !Number.isNaN(z) && (isPositioned || isItem);
  if (heedsZ || /fixed|sticky/.test(style.position) || stacks(style))
    return { kind: 'stack', z: heedsZ ? z : 0 };
  if (isPositioned) return { kind: 'positioned', z: 0 };
  if (isItem) return { kind: 'atom', z: 0 };
  if (style.float === 'left' || style.float === 'right') return { kind: 'float', z: 0 };
  if (style.display.startsWith('inline-')) return { kind: 'atom', z: 0 };
  return { kind: 'flow', z: 0 };
}

/** Whether the element is painted as a whole, with nothing of what is around it in between. */
export function isStackingContext(
  style: CSSStyleDeclaration,
  around: CSSStyleDeclaration | undefined,
): boolean {
  return kindBy(style, around).kind === 'stack';
}

/** Properties by which a box gets a stacking context of its own, where they are not as they begin. */
const stacking = [
  'transform',
  'translate',
  'rotate',
  'scale',
  'perspective',
  'filter',
  'backdrop-filter',
  'clip-path',
  'mask-image',
];

function stacks(style: CSSStyleDeclaration): boolean {
  const value = (name: string): string => style.getPropertyValue(name);
  return (
    Number.parseFloat(style.opacity) < 1 ||
    stacking.some((name) => !/^(none)?$/.test(value(name))) ||
    !/^(normal)?$/.test(value('mix-blend-mode')) ||
    value('isolation') === 'isolate' ||
    value('transform-style') === 'preserve-3d' ||
    /paint|layout|strict|content/.test(value('contain')) ||
    value('content-visibility') === 'auto' ||
    /transform|opacity|filter|perspective|clip-path|mask/.test(value('will-change'))
  );
}
