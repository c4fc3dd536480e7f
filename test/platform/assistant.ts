export interface AnswerSource {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

export interface Turn {
  readonly role: 'user' | 'assistant';
  /** As stored, that is with the page in front where one was attached (§9). */
  readonly content: string;
}

export interface Question {
  /** The full text from the wire. */
  readonly text: string;
  /** The turns before it, oldest first. */
  readonly history: readonly Turn[];
  readonly signal: AbortSignal;
}

/** Yields the answer piece by piece, and returns its sources at the end. A throw is an answer that failed. */
export interface Assistant {
  answer(question: Question): AsyncGenerator<string, readonly AnswerSource[], void>;
}

/** Why there is no answer: the message for who runs the platform, and what is told to whoever asked. */
export class AnswerFailure extends Error {
  readonly told: string;

  constructor(message: string, told: string) {
    super(message);
    this.told = told;
  }
}
