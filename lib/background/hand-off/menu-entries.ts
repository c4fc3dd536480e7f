import type { MenuEntry } from '../../shared/menu-entry.ts';
import type { Prompt } from '../../shared/prompt.ts';

/** What the menus of pages and the address bar say. */
export interface HandOffWords {
  readonly page: string;
  /** `%s` stands for what is selected. */
  readonly selection: string;
  readonly explain: string;
  readonly summarise: string;
  readonly translate: string;
  /** Of what is typed behind our keyword; Firefox knows no `%s` there. */
  readonly typed: string;
}

/** More of them would fill the menu of every page; all of them are behind a slash in the composer. */
export const mostMenuPrompts = 10;

/** Characters. A menu as wide as a screen is none. */
const longestTitle = 40;

/** Before the id of a prompt. */
export const promptEntry = 'prompt:';

/** What is offered of a page. @param prompts in their order, a person's own first; each has an id of its own */
export function menuEntries(words: HandOffWords, prompts: readonly Prompt[]): readonly MenuEntry[] {
  const line = (id: string): MenuEntry => ({ id, title: null, on: 'both' });
  const own = prompts
    .slice(0, mostMenuPrompts)
    .map(({ id, title }): MenuEntry => ({ id: promptEntry + id, title: menuTitle(title), on: 'both' }));
  return [
    { id: 'page', title: words.page, on: 'page' },
    { id: 'selection', title: words.selection, on: 'selection' },
    line('line-questions'),
    { id: 'explain', title: words.explain, on: 'both' },
    { id: 'summarise', title: words.summarise, on: 'both' },
    { id: 'translate', title: words.translate, on: 'both' },
    ...(own.length === 0 ? [] : [line('line-prompts'), ...own]),
  ];
}

/** One line, as it was written: what stands for a selection or for a key of the menu, to browsers, is no such thing here. */
function menuTitle(title: string): string {
  const whole = title.replaceAll(/\s+/g, ' ').trim();
  // By code points: of a pair that is cut in two, neither half is a character.
  const characters = Array.from(whole);
  const shown =
    characters.length > longestTitle ? `${characters.slice(0, longestTitle - 1).join('')}…` : whole;
  return shown.replaceAll('%s', '% s').replaceAll('&', '&&');
}
