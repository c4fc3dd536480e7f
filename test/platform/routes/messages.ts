import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { takeAnswerFaults } from '../answer-faults.ts';
import type { Answers } from '../answers.ts';
import { AnswerFailure } from '../assistant.ts';
import type { Filing } from '../filing.ts';
import type { HistoryItem, HistoryShape } from '../history-shapes.ts';
import { parseBody } from '../http-body.ts';
import { answerFailed, invalidToken, rateLimited } from '../http-reply.ts';
import type { Listeners } from '../listeners.ts';
import type { Received } from '../received.ts';
import { record } from '../received.ts';
import type { Route } from '../route.ts';
import type { Script } from '../script.ts';
import type { Store, StoredMessage } from '../store/store.ts';
import type { V1Push } from '../v1-push.ts';
import { ownChat } from './chat.ts';

export interface MessageRoutesOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly filing: Filing;
  readonly listeners: Listeners;
  readonly received: Received;
  readonly script: Script;
  readonly echoClientMessageId: boolean;
  /** Items carry `sequence_number`. */
  readonly numbersItems: boolean;
  /** Answers carry `metadata`. */
  readonly describesAnswers: boolean;
  /** Asked anew each time. */
  readonly shape: () => HistoryShape;
  /** Of a server that answers over the socket what was asked by request (§7 c). */
  readonly pushed: V1Push;
}

const newMessage = z.object({
  content: z.string().min(1),
  role: z.literal('user'),
  message_type: z.literal('text'),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  client_message_id: z.string().max(200).optional(),
});

export const messageRoutes = ({
  store,
  answers,
  filing,
  listeners,
  received,
  script,
  shape,
  pushed,
  ...options
}: MessageRoutesOptions): Route[] => {
  const publicMessage = ({
    client_message_id: clientMessageId,
    metadata,
    ...message
  }: StoredMessage): HistoryItem => ({
    ...message,
    ...(options.echoClientMessageId && clientMessageId !== undefined
      ? { client_message_id: clientMessageId }
      : {}),
    ...(options.describesAnswers && metadata !== undefined ? { metadata } : {}),
  });
  const numbered = (message: StoredMessage, index: number): HistoryItem => ({
    ...publicMessage(message),
    ...(options.numbersItems ? { sequence_number: index + 1 } : {}),
  });

  return [
    {
      method: 'GET',
      path: '/api/v1/chat/{id}/messages',
      access: 'chat',
      handle: (call) => {
        const chat = ownChat(store, call);
        return { status: 200, ...shape()(chat.messages.map(numbered), `/api/v1/chat/${chat.id}/messages`) };
      },
    },
    {
      method: 'POST',
      path: '/api/v1/chat/{id}/messages',
      access: 'chat',
      scope: 'chat:send',
      handle: async (call) => {
        const chat = ownChat(store, call);
        const { content, client_message_id: clientMessageId } = parseBody(newMessage, call.body);
        const marked = clientMessageId === undefined ? {} : { clientMessageId };
        record(received.userMessages, { chatId: chat.id, text: content, ...marked });
        const { ending, silence } = takeAnswerFaults(script);
        if (ending?.kind === 'rate-limit') return rateLimited(ending.retryAfter);
        if (ending?.kind === 'token-expired') return invalidToken();

        const take = () => filing.take(chat, content, clientMessageId);
        if (ending?.kind === 'cuts-unanswered') {
          const { stored } = ending;
          const late = typeof stored === 'number' ? setTimeout(stored) : Promise.resolve();
          if (stored !== 'never') void late.then(() => answers.whole(take()));
          return 'cut';
        }
        const question = take();
        if (ending?.kind === 'error') return answerFailed();
        if (ending?.kind === 'processing-only') {
          if (ending.stored) void answers.whole(question);
          return { status: 201, body: publicMessage(question.message) };
        }
        if (silence !== undefined) await setTimeout(silence.ms);
        const leave = listeners.join(chat.id);
        call.signal.addEventListener('abort', leave);
        const answered = answers.whole(question).finally(leave);
        const inReply = pushed(chat, answered);
        const message = inReply ? await answered : question.message;
        if (ending?.kind === 'dies') return 'cut';
        if (message instanceof AnswerFailure) return answerFailed(message.told);
        return { status: 201, body: publicMessage(message) };
      },
    },
  ];
};
