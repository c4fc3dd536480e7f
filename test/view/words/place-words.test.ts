import { describe, expect, it } from 'vitest';
import { placeWords } from '../../../lib/view/words/place-words.ts';

describe('a passage is called', () => {
  it.each<[string, string, string]>([
    ['by all of it where it is short', 'The last\n crossing\tis at six', '“The last crossing is at six”'],
    [
      'by its first and last words where it is long',
      `One two three four five six seven eight nine ten ${'and so on '.repeat(9)}until the very end`,
      '“One two three four five six seven eight … so on until the very end”',
    ],
    [
      'by its first and last characters where it has no spaces',
      `${'潮'.repeat(60)}${'満'.repeat(60)}`,
      `“${'潮'.repeat(40)} … ${'満'.repeat(24)}”`,
    ],
    [
      'by no half of a character',
      `${'😀'.repeat(60)}${'😁'.repeat(60)}`,
      `“${'😀'.repeat(40)} … ${'😁'.repeat(24)}”`,
    ],
  ])('%s', (_how, passage, name) => {
    expect(placeWords.passage(passage)).toBe(name);
  });
});
