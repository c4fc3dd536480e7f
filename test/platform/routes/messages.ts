import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { takeAnswerFaults } from '../answer-faults.ts';
import type { Answers } from '../answers.ts';
import { parseBody } from '../http-body.ts';
import { answerFailed, invalidToken, rateLimited } from '../http-reply.ts';
import type { Received } from '../received.ts';
import { record } from '../received.ts';
import type { Route } from '../route.ts';
import type { Script } from '../script.ts';
import type { Store, StoredMessage } from '../store.ts';
import { ownChat } from './chat.ts';

export interface MessageRoutesOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly received: Received;
  readonly script: Script;
  readonly echoClientMessageId: boolean;
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
  received,
  script,
  echoClientMessageId,
}: MessageRoutesOptions): Route[] => {
  const publicMessage = ({ client_message_id: clientMessageId, ...message }: StoredMessage) => ({
    ...message,
    ...(echoClientMessageId && clientMessageId !== undefined ? { client_message_id: clientMessageId } : {}),
  });

  return [
    {
      method: 'GET',
      path: '/api/v1/chat/{id}/messages',
      access: 'chat',
      handle: (call) => ({ status: 200, body: { items: ownChat(store, call).messages.map(publicMessage) } }),
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

        const keep = (): StoredMessage =>
          store.addMessage(chat, {
            role: 'user',
            content,
            ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
          });
        if (ending?.kind === 'cuts-unanswered') {
          const { stored } = ending;
          const late = typeof stored === 'number' ? setTimeout(stored) : Promise.resolve();
          if (stored !== 'never') void late.then(() => answers.whole(chat, keep()));
          return 'cut';
        }
        const question = keep();
        if (ending?.kind === 'error') return answerFailed();
        if (ending?.kind === 'processing-only') {
          if (ending.stored) void answers.whole(chat, question);
          return { status: 201, body: publicMessage(question) };
        }
        if (silence !== undefined) await setTimeout(silence.ms);
        const message = await answers.whole(chat, question);
        if (ending?.kind === 'dies') return 'cut';
        return message === undefined ? answerFailed() : { status: 201, body: publicMessage(message) };
      },
    },
  ];
};
