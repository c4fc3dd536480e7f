/** What a route answers. `body` is sent as JSON; undefined: no body. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by guards and parsers to answer with an error of §3. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** The three error shapes of §3, each where a platform of that generation uses it. */
const detailed = (status: number, detail: unknown, headers?: Record<string, string>): Reply => ({
  status,
  body: { detail },
  ...(headers === undefined ? {} : { headers }),
});
const coded = (status: number, code: string, message: string): Reply => ({ status, body: { code, message } });
const reported = (status: number, errorCode: string, message: string, details: object = {}): Reply => ({
  status,
  body: { success: false, message, errors: [], error_code: errorCode, details },
});

export interface FieldError {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

export const tenantHeaderMissing = (): Reply => detailed(400, 'X-Tenant-ID header is required');
export const tenantMalformed = (): Reply =>
  detailed(400, 'Tenant ID may hold letters, digits, _ and -, 64 at most');
export const tokenInUrl = (): Reply => detailed(400, 'Tokens are not accepted in a URL');
export const authRequired = (): Reply => coded(401, 'auth_required', 'Sign in to use this deployment');
export const invalidToken = (): Reply => coded(401, 'invalid_token', 'The token is not valid, or no longer');
export const wrongCredentials = (): Reply => detailed(401, 'Wrong email address or password');
export const accountLocked = (): Reply =>
  coded(423, 'account_locked', 'This account is locked. Ask your administrator');
export const tenantMismatch = (): Reply =>
  coded(403, 'tenant_mismatch', 'The token belongs to another tenant');
export const insufficientScope = (scope: string): Reply =>
  coded(403, 'insufficient_scope', `Needs the scope ${scope}`);
export const tenantNotFound = (tenant: string): Reply =>
  reported(404, 'TENANT_NOT_FOUND', `Tenant '${tenant}' does not exist`);
export const chatNotFound = (): Reply => reported(404, 'CHAT_NOT_FOUND', 'No such chat');
export const wrongPath = (): Reply => detailed(404, 'Not Found');
export const wrongMethod = (allowed: readonly string[]): Reply =>
  detailed(405, 'Method Not Allowed', { Allow: allowed.join(', ') });
export const emailTaken = (): Reply => detailed(409, 'This email address has an account already');
export const bodyTooLarge = (): Reply =>
  detailed(413, 'Request body is larger than 1 MiB', { Connection: 'close' });
export const invalidBody = (errors: readonly FieldError[]): Reply => detailed(422, errors);
export const rateLimited = (retryAfter: number): Reply => ({
  ...reported(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests', { retry_after: retryAfter }),
  headers: { 'Retry-After': String(retryAfter) },
});
export const scriptedFailure = (status: number): Reply =>
  reported(status, 'SCRIPTED_FAILURE', 'Scripted failure');
export const internalError = (): Reply => reported(500, 'INTERNAL_ERROR', 'Internal server error');
export const answerFailed = (told = 'The assistant could not answer'): Reply =>
  reported(502, 'AI_SERVICE_ERROR', told);

/** §3's envelope around a success. */
export const enveloped = (body: unknown, requestId: string): unknown => ({
  success: true,
  data: body,
  message: 'OK',
  meta: { timestamp: new Date().toISOString(), request_id: requestId },
});
