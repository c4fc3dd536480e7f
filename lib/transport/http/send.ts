import type { TokenSource } from '../../auth/token-source.ts';
import type { Profile } from '../../config/profile.ts';
import { backOffMs } from '../../shared/back-off.ts';
import { saysFailure, unwrap } from '../../protocol/rest/envelope.ts';
import { readErrorBody } from '../../protocol/rest/error-body.ts';
import { kindOfRequest } from '../../protocol/wire-kind.ts';
import type { ActivityKind } from '../../shared/activity.ts';
import { checkedRequestId } from '../../shared/checked-name.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { pause } from '../../shared/pause.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { classify, namedRequest } from './classify.ts';
import type { RestFailure } from './failure.ts';
import { readText } from '../../shared/read-text.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { requestHeaders } from './request-headers.ts';

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Absolute, with every part escaped. */
  readonly path: string;
  readonly json?: unknown;
  /** What of `json` may not be quoted back (rule R14): a password. */
  readonly secrets?: readonly string[];
  /** ms until the head of the answer, and again until the end of its body (rule R13). */
  readonly timeout?: number;
  /** Before each repeat (rules R7 and R8): what there is to wait for. */
  readonly onRepeat?: (failure: RestFailure, tried: number) => void;
  readonly signal: AbortSignal;
}

export interface RestReply {
  readonly status: number;
  /** Without its envelope. As the server sent it: unparsed, hostile. */
  readonly body: unknown;
  /** Its `Link` header (RFC 8288), hostile as well. */
  readonly link: string | null;
  /** Epoch ms, by the server's clock; absent: it doesn't say, or not to us. */
  readonly sentAt?: number;
  /** Rule R33 */
  readonly requestId?: string;
}

/** As it goes along with tokens. */
export function sentAt({ sentAt: at }: Pick<RestReply, 'sentAt'>): Pick<RestReply, 'sentAt'> {
  return at === undefined ? {} : { sentAt: at };
}

export interface SendOptions {
  readonly profile: Pick<Profile, 'apiUrl' | 'tenantId' | 'compatibilityHeaders'>;
  readonly tokens: TokenSource;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Tries of a request that 5xx answers, or a platform that starts up. The diagnosis wants to know at once, and takes 1. */
  readonly attempts?: number;
  /** In place of those of rule R15. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the platform's own rows. */
  readonly classify?: typeof classify;
  /** Told of each repeat of rule R7, and of each failure. */
  readonly log?: Log;
}

/** One request and all that rules R2, R7 and R13–R17 make of it. Never rejects. */
export type Send = (request: RestRequest) => Promise<Result<RestReply, RestFailure>>;

/** Rule R7. */
const attemptLimit = 5;

/** Rule R13. */
const attemptTimeout = 15_000;

/** The longest history we would take in. */
const bodyLimit = 8 * 1024 * 1024;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Words, or a gateway's page: judged by its status, and held to a schema where that says success.
    return undefined;
  }
}

/** Plain words from a gateway may be quoted; its HTML pages say nothing to a person. */
function plainWords(text: string, contentType: string | null): string | undefined {
  return contentType?.startsWith('text/plain') === true ? text : undefined;
}

/** Rule R13, whatever a fetch makes of its signal. */
function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

export function createSend({
  profile,
  tokens,
  fetch,
  clock,
  random,
  attempts = attemptLimit,
  log = () => undefined,
  ...own
}: SendOptions): Send {
  const toFailure = own.classify ?? classify;

  const receive = async (
    response: Response,
    { signal, secrets = [], timeout = attemptTimeout }: RestRequest,
    accessToken: string | null,
  ): Promise<Result<RestReply, RestFailure>> => {
    const read = await readText(response, { limit: bodyLimit, timeout, clock, signal });
    const { status, headers, ok: succeeded } = response;
    if (!read.ok && succeeded)
      return fail({ kind: read.failure === 'too-long' ? 'unexpected-body' : read.failure });
    if (!read.ok && read.failure === 'aborted') return fail({ kind: 'aborted' });
    // An error's status is worth more than its body: without one, the row is still known.
    const text = read.ok ? read.value : '';
    const body = parseJson(text);
    const unquotable = accessToken === null ? secrets : [...secrets, accessToken];
    if (succeeded && !saysFailure(body)) {
      const date = Date.parse(headers.get('Date') ?? '');
      return ok({
        status,
        body: unwrap(body),
        link: headers.get('Link'),
        ...(Number.isNaN(date) ? {} : { sentAt: date }),
        ...namedRequest(headers, readErrorBody(body).requestId, unquotable),
      });
    }
    const words = body === undefined ? plainWords(text, headers.get('Content-Type')) : undefined;
    return fail(
      toFailure(
        { status, headers, body, ...(words === undefined ? {} : { text: words }) },
        { now: clock.now(), secrets: unquotable },
      ),
    );
  };

  const attempt = async (
    request: RestRequest,
    accessToken: string | null,
  ): Promise<Result<RestReply, RestFailure>> => {
    const { method, path, json, timeout = attemptTimeout, signal } = request;
    if (signal.aborted) return fail({ kind: 'aborted' });
    const answered = await withTimeout({ clock, ms: timeout, signal }, async (limited) => {
      // Made here: one that can't be set is a mistake of ours, and not a server that doesn't answer.
      const headers = new Headers(own.headers ?? requestHeaders(profile, accessToken));
      try {
        const answer = fetch(`${profile.apiUrl}${path}`, {
          method,
          headers,
          ...(json === undefined ? {} : { body: JSON.stringify(json) }),
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          // Not `error`: that looks like a dead server, and an older platform that redirects /chat to /chat/
          // has to be told apart from one (rules R4, R20).
          redirect: 'manual',
          signal: limited,
        });
        return await Promise.race([answer, rejectionOf(limited)]);
      } catch {
        // What a browser throws says no more than this: nobody answered, or nobody may see the answer.
        return limited.aborted ? 'timeout' : 'network';
      }
    });
    if (signal.aborted) return fail({ kind: 'aborted' });
    return typeof answered === 'string' ? fail({ kind: answered }) : receive(answered, request, accessToken);
  };

  const logFailure = (call: ActivityKind, failure: RestFailure, sent: readonly string[]): void => {
    const { kind } = failure;
    // Nobody wanted it any more.
    if (kind === 'aborted') return;
    const id = 'requestId' in failure ? failure.requestId : undefined;
    log({ event: 'call-failed', call, failure: kind, request: checkedRequestId(id, sent) });
  };

  /** Rules R7 and R8. No answer, or none in time, is for the caller to judge: rule R17. */
  const persist = async (
    request: RestRequest,
    accessToken: string | null,
  ): Promise<Result<RestReply, RestFailure>> => {
    const call = kindOfRequest(request.method, request.path);
    for (let tried = 1; ; tried += 1) {
      const reply = await attempt(request, accessToken);
      if (reply.ok) return reply;
      const { kind } = reply.failure;
      if (tried >= attempts || (kind !== 'unavailable' && kind !== 'starting')) {
        logFailure(call, reply.failure, [JSON.stringify(request.json) ?? '', accessToken ?? '']);
        return reply;
      }
      request.onRepeat?.(reply.failure, tried);
      await pause(clock, backOffMs(tried, random()), request.signal);
      log({ event: 'retry', call, attempt: tried + 1 });
    }
  };

  return async (request) => {
    const accessToken = await tokens.accessToken();
    // Asked as nobody, a platform without sign-in would take what was meant to be said as somebody.
    if (accessToken === null && (await tokens.hasEnded())) return fail({ kind: 'unauthorised' });
    const first = await persist(request, accessToken);
    if (first.ok || first.failure.kind !== 'unauthorised' || accessToken === null) return first;

    const outcome = await tokens.refresh(accessToken);
    switch (outcome) {
      case 'refreshed':
        return persist(request, await tokens.accessToken());
      case 'unavailable':
        return fail({ kind: 'unavailable' });
      case 'refused':
      case 'signed-out':
        return first;
      default:
        return outcome satisfies never;
    }
  };
}
