import {
  attributeOf,
  bodyOf,
  documentElementOf,
  inertDocument,
  isElement,
  isText,
  localNameOf,
  titleOf,
} from './dom-access.ts';
import { standIn } from './copied-element.ts';
import { flatChildrenOf, flatParentOf } from './flat-tree.ts';
import { longestPage } from './limits.ts';
import { neverRead } from './never-read.ts';
import type { Eyes, Sight } from './visibility.ts';

/** A copy in a document that loads and runs nothing, with only what may be read and can be seen. The page is untouched. */
export interface VisibleCopy {
  readonly document: Document;
  readonly elements: number;
  /** The page goes on after what was copied. */
  readonly isCutShort: boolean;
}

export interface CopyLimits {
  readonly nodes: number;
  readonly characters: number;
}

/** Nodes: about a second of a slow machine's time. */
const copyLimits: CopyLimits = { nodes: 150_000, characters: longestPage };

/** Deeper than any page is written; scripts can nest without end, and what reads the copy recurses. */
const deepest = 200;

interface Frame {
  readonly children: Iterator<Node>;
  readonly into: Element;
  readonly sight: Sight;
  readonly depth: number;
  readonly isVerbatim: boolean;
}

/** Of `part`, where given, else of the whole page. Undefined: all of it is hidden or never read. */
export function copyVisible(
  page: Document,
  eyes: Eyes,
  limits = copyLimits,
  part?: Range,
): VisibleCopy | undefined {
  const root = part === undefined ? (bodyOf(page) ?? documentElementOf(page)) : elementAround(part);
  const sight = root === null ? undefined : lookDownTo(root, eyes);
  if (root === null || sight === undefined) return undefined;

  const inert = inertDocument(page);
  inert.title = titleOf(page);
  const language = attributeOf(documentElementOf(page), 'lang');
  if (language !== null) inert.documentElement.setAttribute('lang', language);

  let nodes = 0;
  let elements = 0;
  let characters = 0;
  const isPart = partOf(part);
  const stack: Frame[] = [
    { children: flatChildrenOf(root), into: inert.body, sight, depth: 0, isVerbatim: inPre(root) },
  ];

  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const next = frame.children.next();
    if (next.done === true) {
      stack.pop();
      continue;
    }
    const node = next.value;
    if (!isPart(node)) continue;
    nodes += 1;
    if (nodes > limits.nodes) return { document: inert, elements, isCutShort: true };

    if (isText(node)) {
      const whole = wanted(node, part);
      const text = whole.slice(0, limits.characters - characters);
      if (text.trim() === '') {
        if (frame.isVerbatim) characters += appendText(frame, text);
        else frame.into.append(' ');
      } else characters += appendText(frame, frame.sight.seenPart(node, text));
      if (text.length < whole.length) return { document: inert, elements, isCutShort: true };
    } else if (isElement(node) && !neverRead(node)) {
      const seen = eyes.look(node, frame.sight.surroundings);
      if (seen === undefined) continue;
      const { shell, isSeparate } = standIn(inert, node, seen.style);
      elements += 1;
      const flat = frame.depth >= deepest;
      if (isSeparate) frame.into.append(' ');
      if (!flat) frame.into.append(shell);
      if (isSeparate) frame.into.append(' ');
      stack.push({
        children: flatChildrenOf(node),
        into: flat ? frame.into : shell,
        sight: seen,
        depth: frame.depth + 1,
        isVerbatim: frame.isVerbatim || shell.localName === 'pre',
      });
    }
  }
  return { document: inert, elements, isCutShort: false };
}

/** Returns how many characters count against the limit. Line ends that the page shows become `br`. */
function appendText(frame: Frame, text: string): number {
  if (frame.isVerbatim) {
    frame.into.append(text);
    return text.length;
  }
  const keepsLines = /^(pre|break-spaces)/.test(frame.sight.style.whiteSpace);
  const lines = keepsLines ? text.split(/\r\n?|\n/) : [text];
  let characters = 0;
  for (const [index, line] of lines.entries()) {
    const collapsed = line.replace(/[ \t\r\n\f]+/g, ' ');
    if (index > 0) frame.into.append(frame.into.ownerDocument.createElement('br'));
    frame.into.append(collapsed);
    characters += collapsed.length;
  }
  return characters;
}

/** Sees an element as one inside all its ancestors; undefined where one of them hides it or is never read. */
function lookDownTo(target: Element, eyes: Eyes): Sight | undefined {
  const way: Element[] = [];
  for (let at: Element | null = target; at !== null; at = flatParentOf(at)) way.unshift(at);
  let sight: Sight | undefined;
  for (const [index, element] of way.entries()) {
    if (neverRead(element)) return undefined;
    sight = eyes.look(element, sight?.surroundings ?? eyes.outside);
    if (sight === undefined) return undefined;
    const following = way[index + 1];
    if (localNameOf(element) === 'details' && following !== undefined) {
      if (![...flatChildrenOf(element)].includes(following)) return undefined;
    }
  }
  return sight;
}

function elementAround(part: Range): Element | null {
  const container = part.commonAncestorContainer;
  return isElement(container) ? container : flatParentOf(container);
}

function inPre(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = flatParentOf(at))
    if (localNameOf(at) === 'pre') return true;
  return false;
}

/** Nodes inside a shadow root are in another tree than the range: they belong to the part if their host does. */
function partOf(part: Range | undefined): (node: Node) => boolean {
  if (part === undefined) return () => true;
  const tree = Node.prototype.getRootNode.call(part.commonAncestorContainer);
  return (node) => Node.prototype.getRootNode.call(node) !== tree || part.intersectsNode(node);
}

function wanted(text: Text, part: Range | undefined): string {
  if (part === undefined) return text.data;
  const end = text === part.endContainer ? part.endOffset : text.data.length;
  return text.data.slice(text === part.startContainer ? part.startOffset : 0, end);
}
