import {
  attributeOf,
  bodyOf,
  documentElementOf,
  inertDocument,
  isElement,
  isText,
  localNameOf,
  boxOf,
  titleOf,
  viewOf,
} from './dom-access.ts';
import { isCell, markBefore, type CopiedCell, type CopiedRow } from './copied-cells.ts';
import { standIn } from './copied-element.ts';
import { appendText, type OpenedElement } from './copied-text.ts';
import { copyLimits } from './copy-limits.ts';
import { flatChildrenOf, flatParentOf, type FlatChildren } from './flat-tree.ts';
import { frameInside, isFrame } from './frame-inside.ts';
import { linkAddress } from './link-address.ts';
import { createListMarks, type ListMarks } from './list-marks.ts';
import { neverRead } from './never-read.ts';
import { elementAround, partOf, wanted } from './selected-part.ts';
import type { Surroundings } from './surroundings.ts';
import { createEyes, type Eyes, type Sight } from './visibility.ts';

/** A copy in a document that loads and runs nothing, with only what may be read and can be seen. The page is untouched. */
export interface VisibleCopy {
  readonly document: Document;
  /** Of a page that was cut short: as many as its text alone would have had room for, without what stands between cells. */
  readonly elements: number;
  /** The page goes on after what was copied. */
  readonly isCutShort: boolean;
  /** Frames that a person sees, and whose text is another origin's. */
  readonly unreadFrames: number;
  /** Characters of text in frames that can't be seen (`Eyes.takeHidden`); the page's own eyes keep theirs. */
  readonly hiddenInFrames: number;
}

/** Deeper than any page is written; scripts can nest without end, and what reads the copy recurses. */
const deepest = 200;

/** An element that is being copied. */
interface Opened extends OpenedElement, CopiedRow {
  readonly children: FlatChildren;
  readonly depth: number;
  readonly within: Within;
  /** The cell that it is, or is in. */
  readonly cell: CopiedCell | undefined;
}

/** The document that an element is of: the page, or one in a frame of it. */
interface Within {
  readonly eyes: Eyes;
  readonly marks: ListMarks;
}

/** Of `part`, where given, else of the whole page; with the addresses of its links, where `hasLinks`. Undefined: all of it is hidden or never read. */
export function copyVisible(
  page: Document,
  eyes: Eyes,
  limits = copyLimits,
  part?: Range,
  hasLinks = false,
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
  /** Of them, those that will stand between cells. */
  let bars = 0;
  let unreadFrames = 0;
  const eyesOfFrames: Eyes[] = [];
  const hasLayout = boxOf(documentElementOf(page)).width > 0;
  const isPart = partOf(part);
  const stack: Opened[] = [
    {
      children: flatChildrenOf(root),
      into: inert.body,
      sight,
      depth: 0,
      isVerbatim: inPre(root),
      within: { eyes, marks: marksIn(page) },
      ...outsideOfCells,
    },
  ];
  const copied = (isCutShort: boolean): VisibleCopy => ({
    document: inert,
    elements: isCutShort ? Math.round((elements * characters) / Math.max(1, characters - bars)) : elements,
    isCutShort,
    unreadFrames,
    hiddenInFrames: eyesOfFrames.reduce((sum, each) => sum + each.takeHidden(), 0),
  });

  for (let opened = stack.at(-1); opened !== undefined; opened = stack.at(-1)) {
    const node = opened.children.next();
    if (node === null) {
      stack.pop();
      continue;
    }
    if (!isPart(node)) continue;
    nodes += 1;
    if (nodes > limits.nodes) return copied(true);

    if (isText(node)) {
      const whole = wanted(node, part);
      const text = whole.slice(0, Math.max(0, limits.characters - characters));
      if (text.trim() === '') {
        if (opened.isVerbatim) characters += appendText(opened, text);
        else opened.into.append(' ');
      } else {
        const added = appendText(opened, opened.sight.seenPart(node, text));
        const mark = added > 0 ? markBefore(opened.cell) : 0;
        characters += added + mark;
        bars += mark;
      }
      if (text.length < whole.length) return copied(true);
    } else if (isElement(node) && !neverRead(node)) {
      const seen = opened.within.eyes.look(node, opened.sight.surroundings);
      if (seen === undefined) continue;
      const { shell, into, isSeparate } = standIn(
        inert,
        node,
        seen.style,
        opened.within.marks,
        opened.isVerbatim,
      );
      elements += 1;
      // A name that no page's attribute can take in the copy.
      const address = hasLinks && localNameOf(node) === 'a' ? linkAddress(node) : undefined;
      if (address !== undefined) shell.setAttribute('data-link', address);
      const flat = opened.depth >= deepest;
      const isApart = isSeparate && !opened.isVerbatim;
      if (isApart) opened.into.append(' ');
      if (!flat) opened.into.append(shell);
      if (isApart) opened.into.append(' ');
      const inside = { into: flat ? opened.into : into, depth: opened.depth + 1 };
      if (isFrame(node)) {
        const document = isVisible(seen.style) ? frameInside(node, hasLayout) : 'nothing';
        if (document === 'unread') unreadFrames += 1;
        else if (document !== 'nothing') {
          const eyesThere = createEyes(document);
          eyesOfFrames.push(eyesThere);
          stack.push(...openFrame(document, eyesThere, seen.surroundings, inside));
        }
        continue;
      }
      stack.push({
        ...inside,
        children: flatChildrenOf(node),
        sight: seen,
        isVerbatim: opened.isVerbatim || into.localName === 'pre',
        within: opened.within,
        cell: isCell(node) ? { row: opened, isFilled: false } : opened.cell,
        filledCells: 0,
      });
    }
  }
  return copied(false);
}

const outsideOfCells = { cell: undefined, filledCells: 0 };

function isVisible({ visibility }: CSSStyleDeclaration): boolean {
  return visibility !== 'hidden' && visibility !== 'collapse';
}

/** The document in a frame, to be copied where the frame stands; none where nothing of it can be seen. */
function openFrame(
  document: Document,
  eyes: Eyes,
  around: Surroundings,
  place: Pick<Opened, 'into' | 'depth'>,
): Opened[] {
  const root = bodyOf(document) ?? documentElementOf(document);
  const sight = lookDownTo(root, eyes, { ...eyes.outside, opacity: around.opacity });
  if (sight === undefined) return [];
  const within = { eyes, marks: marksIn(document) };
  return [{ ...place, children: flatChildrenOf(root), sight, isVerbatim: false, within, ...outsideOfCells }];
}

function marksIn(document: Document): ListMarks {
  return createListMarks(viewOf(document) ?? window);
}

/** Sees an element as one inside all its ancestors; undefined where one of them hides it or is never read. */
function lookDownTo(target: Element, eyes: Eyes, outside = eyes.outside): Sight | undefined {
  const way: Element[] = [];
  for (let at: Element | null = target; at !== null; at = flatParentOf(at)) way.unshift(at);
  let sight: Sight | undefined;
  for (const [index, element] of way.entries()) {
    if (neverRead(element)) return undefined;
    sight = eyes.look(element, sight?.surroundings ?? outside);
    if (sight === undefined) return undefined;
    const following = way[index + 1];
    if (localNameOf(element) === 'details' && following !== undefined) {
      if (!isAmong(flatChildrenOf(element), following)) return undefined;
    }
  }
  return sight;
}

function isAmong(children: FlatChildren, node: Node): boolean {
  for (let child = children.next(); child !== null; child = children.next()) if (child === node) return true;
  return false;
}

function inPre(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = flatParentOf(at))
    if (localNameOf(at) === 'pre') return true;
  return false;
}
