import type { ShownPlace } from '../../messaging/place-rows.ts';

const shown: { readonly [Outcome in ShownPlace]: string } = {
  found: 'Shown on the page.',
  near: 'The page has changed. The nearest place is shown.',
  hidden: 'It’s on the page, but in a part that can’t be seen now.',
  gone: 'It’s not on the page any more.',
  opened: 'Opened in a new tab. The browser shows the place if it finds it.',
};

/** The words of *Show on page*, which the panel loads with the first answer that has a page. */
export const placeWords = {
  /** By what it leads to: of several ways in an answer no two are called the same. */
  show: (to: string) => `Show on page: ${to}`,
  passage,
  shown,
} as const;

/** Code points of the first words of a passage, and of the last. */
const [front, back] = [40, 24];

/** What tells it from the next, which may begin with the same words. */
function passage(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  if (characters.length <= front + back) return `“${characters.join('')}”`;
  const first = characters
    .slice(0, front + 1)
    .join('')
    .replace(/ \S*$/, '');
  const last = characters
    .slice(-back - 1)
    .join('')
    .replace(/^\S* /, '');
  return `“${whole(first, front)} … ${whole(last, -back)}”`;
}

/** Where no word ends there, as many characters. */
function whole(words: string, length: number): string {
  const characters = Array.from(words);
  return characters.length <= Math.abs(length)
    ? words
    : characters.slice(...(length < 0 ? [length] : [0, length])).join('');
}
