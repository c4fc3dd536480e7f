import { setTimeout } from 'node:timers/promises';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import { until } from '../e2e/until.ts';
import type { Assistant } from '../platform/assistant.ts';

/** One answer that a fault will meet. */
export interface Stream {
  readonly question: string;
  readonly answer: string;
  /** Chunks that have left when it stops and waits for the fault. */
  readonly point: number;
}

/** Streams the planned answers, each up to its point; there they wait, so that one fault meets all of them where it should. */
export interface PlannedAnswers extends Assistant {
  plan(stream: Stream): void;
  /** Resolves when the answer stands at its point. */
  atPoint(stream: Stream): Promise<void>;
  goOn(): void;
}

/** Characters, and ms between two: a page a second, as models write. */
const chunkSize = 20;
const chunkEvery = 15;

const chunksOf = (answer: string): string[] => {
  // By code point: half a surrogate pair is not a text that a server could send.
  const characters = Array.from(answer);
  const count = Math.ceil(characters.length / chunkSize);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * chunkSize, (index + 1) * chunkSize).join(''),
  );
};

/** The `index`-th of `count` streams of that name: of 1 to 3 kB, and met by the fault at another part of its length. */
export function streamOf(name: string, index: number, count: number): Stream {
  const question = `${name}, ${index + 1} of ${count}`;
  // Its own first line: an answer in another's place would be seen.
  const answer = `## ${question}\n\n${mixedMarkdown(1_000 + Math.floor((2_000 * index) / count))}`;
  const point = Math.round((chunksOf(answer).length * (index + 0.5)) / count);
  return { question, answer, point };
}

export function createPlannedAnswers(): PlannedAnswers {
  const planned = new Map<string, Stream>();
  const waiting = new Map<string, () => void>();
  return {
    plan(stream) {
      planned.set(stream.question, stream);
    },
    async atPoint({ question }) {
      await until(`the answer to "${question}" at its point`, () => waiting.has(question));
    },
    goOn() {
      for (const go of waiting.values()) go();
      waiting.clear();
    },
    async *answer({ text, signal }) {
      const stream = planned.get(text);
      if (stream === undefined) {
        yield 'Nothing was planned.';
        return [];
      }
      for (const [index, chunk] of chunksOf(stream.answer).entries()) {
        if (index === stream.point) await new Promise<void>((go) => void waiting.set(text, go));
        await setTimeout(chunkEvery, undefined, { signal });
        yield chunk;
      }
      return [];
    },
  };
}
