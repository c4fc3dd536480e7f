import type { AnswerSource } from '../assistant.ts';

/** A whole answer of the local assistant, before it is streamed. */
export interface Reply {
  readonly markdown: string;
  readonly sources: readonly AnswerSource[];
}
