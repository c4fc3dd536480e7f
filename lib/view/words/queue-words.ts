import type { ConnectionStatus } from '../../shared/connection-status.ts';
import { english } from './grammar.ts';
import { statusWords } from './status-words.ts';

/** Of the messages that wait, above the composer and in their feet. */
export const queueWords = {
  name: 'Waiting messages',
  waiting: (messages: number) => english.plural(messages, { one: '# waiting', other: '# waiting' }),
  showAll: 'Show all',
  showFewer: 'Show fewer',
  deleteAll: 'Delete all',
  removed: (messages: number) =>
    english.plural(messages, { one: 'Message deleted', other: '# messages deleted' }),
  undo: 'Undo',
  /** Before anybody has said where the assistant is. */
  unset: 'Waits until the panel is connected',
  answerAbove: 'Waits for the answer above',
  leftWaiting: 'What still waits in the chat before will be sent.',
} as const;

/** What the first of them waits for. `now`: epoch ms. */
export function waitsFor(status: ConnectionStatus, now: number): string {
  switch (status.kind) {
    case 'connected':
      return queueWords.answerAbove;
    case 'sign-in-needed':
      return 'Waits for you to sign in';
    case 'waiting':
      // The limit and its time, in the words of the status.
      return statusWords(status, now);
    case 'starting-up':
      return 'Waits for the platform to start';
    case 'check-settings':
      return 'Waits for the settings to be corrected';
    case 'connecting':
    case 'reconnecting':
    case 'offline':
      return 'Waits for the connection';
    default:
      return status satisfies never;
  }
}
