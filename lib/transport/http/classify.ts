import { readAccountHint } from '../../protocol/rest/account-words.ts';
import { readErrorBody, type ErrorBody } from '../../protocol/rest/error-body.ts';
import { quote } from '../../protocol/quotation.ts';
import { readProgress } from '../../protocol/start-progress.ts';
import { retryDelay } from '../../protocol/rest/retry-after.ts';
import type { RestFailure } from './failure.ts';

/** An answer that is not a success. `body` is undefined where it was not JSON; then `text` may hold plain words. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text?: string;
}

export interface ClassifyOptions {
  /** Epoch ms. */
  readonly now: number;
  /** Blotted out of every quotation (rule R14). */
  readonly secrets: readonly string[];
}

/** Rule R8: the codes that a body may hold, with the status they come with when the server gets its status right. */
const statusOfCode: ReadonlyMap<string, number> = new Map([
  ['auth_required', 401],
  ['invalid_token', 401],
  ['tenant_mismatch', 403],
  ['insufficient_scope', 403],
  ['tenant_not_found', 404],
  ['rate_limit_exceeded', 429],
]);

/** Rule R8: whatever status they come with. */
const startingCodes: ReadonlySet<string> = new Set([
  'schema_unavailable',
  'db_not_ready',
  'platform_initializing',
  'ai_services_loading',
]);

/** Also of `tenant_id`, which is one word to a pattern. */
function speaksOfTenant(code: string, words: string): boolean {
  return code.includes('tenant') || /(?<![a-z])tenant(?![a-z])/i.test(words);
}

/** "Chat not found": the answer of the right path. A router that knows no such path says "Not Found", or nothing. */
function speaksOfChat(code: string, words: string): boolean {
  return /chat|conversation|session/.test(code) || /\b(chat|conversation|session)\b/i.test(words);
}

function byStatus(
  status: number,
  error: ErrorBody,
  answer: FailedAnswer,
  options: ClassifyOptions,
): RestFailure {
  const code = error.code?.toLowerCase() ?? '';
  const words = error.message ?? '';
  const fields = error.fieldErrors.map(({ field, message }) => ({
    field: quote(field, options.secrets) ?? '',
    message: quote(message, options.secrets) ?? '',
  }));
  if (startingCodes.has(code) || error.isAiReady === false) return { kind: 'starting' };
  if (status >= 500) return { kind: 'unavailable' };
  if (status >= 300 && status < 400) return { kind: 'wrong-path' };
  switch (status) {
    case 400:
      if (code === 'tenant_not_found') return { kind: 'tenant-unknown' };
      if (speaksOfTenant(code, words)) return { kind: 'tenant-setting' };
      return fields.length > 0 ? { kind: 'validation', fields } : { kind: 'bad-request' };
    case 401:
      return { kind: 'unauthorised' };
    case 403:
      if (code === 'insufficient_scope') return { kind: 'scope' };
      return speaksOfTenant(code, words) ? { kind: 'tenant-mismatch' } : { kind: 'scope' };
    case 404:
      if (speaksOfTenant(code, words)) return { kind: 'tenant-unknown' };
      return speaksOfChat(code, words) ? { kind: 'not-found' } : { kind: 'wrong-path' };
    case 405:
      return { kind: 'wrong-path' };
    case 409:
      return { kind: 'conflict' };
    case 413:
    case 422:
      return { kind: 'validation', fields };
    case 423:
      return { kind: 'locked' };
    case 429:
      return {
        kind: 'rate-limited',
        retryAfterMs: retryDelay(answer.headers, error.retryAfter, options.now),
      };
    default:
      return { kind: 'unexpected-body' };
  }
}

/** Rules R1–R9, R18 and R19. */
export function classify(answer: FailedAnswer, options: ClassifyOptions): RestFailure {
  const error = readErrorBody(answer.body);
  const wellMeant = answer.status >= 200 && answer.status < 300;
  const status = wellMeant
    ? (statusOfCode.get(error.code?.toLowerCase() ?? '') ?? answer.status)
    : answer.status;
  // A redirect that the browser hides has status 0.
  const failure = byStatus(status === 0 ? 302 : status, error, answer, options);
  const words = error.message ?? answer.text ?? '';
  const detail = quote(words || (error.code ?? ''), options.secrets);
  // Its message, wherever it stands, is about a step; a code is for no person.
  const progress =
    failure.kind === 'starting' ? readProgress(answer.body, options.secrets, error.message) : undefined;
  // From the words as they came: in a quotation, half of them may be blotted out.
  const account = readAccountHint(error.code ?? '', words);
  const named = namedRequest(answer.headers, error.requestId, options.secrets);
  return {
    ...failure,
    ...(progress && { progress }),
    ...(detail === undefined ? {} : { detail }),
    ...(account === undefined ? {} : { account }),
    ...named,
    // For whoever looks into it there: a name is found sooner by its time.
    ...('requestId' in named && { at: options.now }),
  };
}

/** Characters. A UUID has 36. */
const longestRequestId = 100;

/** Rule R33: how the platform calls this answer, where it says so and we may read it. */
export function namedRequest(
  headers: Headers,
  said: string | undefined,
  secrets: readonly string[],
): { readonly requestId?: string } {
  // Blotted out as a whole, then cut: half a token is one that nobody would recognise.
  const requestId = quote(said ?? headers.get('X-Request-ID') ?? '', secrets)?.slice(0, longestRequestId);
  return requestId === undefined ? {} : { requestId };
}
