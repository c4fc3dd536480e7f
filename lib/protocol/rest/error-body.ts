import { z } from 'zod/mini';
import { boundedNumber } from '../../shared/bounded.ts';

/** What an error body says, whichever of the three shapes it has (rule R11). */
export interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
  readonly fieldErrors: readonly FieldError[];
  /** ms */
  readonly retryAfter?: number;
  /** As its health says it; a platform may say so with any status. */
  readonly isAiReady?: boolean;
  /** Of `meta`. */
  readonly requestId?: string;
}

export interface FieldError {
  /** As a person would say it: `title`, `context.page_url`. Empty: the body as a whole. */
  readonly field: string;
  readonly message: string;
}

/** More would not be read; a server that sends thousands must not fill the panel. */
const fieldErrorLimit = 10;

/** Each part is read on its own: an unreadable one is left out, and spoils no other. */
const leniently = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

const location = z.union([z.string(), z.array(z.union([z.string(), z.number()]))]);

const fieldError = z.lazy(() =>
  z.object({
    loc: leniently(location),
    field: leniently(z.string()),
    msg: leniently(z.string()),
    message: leniently(z.string()),
  }),
);

const errorBody = z.lazy(() =>
  z.object({
    code: leniently(z.string()),
    error_code: leniently(z.string()),
    message: leniently(z.string()),
    errors: leniently(z.array(z.unknown())),
    details: leniently(z.object({ retry_after: leniently(boundedNumber(0)) })),
    retry_after: leniently(boundedNumber(0)),
    meta: leniently(z.object({ request_id: leniently(z.string()) })),
    ai_services_ready: leniently(z.boolean()),
    detail: z.optional(z.unknown()),
  }),
);

/** FastAPI puts where it looked in front: that is no part of the field's name. */
function fieldName(loc: z.infer<typeof location>): string {
  return typeof loc === 'string' ? loc : loc.filter((part, index) => index > 0 || part !== 'body').join('.');
}

function readFieldErrors(items: readonly unknown[]): FieldError[] {
  return items.slice(0, fieldErrorLimit).flatMap((item) => {
    if (typeof item === 'string') return [{ field: '', message: item }];
    const parsed = fieldError.safeParse(item);
    if (!parsed.success) return [];
    const { loc, field, msg, message } = parsed.data;
    const words = msg ?? message;
    return words === undefined ? [] : [{ field: field ?? fieldName(loc ?? ''), message: words }];
  });
}

/** Takes any value, and never throws. `{ fieldErrors: [] }` for a body that says nothing. */
export function readErrorBody(body: unknown): ErrorBody {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return { fieldErrors: [] };
  const { detail, details, errors, meta, ...own } = parsed.data;

  // `detail` as an object is the second shape, one level down. Only one: depth is the server's to choose.
  const nested = errorBody.safeParse(detail);
  const inner = nested.success ? nested.data : undefined;

  const code = own.error_code ?? own.code ?? inner?.error_code ?? inner?.code;
  const message = own.message ?? (typeof detail === 'string' ? detail : inner?.message);
  const seconds =
    details?.retry_after ?? own.retry_after ?? inner?.details?.retry_after ?? inner?.retry_after;
  return {
    fieldErrors: readFieldErrors(Array.isArray(detail) ? detail : (errors ?? inner?.errors ?? [])),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(seconds === undefined ? {} : { retryAfter: seconds * 1000 }),
    ...(own.ai_services_ready === undefined ? {} : { isAiReady: own.ai_services_ready }),
    ...(meta?.request_id === undefined ? {} : { requestId: meta.request_id }),
  };
}
