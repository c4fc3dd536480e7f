import { takeAnswerFaults } from './answer-faults.ts';
import { relayAnswer } from './answer-relay.ts';
import { toAnswerFailure } from './answers.ts';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';
import type { StoredChat } from './store/store.ts';
import type { Caller } from './tokens.ts';

export interface SocketQuestion {
  readonly chat: StoredChat;
  /** null: nobody is signed in, or the dialect doesn't say who. */
  readonly caller: Caller | null;
  readonly budgetKey: string;
  readonly text: string;
  readonly clientMessageId: string | undefined;
}

/**
 * A question over a socket, in any dialect, from its limits and faults to its answer.
 * @param line for its outcome; @param own the socket itself, where a fault cuts it
 */
export const createAsking =
  (own: SocketLine, { script, filing, answers, messageLimit }: SocketServices) =>
  ({ chat, caller, budgetKey, text, clientMessageId }: SocketQuestion, line: SocketLine = own): void => {
    const fail = (code: string, message: string): void => line.send('error', { code, message });
    if (text.trim() === '') return fail('validation_error', 'The message is empty');
    if (caller !== null && !caller.scope.includes('chat:send'))
      return fail('insufficient_scope', 'Needs chat:send');

    const faults = takeAnswerFaults(script);
    const { ending } = faults;
    const budget = messageLimit?.spend(budgetKey);
    const retryAfter =
      ending?.kind === 'rate-limit' ? ending.retryAfter : budget?.allowed === false && budget.retryAfter;
    if (typeof retryAfter === 'number') {
      return line.send('rate_limit_exceeded', { message: 'Too many messages', retry_after: retryAfter });
    }
    const expired = caller !== null && caller.expiresAt <= Date.now();
    if (ending?.kind === 'token-expired' || expired)
      return line.send('token_expired', { message: 'The token has expired' });
    if (ending?.kind === 'error' && ending.error.retry_after !== undefined)
      return line.send('error', { ...ending.error });

    const answer = (): void => {
      const question = filing.take(chat, text, clientMessageId);
      answers
        .stream(question, (id, chunks) => relayAnswer({ chatId: chat.id, line, faults }, id, chunks))
        .catch((error: unknown) => fail('ai_service_error', toAnswerFailure(error).told));
    };
    if (ending?.kind !== 'cuts-unanswered') return answer();
    own.cut();
    if (ending.stored === 'at-once') answer();
    else if (ending.stored !== 'never') setTimeout(answer, ending.stored);
  };
