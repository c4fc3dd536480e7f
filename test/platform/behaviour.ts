/**
 * Named faults. A scripted behaviour waits at its `point` until the server gets
 * there, applies once (or `times` times) and is gone:
 *
 * - `connection`: one per connection attempt or join, in the order scripted;
 * - `greeting`: one per accepted connection;
 * - `ending`: one per user message;
 * - every other point of an answer: one each per user message, so that
 *   `script(loseChunk(2), withoutContent())` applies both to the same answer;
 * - `pong`: taken by the first ping of a connection, and lasts as long as it;
 * - `rest`: the first that matches method and path;
 * - `refresh`: a refresh token that was spent before; lasts as long as `times`.
 *
 * `atChunk` n: after n chunks were sent (0: before the first). An answer that is
 * shorter gets the fault just before `response_complete`.
 */
export type Behaviour = { readonly times?: number } & (
  | { readonly point: 'connection'; readonly kind: 'accepts-then-drops' }
  | { readonly point: 'connection'; readonly kind: 'refuses-upgrade'; readonly status: number }
  | { readonly point: 'connection'; readonly kind: 'swallows-upgrade' }
  | {
      readonly point: 'connection';
      readonly kind: 'refuses-join';
      readonly code: number;
      readonly reason: string;
      /** Of the `error` frame before the close; absent: the reason, where §6 has one. */
      readonly errorCode?: string;
    }
  | { readonly point: 'connection'; readonly kind: 'objects-to-join'; readonly error: ErrorFrame }
  | { readonly point: 'connection'; readonly kind: 'never-joins' }
  | { readonly point: 'greeting'; readonly kind: 'never-ready' }
  | {
      readonly point: 'greeting';
      readonly kind: 'initializing';
      readonly steps: number;
      readonly msEach: number;
    }
  | { readonly point: 'ending'; readonly kind: 'restarts'; readonly atChunk: number; readonly code: number }
  | { readonly point: 'ending'; readonly kind: 'dies'; readonly atChunk: number }
  | { readonly point: 'ending'; readonly kind: 'error'; readonly error: ErrorFrame; readonly atChunk: number }
  | { readonly point: 'ending'; readonly kind: 'rate-limit'; readonly retryAfter: number }
  | { readonly point: 'ending'; readonly kind: 'token-expired' }
  | { readonly point: 'ending'; readonly kind: 'processing-only'; readonly stored: boolean }
  | {
      readonly point: 'ending';
      readonly kind: 'cuts-unanswered';
      readonly stored: 'at-once' | 'never' | number;
    }
  | {
      readonly point: 'garbage';
      readonly kind: 'garbage';
      readonly payload: string | Buffer;
      readonly atChunk: number;
    }
  | { readonly point: 'huge'; readonly kind: 'huge'; readonly bytes: number; readonly atChunk: number }
  | { readonly point: 'unknown'; readonly kind: 'unknown'; readonly atChunk: number }
  | { readonly point: 'lose'; readonly kind: 'lose'; readonly chunk: number }
  | { readonly point: 'repeat'; readonly kind: 'repeat'; readonly chunk: number }
  | { readonly point: 'foreign'; readonly kind: 'foreign'; readonly text: string }
  | { readonly point: 'ids'; readonly kind: 'without-ids' }
  | { readonly point: 'start'; readonly kind: 'without-start' }
  | { readonly point: 'content'; readonly kind: 'without-content' }
  | { readonly point: 'cumulative'; readonly kind: 'cumulative' }
  | { readonly point: 'silence'; readonly kind: 'silence'; readonly ms: number; readonly atChunk: number }
  | { readonly point: 'pong'; readonly kind: 'never-pongs' }
  | {
      readonly point: 'rest';
      readonly kind: 'fails-rest';
      readonly route: RestRoute;
      readonly reply: RestReply;
    }
  | { readonly point: 'rest'; readonly kind: 'wrong-shape'; readonly route: RestRoute }
  | { readonly point: 'rest'; readonly kind: 'hangs-rest'; readonly route: RestRoute }
  | { readonly point: 'refresh'; readonly kind: 'detects-reuse' }
);
export type BehaviourOf<Kind extends Behaviour['kind']> = Extract<Behaviour, { kind: Kind }>;

export interface ErrorFrame {
  readonly code: string;
  readonly message: string;
  readonly retry_after?: number;
}

/** `path` may hold `{…}` segments: `/api/v1/chat/{id}/messages`. */
export interface RestRoute {
  readonly method: string;
  readonly path: string;
}

export interface RestReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
