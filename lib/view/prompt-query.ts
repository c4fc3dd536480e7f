/** Longer than this, what stands behind a sign is prose. Characters. */
const longestQuery = 40;

/** The element id of the list that it opens. */
export const promptListId = 'prompt-list';

/** A slash that begins a line, or an at sign that begins a word, and what has been typed behind it up to the caret. */
export interface PromptQuery {
  /** `/`: saved prompts; `@`: open tabs. */
  readonly sign: '/' | '@';
  /** Where the sign stands in the text. */
  readonly at: number;
  readonly words: string;
}

/** null: none, as where a second slash makes a path of it, or a letter before it an e-mail address. */
export function promptQuery(text: string, caret: number): PromptQuery | null {
  const line = text.lastIndexOf('\n', caret - 1) + 1;
  const isSlash = text[line] === '/';
  const at = isSlash ? line : text.lastIndexOf('@', caret - 1);
  const words = text.slice(at + 1, caret);
  if (at < line || caret <= at || words.length > longestQuery) return null;
  if (isSlash) return words.includes('/') ? null : { sign: '/', at, words };
  return at === line || /\s/.test(text[at - 1] ?? '') ? { sign: '@', at, words } : null;
}
