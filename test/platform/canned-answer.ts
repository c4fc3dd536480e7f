import type { AnswerSource, Assistant } from './assistant.ts';
import { splitTokens } from './assistant/tokens.ts';

export interface CannedOptions {
  readonly sources?: readonly AnswerSource[];
  /** Characters per chunk; without it, one word each. */
  readonly chunkSize?: number;
  readonly tokensPerSecond?: number;
}

const chunksOf = (text: string, size: number): string[] => {
  // By code point: half a surrogate pair is not a text that a model's server could send.
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
};

/** An assistant that answers everything with this text; an array is sent in exactly these chunks. */
export const createCannedAssistant = (
  text: string | readonly string[],
  options: CannedOptions = {},
): Assistant => ({
  async *answer() {
    if (typeof text !== 'string') yield* text;
    else yield* options.chunkSize === undefined ? splitTokens(text) : chunksOf(text, options.chunkSize);
    return options.sources ?? [];
  },
});
