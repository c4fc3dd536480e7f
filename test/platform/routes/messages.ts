import { z } from 'zod';
import type { Answers } from '../answers.ts';
import { parseBody } from '../http-body.ts';
import { answerFailed } from '../http-reply.ts';
import type { Received } from '../received.ts';
import { record } from '../received.ts';
import type { Route } from '../route.ts';
import type { Store, StoredMessage } from '../store.ts';
import { ownChat } from './chat.ts';

export interface MessageRoutesOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly received: Received;
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
        const question = store.addMessage(chat, {
          role: 'user',
          content,
          ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
        });
        const message = await answers.whole(chat, question);
        return message === undefined ? answerFailed() : { status: 201, body: publicMessage(message) };
      },
    },
  ];
};
