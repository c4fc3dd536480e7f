import { z } from 'zod/mini';
import { boundedText } from './bounded.ts';

/** More own prompts are a library, and a list of them is no help any more; as many of the organisation's are a fault. */
export const mostPrompts = 100;

/** Characters (UTF-16 units). A name stands on one line of a narrow panel; a text must fit any tenant's message. */
export const longestPromptTitle = 80;
export const longestPrompt = 8_000;

/** A question that is asked again and again. `text` may hold `{page}`, `{selection}`, `{language}` and blanks of one's own. */
export const prompt = z.object({
  /** UUID of one's own; of the organisation's: its place in the policy. */
  id: boundedText(1, 80),
  title: boundedText(1, longestPromptTitle),
  text: boundedText(1, longestPrompt),
});
export type Prompt = z.infer<typeof prompt>;
