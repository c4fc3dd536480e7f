import { AnswerFailure } from './assistant.ts';
import type { SocketLine } from './socket-line.ts';
import type { StoredChat, StoredMessage } from './store/store.ts';
import type { V1Habits } from './v1-habits.ts';

/** Sends the answer to a posted question over the sockets of its session. False: its reply must not be the answer. */
export type V1Push = (chat: StoredChat, answered: Promise<StoredMessage | AnswerFailure>) => boolean;

export interface V1PushOptions {
  readonly v1: V1Habits;
  readonly lines: (sessionId: string) => SocketLine[];
  readonly later: (ms: number, job: () => void) => void;
}

/** ms by which a second copy comes behind the first. */
const behind = 20;

export const createV1Push =
  ({ v1, lines, later }: V1PushOptions): V1Push =>
  (chat, answered) => {
    const push = (message: StoredMessage | AnswerFailure): void => {
      if (message instanceof AnswerFailure) return;
      for (const line of lines(chat.sessionId)) line.sendRaw(chatMessageFrame(message, v1));
    };
    if (v1.replies === 'in-reply') return true;
    void answered.then((message) => {
      if (v1.replies === 'reply-then-socket') later(behind, () => push(message));
      else push(message);
    });
    return v1.replies !== 'by-socket';
  };

/** §7: `{"type":"chat_message","message":{…}}`. */
export const chatMessageFrame = (
  { id, content }: Pick<StoredMessage, 'id' | 'content'>,
  { namesAnswers }: V1Habits,
): string =>
  JSON.stringify({
    type: 'chat_message',
    message: { ...(namesAnswers ? { id } : {}), role: 'assistant', content },
  });
