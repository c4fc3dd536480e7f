import { z } from 'zod/mini';
import { wholeNumber } from '../shared/bounded.ts';
import { prompt } from '../shared/prompt.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';

/** In their order. The organisation's are read-only. */
const promptsView = z.object({ own: z.array(prompt), organisation: z.array(prompt) });
export type PromptsView = z.infer<typeof promptsView>;

/** Saved prompts. Each is replied to with all of them as they are then. Those of the tenant are its suggestions (`branding`). */
export const promptRows = {
  'prompts/read': { ports: ['panel', 'options'], input: empty },
  /**
   * Adds it, or replaces the one of the same id, so that a repeated command makes no second one. `at`: its place from then on,
   * 0 for the first; absent: where it is, or behind the others. One more than `mostPrompts` is not added.
   */
  'prompts/save': { ports: ['options'], input: () => z.object({ prompt, at: z.optional(wholeNumber(0)) }) },
  'prompts/remove': { ports: ['options'], input: () => z.object({ id: z.string() }) },
} as const satisfies CommandRows;

export const promptReplies = {
  'prompts/read': { shape: promptsView },
  'prompts/save': { shape: promptsView },
  'prompts/remove': { shape: promptsView },
} as const satisfies CommandReplies<typeof promptRows>;
