import { z } from 'zod';

/** Frames of a client, §6. Members that we don't know are ignored. */
const chatReference = {
  chatId: z.string().optional(),
  chat_id: z.string().optional(),
};

export const joinFrame = z.object({
  type: z.literal('join_chat'),
  data: z.object({
    ...chatReference,
    tenantId: z.string().optional(),
    tenant_id: z.string().optional(),
    token: z.string().nullish(),
  }),
});

export const userMessageFrame = z.object({
  type: z.literal('user_message'),
  data: z.object({ ...chatReference, text: z.string(), client_message_id: z.string().max(200).optional() }),
});

const pingFrame = z.object({ type: z.literal('ping') });
const pongFrame = z.object({ type: z.literal('pong') });

export const clientFrame = z.discriminatedUnion('type', [joinFrame, userMessageFrame, pingFrame, pongFrame]);
export type JoinData = z.infer<typeof joinFrame>['data'];
export type UserMessageData = z.infer<typeof userMessageFrame>['data'];
