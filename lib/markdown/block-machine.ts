import { costOf, costs, mostCost } from './block-cost.ts';
import {
  fenceStart,
  headingStart,
  isFenceEnd,
  isRule,
  listMarker,
  mathStart,
  trimmedEnd,
  underlineLevel,
} from './block-starts.ts';
import { createOpenBlocks } from './open-blocks.ts';
import { createLineCursor, type LineCursor } from './line-cursor.ts';
import type { Leaf, OpenItem } from './open-block.ts';
import { cellsOf, columnsOf, mostColumns } from './table-row.ts';
import type { Definitions, MarkdownBlock } from './tree.ts';
import { isFenceEndSoFar, isRuleSoFar, isUndecidedLine } from './undecided-line.ts';

const mostCells = 5_000;

/** CommonMark's own way: a line belongs to the open blocks that it continues, then begins others, and the rest of it is text. */
export interface BlockMachine {
  takeLine(line: string): void;
  /** The blocks with the beginning of a line that is still being written; then forgets it. Costs what is open. */
  tryLine(start: string): readonly MarkdownBlock[];
  /** Ends all that is open. */
  finish(): void;
  /** With all that is open: as it is if nothing more comes, or (`isOpen`) as what it is about to be. */
  blocks(isOpen: boolean): readonly MarkdownBlock[];
  definitions(): Definitions;
}

export function createBlockMachine(): BlockMachine {
  const open = createOpenBlocks();
  const cursor = createLineCursor();
  const { path, hasRoom, paragraphOf, withoutDefinitions, add, closeLeaf, closeTo, begin, touch } = open;

  /** How many of the open containers the line continues. */
  function continued(): number {
    let count = 1;
    for (; count < path.containers.length; count += 1) {
      const container = path.containers[count];
      if (container?.type === 'quote' && !continuesQuote()) break;
      if (container?.type === 'item' && !continuesItem(container)) break;
    }
    return count;
  }

  function continuesQuote(): boolean {
    if (cursor.indent > 3 || cursor.line[cursor.nextOffset] !== '>') return false;
    cursor.skipIndent();
    cursor.advance(1, false);
    cursor.skipSpace();
    return true;
  }

  function continuesItem(item: OpenItem): boolean {
    if (cursor.isBlank) {
      if (!item.hasContent) return false;
      cursor.skipIndent();
      return true;
    }
    if (cursor.indent < item.indent) return false;
    cursor.advance(item.indent, true);
    return true;
  }

  /** Whether the line belongs to the leaf that is no paragraph, and was given to it. */
  function takenByLeaf(): boolean {
    const { leaf } = path;
    switch (leaf?.type) {
      case 'fence': {
        const text = cursor.line.slice(cursor.nextOffset);
        if (cursor.indent < 4 && isFenceEnd(text, leaf.start.mark, leaf.start.length)) closeLeaf();
        else {
          cursor.advance(Math.min(leaf.indent, cursor.indent), true);
          leaf.text += `${cursor.rest()}\n`;
        }
        return true;
      }
      case 'indented':
        if (cursor.indent < 4 && !cursor.isBlank) return false;
        if (cursor.isBlank && cursor.indent < 4) cursor.skipIndent();
        else cursor.advance(4, true);
        if (cursor.isBlank) leaf.blanks += `${cursor.rest()}\n`;
        else {
          leaf.text += `${leaf.blanks}${cursor.rest()}\n`;
          leaf.blanks = '';
        }
        return true;
      case 'math':
        return takenByMath(leaf);
      case 'rest':
        if (leaf.isTable) return false;
        leaf.text += `\n${cursor.rest()}`;
        return true;
      default:
        return false;
    }
  }

  function takenByMath(leaf: Leaf & { type: 'math' }): boolean {
    if (cursor.isBlank) return false;
    const text = trimmedEnd(cursor.rest());
    leaf.text += `\n${text.trimStart()}`;
    if (!text.endsWith(leaf.start.closing)) leaf.tex += `\n${text}`;
    else finishMath(leaf, `${leaf.tex}\n${text.slice(0, -2)}`);
    return true;
  }

  function finishMath({ before }: Leaf & { type: 'math' }, tex: string): void {
    path.leaf = null;
    path.cost += costs.math;
    add([...paragraphOf(before), { type: 'math', tex: tex.trim() }]);
  }

  /** Begins a container where the line has its mark; tells how many are open and matched then. */
  function containerStart(count: number): number | null {
    const text = cursor.line.slice(cursor.nextOffset);
    const isParagraph = count === path.containers.length && path.leaf?.type === 'paragraph';
    if (text.startsWith('>')) {
      if (!hasRoom()) return null;
      begin(count, costs.quote);
      continuesQuote();
      path.containers.push({ type: 'quote', blocks: [], contentLine: path.lines });
      return path.containers.length;
    }
    const marker = isRule(text) ? null : listMarker(text);
    if (!marker) return null;
    const isEmpty = text.slice(marker.width).trim() === '';
    if (isParagraph && (isEmpty || (marker.number !== null && marker.number !== 1))) return null;
    const around = path.containers[count - 1];
    const isSame = around?.type === 'list' && around.kind === marker.kind;
    if (!isSame && !hasRoom()) return null;
    const { indent } = cursor;
    cursor.skipIndent();
    cursor.advance(marker.width, true);
    const width = marker.width + spaceBehind(cursor);
    if (isSame) {
      closeTo(count);
      if (around.contentLine < path.lines - 1) around.isTight = false;
    } else {
      begin(count, costs.list);
      path.containers.push({
        type: 'list',
        items: [],
        kind: marker.kind,
        start: marker.number,
        isTight: true,
        contentLine: path.lines,
      });
    }
    path.cost += costs.item;
    path.containers.push({
      type: 'item',
      blocks: [],
      indent: indent + width,
      hasContent: false,
      contentLine: path.lines,
    });
    return path.containers.length;
  }

  /** Begins, and perhaps ends, a leaf that is no paragraph. */
  function leafStart(count: number): boolean {
    const isOpen = count === path.containers.length;
    const paragraph = isOpen && path.leaf?.type === 'paragraph' ? path.leaf : null;
    const text = cursor.line.slice(cursor.nextOffset);
    const heading = headingStart(text);
    if (heading) {
      begin(count, costs.paragraph);
      add([{ type: 'heading', ...heading }]);
      return true;
    }
    const fence = fenceStart(text);
    if (fence) {
      begin(count, costs.code);
      path.leaf = { type: 'fence', start: fence, indent: cursor.indent, text: '' };
      return true;
    }
    const level = paragraph && underlineLevel(text);
    if (paragraph && level) {
      const title = withoutDefinitions(paragraph.text).trim();
      // Of definitions alone it is no title, and the line may be a rule.
      if (title !== '') {
        path.leaf = null;
        add([{ type: 'heading', level, text: title }]);
        return true;
      }
    }
    if (isRule(text)) {
      begin(count, costs.rule);
      add([{ type: 'rule' }]);
      return true;
    }
    return mathBegins(text, count, paragraph) || (paragraph !== null && tableBegins(text, paragraph));
  }

  function mathBegins(
    text: string,
    count: number,
    paragraph: (Leaf & { type: 'paragraph' }) | null,
  ): boolean {
    const start = mathStart(text);
    if (!start) return false;
    const before = paragraph?.text ?? '';
    if (paragraph) path.leaf = null;
    else begin(count, costs.paragraph);
    const leaf = { type: 'math', start, before, text: trimmedEnd(text), tex: start.rest } as const;
    path.leaf = { ...leaf };
    if (start.rest.endsWith(start.closing)) finishMath(leaf, start.rest.slice(0, -2));
    return true;
  }

  function tableBegins(text: string, paragraph: Leaf & { type: 'paragraph' }): boolean {
    const align = listMarker(text) ? null : columnsOf(text);
    if (!align) return false;
    const line = paragraph.text.slice(paragraph.lastLine);
    const head = cellsOf(line);
    if (head.length !== align.length) return false;
    path.leaf = null;
    add(paragraphOf(paragraph.text.slice(0, Math.max(0, paragraph.lastLine - 1))));
    if (align.length > mostColumns) path.leaf = { type: 'rest', text: `${line}\n${text}`, isTable: true };
    else {
      path.cost += costs.table + align.length * costs.cell;
      path.leaf = { type: 'table', align, head, rows: [] };
    }
    return true;
  }

  function takeText(count: number): void {
    const { leaf } = path;
    const isMatched = count === path.containers.length;
    const text = cursor.line.slice(cursor.nextOffset);
    path.cost += costOf(text) + costs.line;
    if (leaf?.type === 'paragraph') {
      leaf.lastLine = leaf.text.length + 1;
      leaf.text += `\n${text}`;
      leaf.isLastLazy = !isMatched;
      return touch(path.containers.length);
    }
    if (isMatched && (leaf?.type === 'table' || (leaf?.type === 'rest' && leaf.isTable))) {
      touch(count);
      return takeRow(text, leaf);
    }
    begin(count, costs.paragraph);
    path.leaf = { type: 'paragraph', text, lastLine: 0, isLastLazy: false };
    touch(path.containers.length);
  }

  function takeRow(text: string, leaf: Leaf & { type: 'table' | 'rest' }): void {
    if (leaf.type === 'rest') leaf.text += `\n${text}`;
    else if (path.cells + leaf.align.length > mostCells) {
      closeLeaf();
      path.leaf = { type: 'rest', text, isTable: true };
    } else {
      path.cells += leaf.align.length;
      path.cost += costs.row + leaf.align.length * costs.cell;
      const row = cellsOf(text);
      leaf.rows.push(leaf.align.map((_, index) => row[index] ?? ''));
    }
  }

  function takeBlank(count: number): void {
    // Within a quote the line is blank; around it, it has the quote's mark.
    const quote = path.containers.slice(0, count).findLastIndex(({ type }) => type === 'quote');
    touch(Math.max(0, quote));
    closeTo(count);
  }

  function tryLine(start: string): readonly MarkdownBlock[] {
    const restore = open.save();
    const isShown = take(start, true);
    const shown = isShown ? open.blocks(true) : null;
    restore();
    return shown ?? open.blocks(true);
  }

  /** Whether the beginning of a line, where the cursor stands, may be of another kind than it seems. */
  function isUndecided(count: number): boolean {
    if (cursor.isBlank) return true;
    if (cursor.indent > 3) return false;
    const { leaf } = path;
    const text = cursor.line.slice(cursor.nextOffset);
    const isInParagraph = leaf?.type === 'paragraph' && count === path.containers.length;
    return isUndecidedLine(text, isInParagraph ? leaf.text.slice(leaf.lastLine) : null);
  }

  function isFenceEnding(): boolean {
    if (path.leaf?.type !== 'fence' || cursor.indent > 3) return false;
    return isFenceEndSoFar(cursor.line.slice(cursor.nextOffset), path.leaf.start.mark);
  }

  /** False: the line's beginning is undecided, and what was taken of it is to be forgotten. */
  function take(line: string, isOpen: boolean): boolean {
    path.lines += 1;
    const isOver =
      path.leaf?.type !== 'rest' && path.cost + costOf(line) > mostCost && !isVerbatim(path.leaf);
    if (isOver) {
      closeTo(1);
      path.leaf = { type: 'rest', text: line, isTable: false };
      return true;
    }
    cursor.begin(line);
    let count = continued();
    const isAllOpen = count === path.containers.length;
    if (isOpen && isAllOpen && isFenceEnding()) return false;
    if (isAllOpen && takenByLeaf()) {
      // Blank lines behind indented code may be nobody's.
      if (path.leaf?.type === 'indented' && path.leaf.blanks !== '') takeBlankIn(count);
      else touch(count);
      return true;
    }
    if (isOpen && cursor.indent < 4 && isRuleSoFar(cursor.line.slice(cursor.nextOffset))) return false;
    while (cursor.indent < 4 && !cursor.isBlank) {
      const opened = containerStart(count);
      if (opened === null) break;
      count = opened;
      // A mark alone is no blank line to those around it.
      touch(count);
    }
    if (isOpen && isUndecided(count)) return false;
    if (cursor.isBlank) takeBlank(count);
    else takeContent(count);
    return true;
  }

  function takeContent(count: number): void {
    if (cursor.indent < 4) {
      if (leafStart(count)) return touch(path.containers.length);
    } else if (path.leaf?.type !== 'paragraph') {
      begin(count, costs.code);
      cursor.advance(4, true);
      path.leaf = { type: 'indented', text: `${cursor.rest()}\n`, blanks: '' };
      return touch(path.containers.length);
    }
    takeText(count);
  }

  function takeBlankIn(count: number): void {
    const quote = path.containers.slice(0, count).findLastIndex(({ type }) => type === 'quote');
    touch(Math.max(0, quote));
  }

  return {
    takeLine(line) {
      take(line, false);
    },
    tryLine,
    finish: () => {
      closeTo(1);
    },
    blocks: open.blocks,
    definitions: open.definitions,
  };
}

/** Its lines cost nothing by what is written in them. */
const isVerbatim = (leaf: Leaf | null): boolean => leaf?.type === 'fence' || leaf?.type === 'indented';

/** Columns between a list's mark and its content; the cursor goes there. */
function spaceBehind(cursor: LineCursor): number {
  const { indent } = cursor;
  if (!cursor.isBlank && indent >= 1 && indent <= 4) {
    cursor.advance(indent, true);
    return indent;
  }
  cursor.skipSpace();
  return 1;
}
