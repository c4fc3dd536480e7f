import { randomUUID } from 'node:crypto';
import { AnswerFailure } from './assistant.ts';
import type { AnswerSource, Assistant } from './assistant.ts';
import type { Filing, Question } from './filing.ts';
import type { Listeners } from './listeners.ts';
import { createPace } from './pace.ts';
import type { StoredChat, StoredMessage } from './store/store.ts';

export interface FinishedAnswer {
  /** Its content is exactly the chunks, joined. */
  readonly message: StoredMessage;
  readonly sources: readonly AnswerSource[];
  readonly chunks: number;
}

/**
 * Yields chunks when they are due; what is stored of the answer, and when, is the filing's. Left early, or failed: what was
 * not stored by then never is.
 */
export type AnswerStream = AsyncGenerator<string, FinishedAnswer, void>;

/** Takes an answer's chunks, wherever they then go. */
export type AnswerReader<Result> = (id: string, chunks: AnswerStream) => Promise<Result>;

export interface Answers {
  /** Runs the reader when the chat's answers before it are done: one at a time, in order. */
  stream<Result>(question: Question, read: AnswerReader<Result>): Promise<Result>;
  /** The answer at full speed, for REST. */
  whole(question: Question): Promise<StoredMessage | AnswerFailure>;
  /** Ends all answers in progress unstored, as a process that ends takes them along. */
  abort(): void;
}

export interface AnswersOptions {
  readonly filing: Filing;
  readonly listeners: Pick<Listeners, 'patience'>;
  /** Of each answer that failed by itself, for who runs the platform. */
  readonly failed: (error: unknown) => void;
  /** Asked anew for each answer. */
  readonly voice: () => { readonly assistant: Assistant; readonly tokensPerSecond: number };
}

export const createAnswers = ({ filing, listeners, failed, voice }: AnswersOptions): Answers => {
  /** By chat id. */
  const lastOfChat = new Map<string, Promise<unknown>>();
  let running = new AbortController();

  async function* generate(
    question: Question,
    {
      id,
      paced,
      running: process,
    }: { readonly id: string; readonly paced: boolean; readonly running: AbortSignal },
  ): AnswerStream {
    const patience = listeners.patience(question.chat.id);
    const signal = AbortSignal.any([process, patience.signal]);
    const { assistant, tokensPerSecond } = voice();
    const { messages } = question.chat;
    const place = messages.findIndex(({ id: messageId }) => messageId === question.message.id);
    const asked = place === -1 ? messages.length : place;
    // Of later messages only the answers count: they belong to earlier questions.
    const history = messages.filter((turn, index) => index < asked || turn.role === 'assistant');
    const pieces = assistant.answer({ text: question.message.content, history, signal });
    const pace = createPace(paced ? tokensPerSecond : Infinity);
    let content = '';
    let chunks = 0;
    try {
      signal.throwIfAborted();
      for (;;) {
        const piece = await pieces.next();
        signal.throwIfAborted();
        if (piece.done === true) {
          const metadata = { sources: piece.value, total_tokens: chunks, cost_estimate: 0 };
          const message = filing.end(question, { id, content, metadata });
          return { message, sources: piece.value, chunks };
        }
        if (piece.value === '') continue;
        await pace(signal);
        content += piece.value;
        chunks += 1;
        filing.grow(question, { id, content });
        yield piece.value;
      }
    } catch (error) {
      if (!signal.aborted) failed(error);
      throw error;
    } finally {
      patience.end();
      // Left early: lets a forwarded request to a model be cancelled.
      await pieces.return([]);
    }
  }

  const inTurn = <Result>(chat: StoredChat, work: () => Promise<Result>): Promise<Result> => {
    const before = lastOfChat.get(chat.id) ?? Promise.resolve();
    const result = before.then(work);
    const over = (): void => {
      if (lastOfChat.get(chat.id) === done) lastOfChat.delete(chat.id);
    };
    const done = result.then(over, over);
    lastOfChat.set(chat.id, done);
    return result;
  };

  return {
    stream: (question, read) => {
      // Of the time it was asked: a server that stops also takes along what still waits its turn.
      const { signal } = running;
      const id = randomUUID();
      return inTurn(question.chat, () => read(id, generate(question, { id, paced: true, running: signal })));
    },
    whole: (question) => {
      const { signal } = running;
      return inTurn(question.chat, async () => {
        const chunks = generate(question, { id: randomUUID(), paced: false, running: signal });
        try {
          for (;;) {
            const chunk = await chunks.next();
            if (chunk.done === true) return chunk.value.message;
          }
        } catch (error) {
          return toAnswerFailure(error);
        }
      });
    },
    abort: () => {
      running.abort();
      running = new AbortController();
    },
  };
};

/** Whatever else was thrown is nobody's business. */
export const toAnswerFailure = (error: unknown): AnswerFailure =>
  error instanceof AnswerFailure ? error : new AnswerFailure('', 'The assistant could not answer');
