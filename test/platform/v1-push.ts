import { AnswerFailure } from './assistant.ts';
import type { SocketLine } from './socket-line.ts';
import type { StoredChat, StoredMessage } from './store/store.ts';
import type { SpokenHere, V1Habits } from './v1-habits.ts';

/** Sends the answer to a posted question over the sockets of its session. False: its reply must not be the answer. */
export type V1Push = (chat: StoredChat, answered: Promise<StoredMessage | AnswerFailure>) => boolean;

export interface V1PushOptions {
  readonly spoken: () => SpokenHere;
  readonly lines: (sessionId: string) => SocketLine[];
  readonly later: (ms: number, job: () => void) => void;
}

/** ms by which a second copy comes behind the first. */
const behind = 20;

export const createV1Push =
  ({ spoken, lines, later }: V1PushOptions): V1Push =>
  (chat, answered) => {
    const { speaks, v1 } = spoken();
    if (speaks !== 'v1-hybrid') return true;
    const push = (message: StoredMessage | AnswerFailure): void => {
      if (message instanceof AnswerFailure) return;
      for (const line of lines(chat.sessionId))
        line.sendRaw(
          chatMessageFrame(v1.renamesCopies ? { ...message, id: `copy-${message.id}` } : message, v1),
        );
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
