import { costs } from './block-cost.ts';
import { isRule, listMarker } from './block-starts.ts';
import type { LineCursor } from './line-cursor.ts';
import type { OpenItem } from './open-block.ts';
import type { OpenBlocks } from './open-blocks.ts';

/** What of a line belongs to the quotes and lists around it. The cursor goes behind their marks. */
export interface BlockContainers {
  /** How many of the open containers the line continues. */
  readonly continued: () => number;
  /** Begins a container where the line has its mark; tells how many are open and matched then. */
  readonly containerStart: (count: number) => number | null;
}

export function createBlockContainers(open: OpenBlocks, cursor: LineCursor): BlockContainers {
  const { path, hasRoom, closeTo, begin } = open;

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

  return { continued, containerStart };
}

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
