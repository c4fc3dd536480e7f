import type { Assistant } from '../../platform/assistant.ts';

export interface TellingAssistantOptions {
  readonly later: (ms: number, job: () => void) => void;
  /** ms before each piece. */
  readonly every: number;
}

/** Pieces of each answer. */
export const piecesEach = 4;

/** No two of its answers are the same, so that one in another's place, or half of one, is seen. */
export function createTellingAssistant({ later, every }: TellingAssistantOptions): Assistant {
  let answers = 0;
  return {
    async *answer() {
      answers += 1;
      for (const piece of [`Answer ${answers}: `, 'first, ', 'second, ', `and that was ${answers}.`]) {
        if (every > 0) await new Promise<void>((resolve) => later(every, resolve));
        yield piece;
      }
      return [{ title: `Source ${answers}`, url: 'https://example.com/', snippet: '' }];
    },
  };
}
