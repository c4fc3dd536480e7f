import type { z } from 'zod/mini';
import { apiPrefix, healthPath, readinessPath } from '../../config/platform-paths.ts';
import type { Profile } from '../../config/profile.ts';
import { configReply, type BrandingReply } from '../../protocol/rest/branding.ts';
import { chatReply, newChatBody, type NewChat } from '../../protocol/rest/chat.ts';
import { chatListReply, type ListedChats } from '../../protocol/rest/chat-list.ts';
import { healthReply, type Health } from '../../protocol/rest/health.ts';
import { historyReply, type ChatHistory } from '../../protocol/rest/history.ts';
import { linksOn } from '../../protocol/rest/listing.ts';
import {
  messageReply,
  newMessageBody,
  olderMessageBody,
  type PostedMessage,
} from '../../protocol/rest/message.ts';
import { tenantDescription, tenantReply, type TenantDescription } from '../../protocol/rest/tenant.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RestFailure } from './failure.ts';
import type { OutgoingMessage } from '../transport.ts';
import { createSend, sentAt, type RestReply, type RestRequest, type Send, type SendOptions } from './send.ts';

/** The platform's REST calls (R20–R24, R32, R50). None rejects; each ends with `aborted` once its signal aborts. */
export interface RestClient {
  /** Safe to repeat with the same `sessionId`. `isNew` is false where the chat was there already. */
  createChat(
    chat: NewChat,
    signal: AbortSignal,
    onRepeat?: (failure: RestFailure, tried: number) => void,
  ): Promise<Result<CreatedChat, RestFailure>>;
  /** Success: it is there, and ours. */
  checkChat(chatId: string, signal: AbortSignal): Promise<Result<null, RestFailure>>;
  /** Of whoever is signed in. */
  listChats(signal: AbortSignal): Promise<Result<ListedChats, RestFailure>>;
  readMessages(chatId: string, signal: AbortSignal): Promise<Result<ChatHistory, RestFailure>>;
  /** Once, whatever comes of it: a lost reply says nothing of whether it arrived. */
  sendMessage(
    chatId: string,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<Result<PostedMessage, RestFailure>>;
  /** Success: the tenant exists. */
  checkTenant(tenantId: string, signal: AbortSignal): Promise<Result<null, RestFailure>>;
  /** The same, with what is told of it. */
  readTenant(tenantId: string, signal: AbortSignal): Promise<Result<TenantDescription, RestFailure>>;
  /** @param path where it may be instead. Default: that of the profile */
  readHealth(signal: AbortSignal, path?: string): Promise<Result<Health, RestFailure>>;
  /** Failure: it says that it is not ready yet, `starting`. `untold`: it can't say; most often it is ready then. */
  readReadiness(signal: AbortSignal): Promise<Result<'ready' | 'untold', RestFailure>>;
  readChatConfig(signal: AbortSignal): Promise<Result<BrandingReply, RestFailure>>;
}

export interface CreatedChat {
  readonly chatId: string;
  readonly isNew: boolean;
}

/** ms. Rule R32: the whole answer is written before its head comes. */
const answerTimeout = 180_000;

const tenantPath = (tenantId: string): string => `${apiPrefix}/auth/tenant/${encodeURIComponent(tenantId)}`;
const chatPath = (chatId: string): string => `${apiPrefix}/chat/${encodeURIComponent(chatId)}`;

export interface RestClientOptions extends SendOptions {
  readonly profile: SendOptions['profile'] & Partial<Pick<Profile, 'healthPath'>>;
}

export function createRestClient(options: RestClientOptions): RestClient {
  const repeating = createSend(options);
  const once = createSend({ ...options, attempts: 1 });

  /** Sends, and holds the body to its schema (rule R10). */
  const ask = async <Schema extends z.ZodMiniType>(
    request: RestRequest,
    schema: Schema,
    send: Send = repeating,
  ): Promise<Result<Omit<RestReply, 'body'> & { value: z.output<Schema> }, RestFailure>> => {
    const reply = await send(request);
    if (!reply.ok) return reply;
    const { body, ...head } = reply.value;
    const { requestId } = head;
    const parsed = schema.safeParse(body);
    return parsed.success
      ? ok({ ...head, value: parsed.data })
      : fail({ kind: 'unexpected-body', ...(requestId === undefined ? {} : { requestId }) });
  };

  const get = async <Schema extends z.ZodMiniType>(
    path: string,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Result<z.output<Schema>, RestFailure>> => {
    const reply = await ask({ method: 'GET', path, signal }, schema);
    return reply.ok ? ok(reply.value.value) : reply;
  };

  /** One that its head may call a part, too. */
  const getPage = async <Page extends { readonly isWhole: boolean }>(
    path: string,
    schema: z.ZodMiniType<Page>,
    signal: AbortSignal,
  ): Promise<Result<Page, RestFailure>> => {
    const reply = await ask({ method: 'GET', path, signal }, schema);
    if (!reply.ok) return reply;
    const { value, link } = reply.value;
    return ok({ ...value, isWhole: value.isWhole && !linksOn(link) });
  };

  return {
    createChat: async (chat, signal, onRepeat) => {
      const json = newChatBody(chat, options.profile.tenantId);
      const waits = onRepeat === undefined ? {} : { onRepeat };
      const post = (path: string) => ask({ method: 'POST', path, json, signal, ...waits }, chatReply);
      const newest = await post(`${apiPrefix}/chat`);
      const reply =
        !newest.ok && newest.failure.kind === 'wrong-path' ? await post(`${apiPrefix}/chat/`) : newest;
      return reply.ok ? ok({ chatId: reply.value.value, isNew: reply.value.status === 201 }) : reply;
    },
    checkChat: async (chatId, signal) => {
      const reply = await repeating({ method: 'GET', path: chatPath(chatId), signal });
      return reply.ok ? ok(null) : reply;
    },
    listChats: (signal) => getPage(`${apiPrefix}/chat/list`, chatListReply, signal),
    readMessages: (chatId, signal) => getPage(`${chatPath(chatId)}/messages`, historyReply, signal),
    sendMessage: async (chatId, message, signal) => {
      const chat = chatPath(chatId);
      const post = (path: string, json: unknown) =>
        ask({ method: 'POST', path, json, timeout: answerTimeout, signal }, messageReply, once);
      const newest = await post(`${chat}/messages`, newMessageBody(message, options.profile.tenantId));
      const reply =
        !newest.ok && newest.failure.kind === 'wrong-path'
          ? await post(`${chat}/message`, olderMessageBody(message))
          : newest;
      return reply.ok ? ok(reply.value.value) : reply;
    },
    checkTenant: async (tenantId, signal) => {
      const reply = await get(tenantPath(tenantId), tenantReply, signal);
      if (!reply.ok) return reply;
      return reply.value ? ok(null) : fail({ kind: 'tenant-unknown' });
    },
    readTenant: async (tenantId, signal) => {
      const reply = await get(tenantPath(tenantId), tenantDescription, signal);
      if (!reply.ok) return reply;
      return reply.value === null ? fail({ kind: 'tenant-unknown' }) : ok(reply.value);
    },
    readHealth: async (signal, path = options.profile.healthPath ?? healthPath) => {
      const reply = await ask({ method: 'GET', path, signal }, healthReply);
      return reply.ok ? ok({ ...reply.value.value, ...sentAt(reply.value) }) : reply;
    },
    readReadiness: async (signal) => {
      // What it waits for stands in a body, which a HEAD has not.
      for (const method of ['HEAD', 'GET'] as const) {
        const seen = await once({ method, path: readinessPath, signal });
        if (seen.ok) return ok('ready');
        const isNotYet = ['starting', 'unavailable'].includes(seen.failure.kind);
        if (!isNotYet) break;
        if (method === 'GET') return fail({ ...seen.failure, kind: 'starting' });
      }
      return ok('untold');
    },
    readChatConfig: (signal) => get(`${apiPrefix}/chat/config`, configReply, signal),
  };
}
