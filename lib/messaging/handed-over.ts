import { z } from 'zod/mini';
import { longestPrompt } from '../shared/prompt.ts';
import { boundedText } from '../shared/bounded.ts';
import { longestTyped } from '../shared/hand-off.ts';

/** A request from outside of our pages, as the panel is told of it (the push `hand-off`). */
export const handedOver = z.object({
  id: z.string(),
  /** ask: no words of its own · prompt, typed: `text` are its words. */
  kind: z.enum(['ask', 'explain', 'summarise', 'translate', 'prompt', 'typed', 'new-chat']),
  /** What is attached for it; null: nothing. */
  about: z.nullable(z.enum(['page', 'selection'])),
  text: z.optional(boundedText(0, Math.max(longestPrompt, longestTyped))),
});
export type HandedOver = z.infer<typeof handedOver>;
