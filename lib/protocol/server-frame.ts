import { z } from 'zod/mini';
import { boundedNumber } from '../shared/bounded.ts';
import type { StartProgress } from '../shared/connection-status.ts';
import { isObject } from '../shared/is-object.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Source } from '../shared/conversation.ts';
import { quote } from './quotation.ts';
import { readSources } from './sources.ts';
import { readProgress } from './start-progress.ts';

/** What the platform tells a session, whatever the dialect it was said in. */
export type ServerFrame =
  | { readonly type: 'established' }
  | { readonly type: 'progress'; readonly progress?: StartProgress }
  | { readonly type: 'ready' }
  | { readonly type: 'joined' }
  | {
      readonly type: 'processing';
      readonly messageId: string | null;
      /** The server's own, fit to be shown. */
      readonly doing?: string;
    }
  | { readonly type: 'start'; readonly messageId: string | null }
  | { readonly type: 'chunk'; readonly messageId: string | null; readonly content: string }
  | {
      readonly type: 'complete';
      readonly messageId: string | null;
      /** null: the chunks are the answer (P16). */
      readonly content: string | null;
      readonly sources: readonly Source[];
      readonly totalTokens: number | null;
      readonly totalChunks: number | null;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  | { readonly type: 'error'; readonly code: string | null; readonly detail: string | null }
  | { readonly type: 'rate-limited'; readonly retryAfterMs: number }
  | {
      readonly type: 'unauthorised';
      /** Not allowed, whoever it is (P21). Absent: other credentials may do. */
      readonly isForbidden?: true;
    }
  | { readonly type: 'unknown' };

/** Why a frame was dropped (P3). Holds no content: a fault may be logged. */
export type FrameFault = 'too-large' | 'not-text' | 'not-json' | 'not-a-frame';

/** P3. Above any honest answer, and small enough to parse without a pause that a person would notice. */
export const longestFrame = 8_000_000;
/** P20, where the server names no time: its budget is per minute. */
export const defaultRetryAfterMs = 60_000;
/** A server that says "at once" each time would otherwise be asked as fast as the line can carry it. */
const shortestRetryAfterMs = 1000;
/** A server can't make us wait longer than this in one go; it may say so again. */
const longestRetryAfterMs = 15 * 60_000;
const longestCode = 100;
const longestId = 200;

// `catch` keeps one bad field from costing the frame: the rest of it still counts.
const text = z.catch(z.optional(z.string()), undefined);
const count = z.catch(z.optional(boundedNumber(0)), undefined);
const fields = z.lazy(() =>
  z.object({
    message_id: z.catch(z.optional(z.union([z.string(), z.number()])), undefined),
    content: text,
    message: z.catch(z.optional(z.union([z.string(), z.object({ content: text })])), undefined),
    code: text,
    error_code: text,
    detail: text,
    retry_after: count,
    total_tokens: count,
    total_chunks: count,
    sources: z.catch(z.optional(z.array(z.unknown())), undefined),
  }),
);
type Fields = z.infer<typeof fields>;

const progressTypes = new Set([
  'initialization_progress',
  'platform_initializing',
  'ai_services_loading',
  'ai_services_ready',
  'platform_ready',
]);
const authCodes = /^(auth_required|invalid_token|token_expired|authentication_required)$/i;
const forbiddenCode = /^unauthori[sz]ed$/i;
const rateCodes = /rate_?limit/i;

/** What any dialect's frame is: a name, and fields. */
export interface NamedFrame {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads one WebSocket message. Never throws, whatever the server sent. */
export function decodeServerFrame(data: unknown): Result<ServerFrame, FrameFault> {
  const read = readFrame(data);
  return read.ok ? toServerFrame(read.value) : read;
}

/** P2, P3, of any dialect. Never throws. */
export function readFrame(data: unknown): Result<NamedFrame, FrameFault> {
  if (typeof data !== 'string') return fail('not-text');
  if (data.length > longestFrame) return fail('too-large');
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    // P3: the caller counts the fault. The error would quote the frame.
    return fail('not-json');
  }
  if (!isObject(json) || typeof json['type'] !== 'string') return fail('not-a-frame');
  const inner = json['data'];
  // P2: beside wins over inside.
  return ok({ type: json['type'], fields: isObject(inner) ? { ...inner, ...json } : json });
}

/** What a frame of the names of this page says. Never throws. */
export function toServerFrame({ type, fields: said }: NamedFrame): Result<ServerFrame, FrameFault> {
  if (progressTypes.has(type)) {
    const progress = readProgress(said);
    return ok({ type: 'progress', ...(progress && { progress }) });
  }
  const read = fields.safeParse(said);
  return read.success ? ok(toFrame(type, read.data)) : fail('not-a-frame');
}

function toFrame(type: string, frame: Fields): ServerFrame {
  // An empty id names nothing; taken for one, a stopped answer's would silence every later answer.
  const named = frame.message_id !== undefined && frame.message_id !== '';
  const messageId = named ? String(frame.message_id).slice(0, longestId) : null;
  switch (type) {
    case 'connection_established':
      return { type: 'established' };
    case 'connection_ready':
      return { type: 'ready' };
    case 'chat_joined':
      return { type: 'joined' };
    case 'processing': {
      const doing = typeof frame.message === 'string' ? quote(frame.message) : undefined;
      return { type, messageId, ...(doing !== undefined && { doing }) };
    }
    case 'response_start':
      return { type: 'start', messageId };
    case 'response_chunk':
      return { type: 'chunk', messageId, content: frame.content ?? '' };
    case 'response_complete':
      return {
        type: 'complete',
        messageId,
        content:
          frame.content ?? (typeof frame.message === 'object' ? frame.message.content : undefined) ?? null,
        sources: readSources(frame.sources),
        totalTokens: frame.total_tokens ?? null,
        totalChunks: frame.total_chunks ?? null,
      };
    case 'ping':
      return { type: 'ping' };
    case 'pong':
      return { type: 'pong' };
    case 'error':
      return toError(frame);
    case 'rate_limit_exceeded':
      return { type: 'rate-limited', retryAfterMs: retryAfterMs(frame) };
    case 'token_expired':
    case 'authentication_required':
      return { type: 'unauthorised' };
    case 'unauthorized':
      return { type: 'unauthorised', isForbidden: true };
    default:
      return { type: 'unknown' };
  }
}

function toError(frame: Fields): ServerFrame {
  const code = readCode(frame.code ?? frame.error_code);
  if (code !== null && authCodes.test(code)) return { type: 'unauthorised' };
  if (code !== null && forbiddenCode.test(code)) return { type: 'unauthorised', isForbidden: true };
  if (frame.retry_after !== undefined || (code !== null && rateCodes.test(code))) {
    return { type: 'rate-limited', retryAfterMs: retryAfterMs(frame) };
  }
  const words = typeof frame.message === 'string' ? frame.message : frame.detail;
  return { type: 'error', code, detail: words === undefined ? null : (quote(words) ?? null) };
}

/** A name of the server's, and so short; quoted, because it is shown where there are no words. */
function readCode(code: string | undefined): string | null {
  return code === undefined ? null : (quote(code.slice(0, longestCode)) ?? null);
}

function retryAfterMs(frame: Fields): number {
  if (frame.retry_after === undefined) return defaultRetryAfterMs;
  return Math.min(Math.max(Math.ceil(frame.retry_after * 1000), shortestRetryAfterMs), longestRetryAfterMs);
}
