import type { Behaviour, ErrorFrame, RestReply, RestRoute } from './behaviour.ts';

/* One factory per named fault; where and how often each applies stands in behaviour.ts. */

/** Opens the socket and cuts the TCP connection at once: 1006 after open. */
export const acceptsThenDrops = (times = 1): Behaviour => ({
  point: 'connection',
  kind: 'accepts-then-drops',
  times,
});

/** Answers the upgrade with a plain HTTP status: 1006 before open. */
export const refusesUpgrade = (status = 404, times = 1): Behaviour => ({
  point: 'connection',
  kind: 'refuses-upgrade',
  status,
  times,
});

/** Answers an upgrade with nothing, and keeps its connection: neither opened nor refused. */
export const swallowsUpgrade = (times = 1): Behaviour => ({
  point: 'connection',
  kind: 'swallows-upgrade',
  times,
});

const joinReasons: Readonly<Record<number, string>> = {
  1008: 'tenant_id required',
  4400: 'first frame must be join_chat',
  4401: 'invalid_token',
  4403: 'tenant_mismatch',
  4408: 'join timeout',
};

/** Closes with this code when the join arrives; after an `error` frame with that code, or where §6 has one (4401, 4403). */
export const refusesJoin = (
  code: number,
  reason: string = joinReasons[code] ?? '',
  errorCode?: string,
): Behaviour => ({
  point: 'connection',
  kind: 'refuses-join',
  code,
  reason,
  ...(errorCode === undefined ? {} : { errorCode }),
});

/** Answers the join with an `error` frame, and neither joins nor closes. */
export const objectsToJoin = (error: ErrorFrame, times = 1): Behaviour => ({
  point: 'connection',
  kind: 'objects-to-join',
  error,
  times,
});

/** A replica that doesn't know the chat yet: the join is refused as of a chat that is gone, and the chat is there. */
export const missesChat = (): Behaviour => ({
  point: 'connection',
  kind: 'refuses-join',
  code: 1008,
  reason: 'chat not found',
  errorCode: 'CHAT_NOT_FOUND',
});

/** Takes the join and never answers it. */
export const neverJoins = (): Behaviour => ({ point: 'connection', kind: 'never-joins' });

/** Never sends `connection_ready`. A join is still accepted. */
export const neverReady = (): Behaviour => ({ point: 'greeting', kind: 'never-ready' });

/** Sends `steps` progress frames, `msEach` apart, before `connection_ready`. */
export const initializing = (steps: number, msEach: number): Behaviour => ({
  point: 'greeting',
  kind: 'initializing',
  steps,
  msEach,
});

/** Closes in the middle of an answer, as a rolling deployment does; the answer is finished and stored all the same. */
export const restartsAt = (chunk: number, code = 1001): Behaviour => ({
  point: 'ending',
  kind: 'restarts',
  atChunk: chunk,
  code,
});

/** Cuts the TCP connection in the middle of an answer: 1006. The answer is finished and stored all the same. */
export const diesAt = (chunk: number): Behaviour => ({ point: 'ending', kind: 'dies', atChunk: chunk });

/** Fails the answer; nothing of it is stored. With `retry_after` the question is refused unstored. */
export const errorFrame = (error: ErrorFrame, atChunk = 0): Behaviour => ({
  point: 'ending',
  kind: 'error',
  error,
  atChunk,
});

/** Refuses the question, unstored, with `rate_limit_exceeded`. `retryAfter` in seconds. */
export const rateLimitFrame = (retryAfter: number): Behaviour => ({
  point: 'ending',
  kind: 'rate-limit',
  retryAfter,
});

/** Refuses the question, unstored, with `token_expired`. The socket stays open: a client that waits for a close waits for ever. */
export const tokenExpiredFrame = (): Behaviour => ({ point: 'ending', kind: 'token-expired' });

/** Says `processing` and nothing more. `stored`: the answer shows up in the history nevertheless. */
export const processingOnly = ({ stored = false }: { readonly stored?: boolean } = {}): Behaviour => ({
  point: 'ending',
  kind: 'processing-only',
  stored,
});

/**
 * Takes the question and cuts the TCP connection before any reaction to it: 1006. The question is stored, and answered
 * into the history, `at-once`, so many ms later, or `never`.
 */
export const cutsUnanswered = (stored: 'at-once' | 'never' | number): Behaviour => ({
  point: 'ending',
  kind: 'cuts-unanswered',
  stored,
});

/** A text (not JSON) or binary frame in between. */
export const garbageFrame = (payload: string | Buffer, atChunk = 0): Behaviour => ({
  point: 'garbage',
  kind: 'garbage',
  payload,
  atChunk,
});

/** A well-formed `response_chunk` of about this many bytes, which is no part of the stored answer. */
export const hugeFrame = (bytes: number, atChunk = 0): Behaviour => ({
  point: 'huge',
  kind: 'huge',
  bytes,
  atChunk,
});

/** A frame of a type that the contract does not have. */
export const unknownFrame = (atChunk = 0): Behaviour => ({ point: 'unknown', kind: 'unknown', atChunk });

/** The nth chunk (from 1) is never sent. `total_chunks` still counts it. */
export const loseChunk = (chunk: number): Behaviour => ({ point: 'lose', kind: 'lose', chunk });

/** The nth chunk (from 1) is sent twice. `total_chunks` counts it once. */
export const repeatChunk = (chunk: number): Behaviour => ({ point: 'repeat', kind: 'repeat', chunk });

/** Another answer, of somebody else in the same chat, comes in between: one chunk of it behind each of ours, and its end before ours. */
export const interleavedWith = (text: string): Behaviour => ({ point: 'foreign', kind: 'foreign', text });

/** No frame of the answer carries a `message_id`. */
export const withoutMessageIds = (): Behaviour => ({ point: 'ids', kind: 'without-ids' });

export const withoutResponseStart = (): Behaviour => ({ point: 'start', kind: 'without-start' });

/** `response_complete` has no `content`; `total_chunks` is there. */
export const withoutContent = (): Behaviour => ({ point: 'content', kind: 'without-content' });

/** Every `response_chunk` holds the whole text so far. */
export const cumulativeChunks = (): Behaviour => ({ point: 'cumulative', kind: 'cumulative' });

/** Pauses in the middle of an answer. */
export const silentFor = (ms: number, atChunk = 0): Behaviour => ({
  point: 'silence',
  kind: 'silence',
  ms,
  atChunk,
});

/** One connection that answers no ping. */
export const neverPongs = (): Behaviour => ({ point: 'pong', kind: 'never-pongs' });

/** Answers with this status; without a `body`, with §3's first error shape. */
export const failsRest = (fault: RestRoute & RestReply & { readonly times?: number }): Behaviour => {
  const { method, path, times = 1, ...reply } = fault;
  return { point: 'rest', kind: 'fails-rest', route: { method, path }, reply, times };
};

/** Answers 200 with JSON that no schema of the contract fits. */
export const wrongShape = (route: RestRoute): Behaviour => ({ point: 'rest', kind: 'wrong-shape', route });

/** Takes the request and never answers. */
export const hangsRest = (route: RestRoute): Behaviour => ({ point: 'rest', kind: 'hangs-rest', route });

/** A refresh token that comes a second time was stolen: from then on, nothing of its sign-in is good any more. Lasts. */
export const detectsReuse = (): Behaviour => ({ point: 'refresh', kind: 'detects-reuse', times: Infinity });
