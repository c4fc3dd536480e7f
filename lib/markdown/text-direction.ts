import type { MarkdownBlock } from './tree.ts';

export type TextDirection = 'ltr' | 'rtl';

const letter = /\p{L}/u;

/** Hebrew, Arabic and their neighbours: beside these, what stands to the left is not what comes first. */
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters in which a direction shows, where it does at all. */
const lookedAt = 1_000;

/** By the first letter outside of code, as `dir="auto"` has it; undefined: there is none yet. */
export function textDirection(text: string): TextDirection | undefined {
  const first = letter.exec(text.slice(0, lookedAt).replaceAll(/`[^`\n]*`/g, ' '))?.[0];
  if (first === undefined) return undefined;
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Of what stands around words, a bar or the mark of an item: by the first words in it that say. */
export function blockDirection(block: MarkdownBlock): TextDirection | undefined {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textDirection(block.text);
    case 'quote':
      return firstDirection(block.blocks);
    case 'list':
      return firstOf(block.items, ({ blocks }) => firstDirection(blocks));
    case 'table':
      return firstOf(block.head, textDirection);
    default:
      return undefined;
  }
}

function firstDirection(blocks: readonly MarkdownBlock[]): TextDirection | undefined {
  return firstOf(blocks, blockDirection);
}

function firstOf<Part>(
  parts: readonly Part[],
  directionOf: (part: Part) => TextDirection | undefined,
): TextDirection | undefined {
  for (const part of parts) {
    const direction = directionOf(part);
    if (direction !== undefined) return direction;
  }
  return undefined;
}
