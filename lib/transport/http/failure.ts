import type { Profile } from '../../config/profile.ts';
import type { AccountHint } from '../../protocol/rest/account-words.ts';
import type { FieldError } from '../../protocol/rest/error-body.ts';
import { quote } from '../../protocol/quotation.ts';
import type { StartingProblem, StartProgress } from '../../shared/connection-status.ts';
import type { Problem } from '../../shared/problem.ts';

/** What an answer says in words. */
interface Said {
  /** The server's own, already fit to be quoted (rule R14). */
  readonly detail?: string;
  /** What they say of an account, for the calls that are about one (rule R30). */
  readonly account?: AccountHint;
  /** Rule R33, fit to be shown. */
  readonly requestId?: string;
  /** Epoch ms of the answer that has this name. */
  readonly at?: number;
}

/** Why a REST call failed: one kind per row of rules R1–R9, R13 and R17–R19. */
export type RestFailure =
  /** No answer at all: server down, DNS, TLS, CORS. */
  { readonly kind: 'network' } | { readonly kind: 'timeout' } | { readonly kind: 'aborted' } | Answered;

type Answered = Said &
  (
    | { readonly kind: 'tenant-setting' }
    /** 400, and not about the tenant. */
    | { readonly kind: 'bad-request' }
    | { readonly kind: 'unauthorised' }
    | { readonly kind: 'tenant-mismatch' }
    | { readonly kind: 'scope' }
    | { readonly kind: 'tenant-unknown' }
    /** The path is right, the chat is gone. */
    | { readonly kind: 'not-found' }
    | { readonly kind: 'wrong-path' }
    /** What is asked for is there already. */
    | { readonly kind: 'conflict' }
    | { readonly kind: 'locked' }
    | { readonly kind: 'validation'; readonly fields: readonly FieldError[] }
    /** ms, from when the answer came. */
    | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
    | { readonly kind: 'unavailable' }
    /** It is not there yet, whatever the status (rule R8). */
    | { readonly kind: 'starting'; readonly progress?: StartProgress }
    | { readonly kind: 'unexpected-body' }
  );

/** Another attempt may do better, as it is: nothing was said of who asks, or for what. */
export type PassingFailure = Extract<
  RestFailure,
  { kind: 'network' | 'timeout' | 'aborted' | 'unavailable' | 'starting' }
>;

const passing: ReadonlySet<RestFailure['kind']> = new Set<PassingFailure['kind']>([
  'network',
  'timeout',
  'aborted',
  'unavailable',
  'starting',
]);

export function isPassing(failure: RestFailure): failure is PassingFailure {
  return passing.has(failure.kind);
}

function codeOf(failure: RestFailure): Problem['code'] {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
      return 'server-unreachable';
    case 'aborted':
      return 'internal'; // whoever aborted has dropped the call; no person is to see this
    case 'tenant-setting':
    case 'bad-request':
      return 'settings-rejected';
    case 'unauthorised':
      return 'sign-in-needed';
    case 'tenant-mismatch':
      return 'tenant-mismatch';
    case 'scope':
      return 'scope-missing';
    case 'tenant-unknown':
      return 'tenant-unknown';
    case 'wrong-path':
      return 'wrong-path';
    case 'validation':
      return 'message-rejected';
    case 'starting':
      return 'platform-starting';
    case 'rate-limited':
      return 'rate-limited';
    case 'not-found':
    case 'unavailable':
      return 'server-error';
    case 'locked':
      return 'account-locked';
    case 'conflict':
    case 'unexpected-body':
      return 'unexpected-reply';
    default:
      return failure satisfies never;
  }
}

function detailOf(failure: RestFailure): string | undefined {
  if (!('detail' in failure) && !('fields' in failure)) return undefined;
  if (!('fields' in failure) || failure.fields.length === 0) return failure.detail;
  const fields = failure.fields.map(({ field, message }) =>
    field === '' ? message : `${field}: ${message}`,
  );
  return quote(fields.join(' · '));
}

/** What the problem is about: the tenant, where it is the tenant, else the server. */
function subjectOf(failure: RestFailure, { apiUrl, tenantId }: Pick<Profile, 'apiUrl' | 'tenantId'>): string {
  return failure.kind === 'tenant-unknown' || failure.kind === 'tenant-mismatch'
    ? tenantId
    : apiUrl.replace(/^https?:\/\//, '');
}

/** A failure as a person meets it. */
export function toProblem(
  failure: RestFailure,
  profile?: Pick<Profile, 'apiUrl' | 'tenantId'>,
): StartingProblem {
  const detail = detailOf(failure);
  return {
    code: codeOf(failure),
    ...(profile === undefined ? {} : { subject: subjectOf(failure, profile) }),
    ...(detail === undefined ? {} : { detail }),
    ...('requestId' in failure && { requestId: failure.requestId }),
    ...('progress' in failure && { progress: failure.progress }),
    ...('at' in failure && { at: failure.at }),
  };
}
