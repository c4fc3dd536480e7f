import type { AnswerSource, Assistant } from './assistant.ts';
import { splitTokens } from './assistant/tokens.ts';

export interface CannedOptions {
  readonly sources?: readonly AnswerSource[];
  /** Characters per chunk; without it, one word each. */
  readonly chunkSize?: number;
  readonly tokensPerSecond?: number;
  /** Its last chunk waits for this, so that the answer is under way until then, however slow the machine is. */
  readonly until?: Promise<unknown>;
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
  async *answer({ signal }) {
    const { chunkSize, until, sources = [] } = options;
    const said =
      typeof text !== 'string'
        ? text
        : chunkSize === undefined
          ? splitTokens(text)
          : chunksOf(text, chunkSize);
    const chunks = [...said];
    yield* chunks.slice(0, -1);
    if (until !== undefined) await Promise.race([until, ended(signal)]);
    yield* chunks.slice(-1);
    return sources;
  },
});

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
