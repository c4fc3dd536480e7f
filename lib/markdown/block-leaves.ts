import { costOf, costs } from './block-cost.ts';
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
import type { LineCursor } from './line-cursor.ts';
import type { Leaf } from './open-block.ts';
import type { OpenBlocks } from './open-blocks.ts';
import { cellsOf, columnsOf, mostColumns } from './table-row.ts';

const mostCells = 5_000;

/** What a line is, behind the marks of what is around it. */
export interface BlockLeaves {
  /** Whether the line belongs to the leaf that is no paragraph, and was given to it. */
  readonly takenByLeaf: () => boolean;
  /** Takes it for what it begins, or for text. @param count of the containers that it stands in */
  readonly takeContent: (count: number) => void;
}

export function createBlockLeaves(open: OpenBlocks, cursor: LineCursor): BlockLeaves {
  const { path, paragraphOf, withoutDefinitions, add, closeLeaf, begin, touch } = open;

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

  /** Begins, and perhaps ends, a leaf that is no paragraph. */
  function leafStart(count: number): boolean {
    const isOpen = count === path.containers.length;
    const paragraph = isOpen && path.leaf?.type === 'paragraph' ? path.leaf : null;
    const text = cursor.line.slice(cursor.nextOffset);
    const heading = headingStart(text);
    if (heading) {
      begin(count, costs.paragraph + costOf(text));
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
    path.cost += costOf(text);
    if (leaf?.type === 'paragraph') {
      path.cost += costs.line;
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

  return { takenByLeaf, takeContent };
}
