import { z } from 'zod/mini';
import { isObject } from '../../shared/is-object.ts';
import { identifier } from './identifier.ts';

/** What passes between the extension and a secure proxy (rules R40–R43). */

/** The body of `POST /api/chat/create` (rule R40): nothing else is said to it. */
export function newProxiedChatBody(title: string) {
  return { title };
}

/** Its answer → the chat's id, as the proxy calls it. */
export const proxiedChatReply = z.lazy(() =>
  z.pipe(
    z.object({ id: identifier }),
    z.transform(({ id }) => id),
  ),
);

/** The body of `POST /api/chat/{id}/message` (rule R41). `clientMessageId`: a UUID that a proxy may ignore. */
export function proxiedMessageBody({
  text,
  clientMessageId,
}: {
  readonly text: string;
  readonly clientMessageId: string;
}) {
  return { content: text, client_message_id: clientMessageId };
}

/** The assistant's answer. One without a readable id is an answer all the same: there is no history to find it in again. */
export const proxiedMessageReply = z.lazy(() =>
  z.object({
    id: z.catch(z.nullable(identifier), null),
    content: z.string(),
  }),
);

/** What a proxy says of a failure (rule R42). */
export interface ProxiedError {
  /** What the platform answered; null: the failure is the proxy's own. */
  readonly status: number | null;
  /** A body as the platform may have written it, for `readErrorBody`. */
  readonly body: unknown;
}

const refusal = z.lazy(() =>
  z.object({
    error: z.string(),
    details: z.catch(z.optional(z.string()), undefined),
    retry_after: z.catch(z.optional(z.number()), undefined),
  }),
);

/** Whether a body is that of a proxy's error, whatever it says. */
export function isProxiedError(body: unknown): boolean {
  return refusal.safeParse(body).success;
}

/** Codes that tell more than their status does (rule R8, R4), in the midst of words. */
const tellingCode =
  /\b(?:schema_unavailable|db_not_ready|platform_initializing|ai_services_loading|tenant_not_found|chat_not_found)\b/i;

/** `details` is JSON, words, or words in front of JSON. */
function readDetails(details: string): object {
  const start = details.indexOf('{');
  if (start !== -1) {
    try {
      const body: unknown = JSON.parse(details.slice(start));
      if (isObject(body)) return body;
    } catch {
      // A brace in the midst of words: they are quoted as they are.
    }
  }
  const code = tellingCode.exec(details)?.[0];
  return { message: details, ...(code !== undefined && { code }) };
}

/** Takes any value, and never throws. */
export function readProxiedError(body: unknown): ProxiedError {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return { status: null, body };
  const { error, details = '', retry_after: retryAfter } = parsed.data;
  const told = /\bAPI Error:\s*([1-5]\d\d)\b[\s:–-]*/.exec(details);
  const words = told === null ? details : details.slice(told.index + told[0].length);
  const read = readDetails(words.trim() || error);
  return {
    status: told === null ? null : Number(told[1]),
    body: retryAfter === undefined ? read : { retry_after: retryAfter, ...read },
  };
}
