import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Result } from '../shared/result.ts';
import type { AllowedOrigins } from './allowed-origins.ts';
import type { ChatIds } from './chat-ids.ts';
import {
  chatUnknown,
  limitReached,
  methodRefused,
  originRefused,
  platformFailed,
  requestRefused,
  type ProxyRefusal,
} from './proxy-refusal.ts';
import { sendOutcome, sendRefusal, type ProxyOutcome } from './proxy-reply.ts';
import { createRepeatedMessages } from './repeated-messages.ts';
import type { Turnstile } from './turnstile.ts';
import type { Upstream, UpstreamFailure } from './upstream.ts';

export interface ProxyRoutesOptions {
  readonly origins: AllowedOrigins;
  readonly chatIds: ChatIds;
  readonly turnstile: Turnstile;
  readonly upstream: Upstream;
  readonly newId: () => string;
}

const createPath = '/api/chat/create';
const messagePath = '/api/chat/:id/message';

const newChat = z.object({ title: z.string().min(1).max(500) });
const newMessage = z.object({
  content: z.string().min(1),
  /** One that is no UUID is as good as none. */
  client_message_id: z.unknown().optional(),
});
const messageId = z.uuid();

/** s. Long enough for some of those before to be done. */
const fullSeconds = 5;
/** ms. A browser repeats at once. */
const keptMs = 60_000;
const mostKept = 500;
/** Characters. */
const longestKept = 100_000;

interface ToldAnswer {
  readonly id: string;
  readonly content: string;
  readonly created_at: string;
}

/** The two paths of a secure proxy, and what is said of every other method there. */
export function addProxyRoutes(app: FastifyInstance, options: ProxyRoutesOptions): void {
  const { origins, chatIds, turnstile, upstream, newId } = options;
  const repeated = createRepeatedMessages<ProxyOutcome<ToldAnswer>>({
    isForgotten: (outcome) =>
      'refusal' in outcome ? isNotTaken(outcome.refusal) : outcome.body.content.length > longestKept,
    keptMs,
    most: mostKept,
  });

  /** Before a byte of the body is read. */
  async function checkOrigin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    return origins.has(request.headers.origin) ? undefined : sendRefusal(reply, originRefused);
  }

  async function through<Value>(
    request: FastifyRequest,
    reply: FastifyReply,
    run: () => Promise<Result<Value, UpstreamFailure>>,
  ): Promise<ProxyOutcome<Value>> {
    const passed = await turnstile.pass(run, () => !reply.raw.destroyed);
    // Of who has left meanwhile nobody is there to be told.
    if (passed === 'full' || passed === 'left') return { refusal: limitReached(fullSeconds) };
    if (passed.ok) return { body: passed.value };
    const { failure, status, requestId } = passed.failure;
    request.log.warn({ event: 'platform-failed', kind: failure.kind, status, requestId });
    return { refusal: platformFailed(failure, status) };
  }

  app.post(createPath, { preParsing: checkOrigin }, async (request, reply) => {
    const body = newChat.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, requestRefused(400));
    const created = await through(request, reply, () => upstream.createChat(body.data.title));
    if ('refusal' in created) return sendRefusal(reply, created.refusal);
    const id = chatIds.issue(request.headers.origin ?? '', created.body);
    if (id === null) return sendRefusal(reply, platformFailed({ kind: 'unexpected-body' }, null));
    return reply.send({ id });
  });

  app.post<{ Params: { id: string } }>(messagePath, { preParsing: checkOrigin }, async (request, reply) => {
    const chatId = chatIds.open(request.headers.origin ?? '', request.params.id);
    if (chatId === null) return sendRefusal(reply, chatUnknown);
    const body = newMessage.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, requestRefused(400));
    const { content: text, client_message_id: said } = body.data;
    const ownId = messageId.safeParse(said).data;
    const outcome = await repeated.once(ownId === undefined ? null : `${chatId} ${ownId}`, async () => {
      const answered = await through(request, reply, () =>
        upstream.ask({ chatId, text, clientMessageId: ownId ?? newId() }),
      );
      if ('refusal' in answered) return answered;
      const { id, content } = answered.body;
      return { body: { id, content, created_at: new Date().toISOString() } };
    });
    return sendOutcome(reply, outcome);
  });

  for (const url of [createPath, messagePath]) {
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: async (_, reply) => sendRefusal(reply.header('Allow', 'POST'), methodRefused),
    });
  }
}

/** Nobody has been asked, or whoever was has said that it took nothing. */
function isNotTaken({ status, body }: ProxyRefusal): boolean {
  return status !== 500 || body.details.startsWith('API Error: 4');
}
