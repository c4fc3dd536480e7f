/** Longer than this, what stands behind a slash is prose. Characters. */
const longestQuery = 40;

/** The element id of the list that it opens. */
export const promptListId = 'prompt-list';

/** A slash that begins a line, and what has been typed behind it up to the caret. */
export interface PromptQuery {
  /** Where the slash stands in the text. */
  readonly at: number;
  readonly words: string;
}

/** null: none, as where a second slash makes a path of it. */
export function promptQuery(text: string, caret: number): PromptQuery | null {
  const line = text.lastIndexOf('\n', caret - 1) + 1;
  const words = text.slice(line + 1, caret);
  if (caret <= line || text[line] !== '/' || words.includes('/') || words.length > longestQuery) return null;
  return { at: line, words };
}
