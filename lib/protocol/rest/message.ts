import { z } from 'zod/mini';
import { boundedNumber } from '../../shared/bounded.ts';
import type { Source } from '../../shared/conversation.ts';
import { readSources } from '../sources.ts';
import { identifier } from './identifier.ts';

/** What a posted message is answered with: the assistant's answer, or, where that comes later, the message as it is stored. */
export interface PostedMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly sources: readonly Source[];
  readonly totalTokens: number | null;
}

/** The body of `POST …/messages` (rule R32). `clientMessageId`: a UUID that a server may ignore. */
export function newMessageBody(
  { text, clientMessageId }: { readonly text: string; readonly clientMessageId: string },
  tenantId: string,
) {
  return {
    content: text,
    role: 'user',
    message_type: 'text',
    client_message_id: clientMessageId,
    metadata: { tenant_id: tenantId },
  };
}

/** The body of the older `POST …/message`. */
export function olderMessageBody({ text }: { readonly text: string }) {
  return { message: text };
}

const metadata = z.lazy(() =>
  z.catch(
    z.optional(
      z.object({
        sources: z.catch(z.optional(z.array(z.unknown())), undefined),
        total_tokens: z.catch(z.optional(boundedNumber(0)), undefined),
      }),
    ),
    undefined,
  ),
);

const message = z.lazy(() =>
  z.object({
    id: z.catch(z.optional(identifier), undefined),
    message_id: z.catch(z.optional(identifier), undefined),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    metadata,
  }),
);

/** Bare, or in `message`. One without an id can't be told from another, and is none. */
export const messageReply = z.lazy(() =>
  z.pipe(
    z.union([message, z.object({ message })]),
    z.transform((reply, context): PostedMessage => {
      const found = 'message' in reply ? reply.message : reply;
      const id = found.id ?? found.message_id;
      if (id === undefined) {
        context.issues.push({ code: 'custom', input: reply });
        return z.NEVER;
      }
      return {
        id,
        role: found.role,
        content: found.content,
        sources: readSources(found.metadata?.sources),
        totalTokens: found.metadata?.total_tokens ?? null,
      };
    }),
  ),
);
