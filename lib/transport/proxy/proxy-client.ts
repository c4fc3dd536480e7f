import { signedOut } from '../../auth/token-source.ts';
import { proxyChatPath, proxyCreatePath } from '../../config/platform-paths.ts';
import {
  newProxiedChatBody,
  proxiedChatReply,
  proxiedMessageBody,
  proxiedMessageReply,
} from '../../protocol/rest/proxied.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RestFailure } from '../http/failure.ts';
import { createSend, type SendOptions } from '../http/send.ts';
import type { OutgoingMessage } from '../transport.ts';
import { classifyProxied } from './classify-proxied.ts';

/** The two calls of a secure proxy (rules R40, R41). None rejects, none is repeated, and none carries a credential. */
export interface ProxyClient {
  createChat(title: string, signal: AbortSignal): Promise<Result<string, RestFailure>>;
  sendMessage(
    chatId: string,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<Result<ProxiedAnswer, RestFailure>>;
}

export interface ProxiedAnswer {
  readonly id: string | null;
  readonly content: string;
}

/** ms. The whole answer is written before its head comes. */
const answerTimeout = 180_000;

export function createProxyClient(
  options: Omit<SendOptions, 'tokens' | 'attempts' | 'headers' | 'classify'>,
): ProxyClient {
  const send = createSend({
    ...options,
    tokens: signedOut,
    attempts: 1,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    classify: classifyProxied,
  });

  return {
    async createChat(title, signal) {
      const reply = await send({
        method: 'POST',
        path: proxyCreatePath,
        json: newProxiedChatBody(title),
        signal,
      });
      if (!reply.ok) return reply;
      const parsed = proxiedChatReply.safeParse(reply.value.body);
      return parsed.success ? ok(parsed.data) : fail({ kind: 'unexpected-body' });
    },
    async sendMessage(chatId, message, signal) {
      const reply = await send({
        method: 'POST',
        path: `${proxyChatPath}/${encodeURIComponent(chatId)}/message`,
        json: proxiedMessageBody(message),
        timeout: answerTimeout,
        signal,
      });
      if (!reply.ok) return reply;
      const parsed = proxiedMessageReply.safeParse(reply.value.body);
      return parsed.success ? ok(parsed.data) : fail({ kind: 'unexpected-body' });
    },
  };
}
