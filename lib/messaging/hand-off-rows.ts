import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { problem } from '../shared/problem.ts';
import type { CommandReplies, CommandRows } from './command-row.ts';

/** Characters of a question that a request comes with: of the longest prompt, and what stands in for its blanks. */
const longestWords = 20_000;

/** What was asked for outside of our pages, as by the browser's menu. The panel is told of it by a push. */
export const handOffRows = {
  /**
   * Takes it: its words are behind the stored draft then, and the page that it is about is attached. The page puts the same
   * words into its composer once this is done. null: another panel has taken it. `refusal`: why no page is attached.
   */
  'hand-off/take': {
    ports: ['panel'],
    screen: 'same',
    input: () => z.object({ id: z.string(), words: boundedText(0, longestWords) }),
  },
} as const satisfies CommandRows;

export const handOffReplies = {
  'hand-off/take': { shape: z.nullable(z.object({ refusal: z.nullable(problem) })), isSlow: true },
} as const satisfies CommandReplies<typeof handOffRows>;
