import { trimmedEnd } from './block-starts.ts';
import { unescapedMarkdown } from './character-reference.ts';
import { definitionAt } from './definition.ts';
import { itemOf, listOf, type Container, type Leaf, type OpenDocument, type OpenPath } from './open-block.ts';
import { openDefinition, openParagraph } from './open-paragraph.ts';
import type { Definitions, ListItem, MarkdownBlock } from './tree.ts';

/** Deeper quotes and lists are shown as text: an answer of 10,000 `>` must cost no more than any other. */
const deepestContainer = 12;
/** Each new one means another look at all that may name it. */
const mostDefinitions = 100;
/** Characters: math that has not ended by then is shown as it is written until it does. */
const longestOpenMath = 2_000;

/** The blocks that are open, how they begin and end, and what they are made of by then. */
export interface OpenBlocks {
  readonly path: OpenPath;
  /** Whether one more quote or list may begin. */
  hasRoom(): boolean;
  paragraphOf(text: string): MarkdownBlock[];
  /** What is left of a paragraph's text; its definitions are known from then on. */
  withoutDefinitions(text: string): string;
  add(blocks: readonly MarkdownBlock[]): void;
  closeLeaf(): void;
  closeTo(count: number): void;
  begin(count: number, cost: number): void;
  touch(count: number): void;
  /** `isOpen`: more may come; what is undecided by then is not shown, or as what it is about to be. */
  blocks(isOpen: boolean): readonly MarkdownBlock[];
  definitions(): Definitions;
  /** What is returned goes back to this state. Costs what is open, not what is finished. */
  save(): () => void;
}

export function createOpenBlocks(): OpenBlocks {
  const root: OpenDocument = { type: 'document', blocks: [], contentLine: 0 };
  const path: OpenPath = {
    containers: [root],
    leaf: null,
    lines: 0,
    cost: 0,
    cells: 0,
  };
  let definitions: Definitions = new Map();
  const last = (): Container => path.containers.at(-1) ?? root;
  const hasRoom = (): boolean =>
    path.containers.filter(({ type }) => type === 'quote' || type === 'list').length < deepestContainer;

  /** What a leaf is once it ends; definitions in front of a paragraph are handed over, not shown. */
  function leafBlocks(leaf: Leaf | null, define: boolean): MarkdownBlock[] {
    switch (leaf?.type) {
      case undefined:
        return [];
      case 'paragraph':
        return paragraphOf(leaf.text, define);
      case 'fence':
        return [{ type: 'code', text: leaf.text, info: unescapedMarkdown(leaf.start.info) }];
      case 'indented':
        return [{ type: 'code', text: leaf.text, info: '' }];
      case 'math':
        // It was never closed: prose.
        return paragraphOf(leaf.before === '' ? leaf.text : `${leaf.before}\n${leaf.text}`, define);
      case 'table':
        return [{ type: 'table', align: leaf.align, head: leaf.head, rows: [...leaf.rows] }];
      case 'rest':
        return [{ type: 'rest', text: leaf.text }];
      default:
        return leaf satisfies never;
    }
  }

  function paragraphOf(text: string, define: boolean): MarkdownBlock[] {
    const rest = trimmedEnd(withoutDefinitions(text, define));
    return rest.trim() === '' ? [] : [{ type: 'paragraph', text: rest }];
  }

  function withoutDefinitions(text: string, define: boolean): string {
    let start = 0;
    let size = definitions.size;
    while (text[start] === '[' && size < mostDefinitions) {
      const found = definitionAt(text, start);
      if (!found) break;
      start = found.end;
      if (definitions.has(found.name)) continue;
      size += 1;
      if (define)
        definitions = new Map(definitions).set(found.name, { href: found.href, title: found.title });
    }
    return start === 0 ? text : text.slice(start);
  }

  function closeLeaf(): void {
    const { leaf } = path;
    path.leaf = null;
    add(leafBlocks(leaf, true));
  }

  function add(ended: readonly MarkdownBlock[]): void {
    const holder = last();
    if (holder.type !== 'list') holder.blocks.push(...ended);
  }

  function closeContainer(): void {
    const container = path.containers.pop();
    const holder = last();
    if (container?.type === 'item' && holder.type === 'list') holder.items.push(itemOf(container.blocks));
    else if (container?.type === 'list') add([listOf(container)]);
    else if (container?.type === 'quote') add([{ type: 'quote', blocks: [...container.blocks] }]);
  }

  /** Leaves so many containers open. */
  function closeTo(count: number): void {
    if (path.leaf) closeLeaf();
    while (path.containers.length > count) closeContainer();
  }

  /** Something begins behind the first `count` containers: what is open beyond them ends, and so does a list of no such items. */
  function begin(count: number, cost: number): void {
    closeTo(count);
    if (last().type === 'list') closeContainer();
    path.cost += cost;
    const holder = last();
    if (holder.type !== 'item') return;
    const list = path.containers[path.containers.length - 2];
    if (holder.hasContent && holder.contentLine < path.lines - 1 && list?.type === 'list')
      list.isTight = false;
    holder.hasContent = true;
  }

  function touch(count: number): void {
    for (const container of path.containers.slice(0, count)) container.contentLine = path.lines;
  }

  function openLeafBlocks(leaf: Leaf | null): MarkdownBlock[] {
    if (leaf?.type === 'math' && leaf.text.length <= longestOpenMath) return paragraphOf(leaf.before, false);
    if (leaf?.type !== 'paragraph') return leafBlocks(leaf, false);
    const text = leaf.text.slice(0, openDefinition(leaf.text));
    const rest = withoutDefinitions(text, false);
    // What stands under a head that lacks its marks hardly ever has them.
    const head = leaf.isLastLazy ? null : Math.max(0, leaf.lastLine - text.length + rest.length);
    return openParagraph(rest, head);
  }

  function blocks(isOpen: boolean): readonly MarkdownBlock[] {
    let inner: MarkdownBlock[] = isOpen ? openLeafBlocks(path.leaf) : leafBlocks(path.leaf, false);
    let item: ListItem | null = null;
    for (const container of path.containers.toReversed()) {
      if (container.type === 'document') return container.blocks.concat(inner);
      // A mark with nothing behind it may be the beginning of something else.
      const isEmpty = isOpen && inner.length === 0 && item === null && partsOf(container).length === 0;
      if (isEmpty) continue;
      if (container.type === 'item') item = itemOf(container.blocks.concat(inner));
      else if (container.type === 'quote')
        inner = [{ type: 'quote', blocks: container.blocks.concat(inner) }];
      else {
        inner = [listOf({ ...container, items: item ? [...container.items, item] : container.items })];
        item = null;
      }
    }
    return inner;
  }

  function save(): () => void {
    const kept = path.containers.map((container) => ({
      container: { ...container },
      length: partsOf(container).length,
    }));
    const leaf = path.leaf && { ...path.leaf };
    const rows = leaf?.type === 'table' ? leaf.rows.length : 0;
    const before = { lines: path.lines, cost: path.cost, definitions, cells: path.cells };
    return () => {
      for (const { container, length } of kept) partsOf(container).length = length;
      if (leaf?.type === 'table') leaf.rows.length = rows;
      path.containers.splice(0, path.containers.length, ...kept.map(({ container }) => container));
      path.leaf = leaf;
      path.lines = before.lines;
      path.cost = before.cost;
      path.cells = before.cells;
      ({ definitions, cells: path.cells } = before);
    };
  }

  return {
    path,
    hasRoom,
    paragraphOf: (text) => paragraphOf(text, true),
    withoutDefinitions: (text) => withoutDefinitions(text, true),
    add,
    closeLeaf,
    closeTo,
    begin,
    touch,
    blocks,
    definitions: () => definitions,
    save,
  };
}

const partsOf = (container: Container): unknown[] =>
  container.type === 'list' ? container.items : container.blocks;
