import { describe, expect, it } from 'vitest';
import { menuEntries, mostMenuPrompts } from '../../../lib/background/hand-off/menu-entries.ts';
import type { Prompt } from '../../../lib/shared/prompt.ts';
import { handOffMenuWords } from '../../../lib/view/words/hand-off-menu-words.ts';

const titled = (title: string, id = title): Prompt => ({ id, title, text: 'Words' });
const titles = (...prompts: Prompt[]): (string | null)[] =>
  menuEntries(handOffMenuWords, prompts)
    .filter(({ id }) => id.startsWith('prompt:'))
    .map(({ title }) => title);

describe('the entries of a menu', () => {
  it('have each an id of its own', () => {
    const ids = menuEntries(handOffMenuWords, [titled('page'), titled('explain')]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ask about what there is: a page, or what is selected on it', () => {
    const on = menuEntries(handOffMenuWords, [titled('x')]).map(({ id, on: where }) => `${id} ${where}`);
    expect(on).toEqual([
      'page page',
      'selection selection',
      'line-questions both',
      'explain both',
      'summarise both',
      'translate both',
      'line-prompts both',
      'prompt:x both',
    ]);
  });

  it('are no more than fit a menu', () => {
    const many = Array.from({ length: 100 }, (_, index) => titled(`Prompt ${index}`));
    expect(titles(...many)).toEqual(many.slice(0, mostMenuPrompts).map(({ title }) => title));
  });

  it.each([
    ['Sum up', 'Sum up'],
    ['Q & A', 'Q && A'],
    ['100%safe %s', '100% safe % s'],
    ['two\nlines\t and more ', 'two lines and more'],
    ['x'.repeat(80), `${'x'.repeat(39)}…`],
    ['🌊'.repeat(41), `${'🌊'.repeat(39)}…`],
  ])('are called as their prompt is: %j', (title, shown) => {
    expect(titles(titled(title))).toEqual([shown]);
  });
});
