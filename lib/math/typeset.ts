import temml from 'temml';
import type { MathNode } from './math-node.ts';

/** Characters; longer ones are shown as they are written. */
export const longestTex = 5_000;
/** Elements and texts of one formula. */
const mostNodes = 3_000;
const deepest = 100;

/** Of the tree that Temml builds, what is read. */
interface TemmlNode {
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly classes?: readonly unknown[];
  readonly children?: readonly TemmlNode[];
  readonly text?: string;
}

const options = {
  throwOnError: true,
  // Links, pictures, classes and styles that a formula asks for.
  trust: false,
  // A document of a hundred macros within macros is no formula.
  maxExpand: 200,
  // em, pt
  maxSize: [20, 200] as [number, number],
};

/**
 * TeX as MathML.
 * @param isDisplay on lines of its own. null: it is no TeX that Temml reads, or too much of it
 */
export function mathOf(tex: string, isDisplay: boolean): MathNode | null {
  if (tex.length > longestTex) return null;
  try {
    // The only way to the tree itself: text would have to be read again as markup.
    // oxlint-disable-next-line no-underscore-dangle
    const tree: TemmlNode = temml.__renderToMathMLTree(tex, { ...options, displayMode: isDisplay });
    const budget = { left: mostNodes };
    const [node, ...more] = plain(tree, budget, 0);
    return node === undefined || more.length > 0 || budget.left < 0 ? null : node;
  } catch {
    // A mistake in the formula, or one that is nested beyond the stack: it is shown as it is written.
    return null;
  }
}

function plain(node: TemmlNode, budget: { left: number }, depth: number): MathNode[] {
  budget.left -= 1;
  if (budget.left < 0 || depth > deepest) throw new Error('formula-too-large');
  if (node.text !== undefined && node.children === undefined) return [node.text];
  const children = (node.children ?? []).flatMap((child) => plain(child, budget, depth + 1));
  // A fragment of Temml's: it has no element of its own.
  if (node.type === undefined && node.attributes === undefined) return children;
  return [
    {
      // What is no MathML (a span, a link) has no type.
      tag: node.type ?? '',
      attributes: texts(node.attributes),
      style: texts(node.style),
      classes: (node.classes ?? []).filter((name) => typeof name === 'string' && name !== '').map(String),
      children: joined(children),
    },
  ];
}

/** Digits come one by one. */
function joined(children: readonly MathNode[]): MathNode[] {
  const found: MathNode[] = [];
  for (const child of children) {
    const last = found.at(-1);
    if (typeof child === 'string' && typeof last === 'string') found[found.length - 1] = last + child;
    else found.push(child);
  }
  return found;
}

function texts(record: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, String(value)]));
}
