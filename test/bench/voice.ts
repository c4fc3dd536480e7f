import type { Assistant } from '../platform/assistant.ts';
import { splitTokens } from '../platform/assistant/tokens.ts';
import { answerText } from './answer-text.ts';
import { monotonicNow } from './monotonic.ts';
import { shapedAnswers, type ShapeName } from './shaped-answers.ts';

/** What the server saw of one question, in ms of the monotonic clock. */
export interface Heard {
  /** When the question had arrived. */
  readonly askedAt: number;
  /** When the last token had been sent. */
  readonly lastSentAt: number;
}

/** An assistant that takes the time. Asked for "20000 characters" it answers with so many, for one of the shapes with that, else with few. */
export interface Voice {
  readonly assistant: Assistant;
  /** Starts listening for the next question. Resolves at the end of its answer. */
  next(): Promise<Heard>;
}

const shortest = 100;

export function createVoice(): Voice {
  let tell: ((heard: Heard) => void) | null = null;
  return {
    assistant: {
      async *answer({ text }) {
        const askedAt = monotonicNow();
        const shape = shapedAnswers[/^(.+), please$/.exec(text)?.[1] as ShapeName];
        yield* splitTokens(shape ?? answerText(Number(/^(\d+) characters/.exec(text)?.[1] ?? shortest)));
        // The platform asks for the next token when it has sent the one before.
        tell?.({ askedAt, lastSentAt: monotonicNow() });
        return [];
      },
    },
    next: () =>
      new Promise((done) => {
        tell = done;
      }),
  };
}
