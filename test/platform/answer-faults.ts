import type { BehaviourOf } from './behaviour.ts';
import type { Script } from './script.ts';

/** What the script wants done to one answer; taken as a whole when the question arrives. */
export interface AnswerFaults {
  readonly ending:
    | BehaviourOf<
        'restarts' | 'dies' | 'error' | 'rate-limit' | 'token-expired' | 'processing-only' | 'cuts-unanswered'
      >
    | undefined;
  readonly garbage: BehaviourOf<'garbage'> | undefined;
  readonly huge: BehaviourOf<'huge'> | undefined;
  readonly unknown: BehaviourOf<'unknown'> | undefined;
  readonly silence: BehaviourOf<'silence'> | undefined;
  /** Index from 1. */
  readonly lostChunk: number | undefined;
  readonly repeatedChunk: number | undefined;
  /** Of an answer that comes in between. */
  readonly foreignText: string | undefined;
  readonly withIds: boolean;
  readonly withStart: boolean;
  readonly withContent: boolean;
  readonly isCumulative: boolean;
  /** Of `processing`. */
  readonly words: string | undefined;
}

export const takeAnswerFaults = (script: Script): AnswerFaults => ({
  ending: script.take(
    'ending',
    'restarts',
    'dies',
    'error',
    'rate-limit',
    'token-expired',
    'processing-only',
    'cuts-unanswered',
  ),
  garbage: script.take('garbage', 'garbage'),
  huge: script.take('huge', 'huge'),
  unknown: script.take('unknown', 'unknown'),
  silence: script.take('silence', 'silence'),
  lostChunk: script.take('lose', 'lose')?.chunk,
  repeatedChunk: script.take('repeat', 'repeat')?.chunk,
  foreignText: script.take('foreign', 'foreign')?.text,
  withIds: script.take('ids', 'without-ids') === undefined,
  withStart: script.take('start', 'without-start') === undefined,
  withContent: script.take('content', 'without-content') === undefined,
  isCumulative: script.take('cumulative', 'cumulative') !== undefined,
  words: script.take('words', 'words')?.message,
});
