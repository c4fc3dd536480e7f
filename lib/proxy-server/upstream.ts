import { quote } from '../protocol/quotation.ts';
import type { Clock } from '../shared/clock.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { withTimeout } from '../shared/with-timeout.ts';
import type { RestFailure } from '../transport/http/failure.ts';
import { createRestClient, type RestClient } from '../transport/http/rest-client.ts';
import { waitForAnswer } from '../transport/rest/answer-poll.ts';

/** The platform behind the proxy. No call rejects, and none tells what the platform said in its own words. */
export interface Upstream {
  createChat(title: string): Promise<Result<string, UpstreamFailure>>;
  /** The whole answer, also where it is only to be found in the history. */
  ask(question: Question): Promise<Result<UpstreamAnswer, UpstreamFailure>>;
}

export interface Question {
  readonly chatId: string;
  readonly text: string;
  /** UUID. */
  readonly clientMessageId: string;
}

export interface UpstreamAnswer {
  readonly id: string;
  readonly content: string;
}

export interface UpstreamFailure {
  readonly failure: RestFailure;
  /** As it came; null: none did. */
  readonly status: number | null;
  /** By which the platform knows it, fit to be logged; null: it does not say. */
  readonly requestId: string | null;
}

export interface UpstreamOptions {
  /** An origin, and the only place that is asked. */
  readonly platformUrl: string;
  readonly apiKey: string;
  readonly tenantId: string;
  /** ms, all in all. */
  readonly answerMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** ms. Nothing has to be written for a chat to be there. */
const createMs = 30_000;

/** Nobody is signed in: the key is all that says who asks. */
const nobody = {
  accessToken: () => Promise.resolve(null),
  refresh: () => Promise.resolve('signed-out' as const),
  hasEnded: () => Promise.resolve(false),
};

export function createUpstream(options: UpstreamOptions): Upstream {
  const { platformUrl, apiKey, tenantId, answerMs, newId, clock, fetch: send } = options;

  /** One client for each call: it remembers the status. */
  function open(): { readonly rest: RestClient; told(failure: RestFailure): UpstreamFailure } {
    let status: number | null = null;
    const rest = createRestClient({
      profile: { apiUrl: platformUrl, tenantId, compatibilityHeaders: false },
      tokens: nobody,
      attempts: 1,
      clock,
      random: Math.random,
      async fetch(input, init) {
        const request = new Request(input, init);
        request.headers.set('X-API-Key', apiKey);
        status = null;
        const response = await send(request);
        ({ status } = response);
        return response;
      },
    });
    return {
      rest,
      told: (failure) => ({
        failure,
        status,
        // A platform may repeat whatever it was asked by.
        requestId: ('requestId' in failure && quote(failure.requestId ?? '', [apiKey])) || null,
      }),
    };
  }

  return {
    async createChat(title) {
      const { rest, told } = open();
      const created = await withTimeout({ clock, ms: createMs }, (signal) =>
        rest.createChat({ title, sessionId: newId() }, signal),
      );
      return created.ok ? ok(created.value.chatId) : fail(told(created.failure));
    },
    ask({ chatId, text, clientMessageId }) {
      const { rest, told } = open();
      return withTimeout({ clock, ms: answerMs }, async (signal) => {
        const posted = await rest.sendMessage(chatId, { text, clientMessageId }, signal);
        if (!posted.ok) return fail(told(posted.failure));
        if (posted.value.role === 'assistant') return ok(posted.value);
        const answer = await waitForAnswer({ rest, clock, chatId, questionId: posted.value.id, signal });
        return answer === null ? fail(told({ kind: 'timeout' })) : ok(answer);
      });
    },
  };
}
