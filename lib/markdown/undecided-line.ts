import { fenceStart, headingStart } from './block-starts.ts';
import { columnsSoFar, headOf } from './table-row.ts';

/*
 * A line that is still being written may be of a kind that its next character tells: `-` is an item, a rule, an
 * underline or a number below zero. Until then it is not shown.
 */

/** Characters. What stands behind a fence, or under a table's head, is no longer. */
const longestUndecided = 1_000;

/** Marks in a row that mean nothing yet, whatever comes. */
const marksAlone = /^(?:[`~]{1,2}|\+[ \t]*|[$\\!&<[]|\\\[|\$\$)$/;

/**
 * Whether the line may still begin another block than it seems to.
 *
 * @param text the line behind its indent and the marks of what is around it
 * @param paragraph the last line of the paragraph that the line would go on; null: there is none
 */
export function isUndecidedLine(text: string, paragraph: string | null): boolean {
  if (text.length > longestUndecided) return isRuleSoFar(text);
  if (marksAlone.test(text) || isRuleSoFar(text) || /^\|[| \t]*$/.test(text)) return true;
  if (headingStart(text)?.text === '' || /^#{1,6}$/.test(text) || fenceStart(text)) return true;
  if (isNumberSoFar(text, paragraph !== null)) return true;
  if (paragraph === null) return false;
  return /^=+[ \t]*$/.test(text) || isUnderHead(text, paragraph);
}

/** Whether the line, inside a block of code, may be the end of it. */
export function isFenceEndSoFar(text: string, mark: string): boolean {
  let end = 0;
  while (text[end] === mark) end += 1;
  return end > 0 && text.slice(end).trim() === '';
}

/** All of it is one mark, which may become a rule, items in items, or an underline. */
export function isRuleSoFar(text: string): boolean {
  const [mark = ''] = text;
  if (mark !== '*' && mark !== '-' && mark !== '_') return false;
  for (const character of text)
    if (character !== mark && character !== ' ' && character !== '\t') return false;
  return true;
}

/** In a paragraph, a list begins at 1 only. */
function isNumberSoFar(text: string, isInParagraph: boolean): boolean {
  const [, digits = ''] = /^(\d{1,9})(?:[.)][ \t]*)?$/.exec(text) ?? [];
  return digits !== '' && (!isInParagraph || Number(digits) <= 1);
}

function isUnderHead(text: string, line: string): boolean {
  const columns = columnsSoFar(text);
  return columns !== null && columns <= (headOf(line)?.length ?? 0);
}
