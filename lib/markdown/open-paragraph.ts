import { definitionAt } from './definition.ts';
import { headOf } from './table-row.ts';
import type { MarkdownBlock } from './tree.ts';

/*
 * A paragraph that is still being written may become a definition, a task or a table. What it seems to become it is shown
 * as, or not at all, for as long as it may.
 */

/** Characters of a name in brackets, of a definition, and of a cell: what is longer is taken for text until it is known. */
const longestName = 80;
const longestDefinition = 400;
const longestCell = 80;

const taskSoFar = /^\[[ \txX]?\]?[ \t]*$/;
/** What could be missing to a definition. */
const endings = ['a]:a', ']:a', ':a', 'a', 'a>', 'a"', "a'", 'a)', ')'] as const;

/** Where a definition begins that is not whole, or may go on; the text's length: nowhere. */
export function openDefinition(text: string): number {
  let start = 0;
  while (text[start] === '[') {
    if (mayBecomeDefinition(text, start)) return start;
    const found = definitionAt(text, start);
    if (!found) break;
    start = found.end;
  }
  return text.length;
}

function mayBecomeDefinition(text: string, start: number): boolean {
  if (text.length - start > longestDefinition) return false;
  const name = text.indexOf(']', start);
  if ((name === -1 ? text.length : name) - start > longestName) return false;
  return endings.some((ending) => {
    const whole = text + ending;
    return definitionAt(whole, start)?.end === whole.length;
  });
}

/**
 * What an open paragraph is shown as.
 *
 * @param text without definitions
 * @param lastLine where its last line begins; null: that is no head
 */
export function openParagraph(text: string, lastLine: number | null): MarkdownBlock[] {
  if (taskSoFar.test(text)) return [];
  if (lastLine === null) return paragraph(text);
  const head = headOf(text.slice(lastLine));
  if (!head || head.some((cell) => cell.length > longestCell)) return paragraph(text);
  // With a bar in front it is hardly anything else.
  if (text[lastLine] === '|')
    return [
      ...paragraph(text.slice(0, Math.max(0, lastLine - 1))),
      { type: 'table', align: head.map(() => null), head, rows: [] },
    ];
  const bar = text.indexOf('|', lastLine);
  return text.length - bar > longestCell ? paragraph(text) : paragraph(text.slice(0, bar));
}

function paragraph(text: string): MarkdownBlock[] {
  const shown = text.trimEnd();
  return shown === '' ? [] : [{ type: 'paragraph', text: shown }];
}
