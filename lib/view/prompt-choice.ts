import type { PromptsView } from '../messaging/prompt-rows.ts';
import { speaksOfPage } from './speaks-of-page.ts';

/** What stands beside the tenant's suggestions. */
export type SavedPrompts = PromptsView;

export interface PromptChoice {
  readonly key: string;
  readonly group: 'own' | 'organisation' | 'suggestions';
  readonly title: string;
  readonly text: string;
}

/** Own ones first, then the organisation's, then what the tenant suggests, which has no name of its own. */
export function promptChoices(
  { own, organisation }: SavedPrompts,
  suggestions: readonly string[],
): readonly PromptChoice[] {
  return [
    ...own.map(({ id, title, text }) => ({ key: id, group: 'own' as const, title, text })),
    ...organisation.map(({ id, title, text }) => ({ key: id, group: 'organisation' as const, title, text })),
    ...suggestions.map((text, place) => ({
      key: `tenant:${place}`,
      group: 'suggestions' as const,
      title: text,
      text,
    })),
  ];
}

/** Without case, accents and widths: people type what their keyboard has. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those in whose name or text every word is found, in any script; names before texts. */
export function matchingPrompts(choices: readonly PromptChoice[], query: string): readonly PromptChoice[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const holds = (text: string): boolean => words.every((word) => folded(text).includes(word));
  const named = choices.filter(({ title }) => holds(title));
  const others = choices.filter(
    (choice) => !named.includes(choice) && holds(`${choice.title} ${choice.text}`),
  );
  const found = new Set([...named, ...others]);
  // The groups stay together: each has its heading once.
  return (['own', 'organisation', 'suggestions'] as const).flatMap((group) =>
    [...found].filter((choice) => choice.group === group),
  );
}

export interface FilledPrompt {
  readonly text: string;
  /** What is selected then: the first blank that is still to be filled in, or nothing at the end. */
  readonly selection: readonly [number, number];
  /** Whether it can't be answered without the page. */
  readonly isOfPage: boolean;
}

export interface PromptBlanks {
  /** The interface's language, by its own name. */
  readonly language: string;
  /** What stands in the place of `{page}` and `{selection}`: the page itself goes as an attachment, never its title in these words. */
  readonly page: string;
  readonly selection: string;
}

/** The words of a prompt, as they come into the composer. */
export function fillPrompt(text: string, blanks: PromptBlanks): FilledPrompt {
  const filled = text.replace(
    /\{(page|selection|language)\}/g,
    (_, name: keyof PromptBlanks) => blanks[name],
  );
  const blank = /\{[^{}\n]{1,40}\}/.exec(filled);
  const start = blank?.index ?? filled.length;
  return {
    text: filled,
    selection: [start, start + (blank?.[0].length ?? 0)],
    isOfPage: speaksOfPage(text),
  };
}
