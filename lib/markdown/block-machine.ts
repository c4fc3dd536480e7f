import { createBlockContainers } from './block-containers.ts';
import { costOf, mostCost } from './block-cost.ts';
import { createBlockLeaves } from './block-leaves.ts';
import { createLineCursor } from './line-cursor.ts';
import type { Leaf } from './open-block.ts';
import { createOpenBlocks } from './open-blocks.ts';
import type { Definitions, MarkdownBlock } from './tree.ts';
import { isFenceEndSoFar, isRuleSoFar, isUndecidedLine } from './undecided-line.ts';

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
  const { path, closeTo, touch } = open;
  const { continued, containerStart } = createBlockContainers(open, cursor);
  const { takenByLeaf, takeContent } = createBlockLeaves(open, cursor);

  /** Within a quote the line is blank; around it, it has the quote's mark. */
  function touchQuotes(count: number): void {
    const quote = path.containers.slice(0, count).findLastIndex(({ type }) => type === 'quote');
    touch(Math.max(0, quote));
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
      if (path.leaf?.type === 'indented' && path.leaf.blanks !== '') touchQuotes(count);
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
    if (cursor.isBlank) {
      touchQuotes(count);
      closeTo(count);
    } else takeContent(count);
    return true;
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
