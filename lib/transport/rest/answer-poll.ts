import type { Clock } from '../../shared/clock.ts';
import type { RestClient } from '../http/rest-client.ts';
import { pause } from '../../shared/pause.ts';

export interface AnswerPollOptions {
  readonly rest: Pick<RestClient, 'readMessages'>;
  readonly clock: Clock;
  readonly chatId: string;
  /** The platform's id of the message as it is stored. */
  readonly questionId: string;
  readonly signal: AbortSignal;
}

export interface FoundAnswer {
  readonly id: string;
  readonly content: string;
}

/** 1, 2, 4, 8, 8 … s. */
const firstPauseMs = 1000;
const longestPauseMs = 8000;
/** With these about three minutes have gone by: as long as a reply may take (rule R32). */
const mostLooks = 25;

/**
 * Where the reply was the stored message: looks for its answer in the history. An answer that is stored while it is
 * written is over when two looks have found the same text. null: none was found.
 */
export async function waitForAnswer(options: AnswerPollOptions): Promise<FoundAnswer | null> {
  const { rest, clock, chatId, questionId, signal } = options;
  let before: FoundAnswer | null = null;
  for (let look = 0; look < mostLooks && !signal.aborted; look += 1) {
    await pause(clock, Math.min(longestPauseMs, firstPauseMs * 2 ** look), signal);
    const read = await rest.readMessages(chatId, signal);
    if (!read.ok) continue;
    const { messages } = read.value;
    const asked = messages.findIndex(({ id }) => id === questionId);
    const next = asked === -1 ? undefined : messages[asked + 1];
    const found = next?.role === 'assistant' && next.content !== '' ? next : null;
    if (found !== null && found.id === before?.id && found.content === before.content) return found;
    before = found;
  }
  return null;
}
