import type { Profile } from '../../config/profile.ts';
import { quote } from '../../protocol/quotation.ts';
import { readAccountHint } from '../../protocol/rest/account-words.ts';
import type { FieldError } from '../../protocol/rest/error-body.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { toProblem, type RestFailure } from './failure.ts';

/** What a person types to sign in or to create an account. */
export type CredentialField = 'email' | 'password' | 'fullName';

/** Why nobody is signed in (rule R30). All words are the server's own, fit to be quoted, and without the password. */
export type AccountFailure =
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'locked'; readonly detail?: string }
  /** Create account: the address has one. */
  | { readonly kind: 'taken' }
  /** `detail`: what was said of none of them. */
  | {
      readonly kind: 'fields';
      readonly fields: Readonly<Partial<Record<CredentialField, string>>>;
      readonly detail?: string;
    }
  /** This deployment has no sign-in, or none at this address. */
  | { readonly kind: 'no-accounts' }
  /** What can befall any call. */
  | { readonly kind: 'other'; readonly failure: RestFailure };

export type AccountCall = 'login' | 'register';

const fieldsByName: ReadonlyMap<string, CredentialField> = new Map([
  ['email', 'email'],
  ['emailaddress', 'email'],
  ['username', 'email'],
  ['password', 'password'],
  ['fullname', 'fullName'],
  ['name', 'fullName'],
]);

/** `user.full_name`, `fullName`, `Full name` and `full_name.0` are one. */
function toField(name: string): CredentialField | undefined {
  const parts = name.toLowerCase().split('.');
  return parts.map((part) => fieldsByName.get(part.replaceAll(/[^a-z]/g, ''))).findLast(Boolean);
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return quote(parts.filter((part) => part !== undefined && part !== '').join(' · '));
}

const withDetail = (detail: string | undefined) => (detail === undefined ? {} : { detail });

function sortFields(errors: readonly FieldError[], said: string | undefined): AccountFailure {
  const fields: Partial<Record<CredentialField, string>> = {};
  const others: string[] = [];
  for (const { field, message } of errors) {
    const known = toField(field);
    if (known !== undefined) fields[known] = joined([fields[known], message]) ?? '';
    else others.push(field === '' || message === '' ? field || message : `${field}: ${message}`);
  }
  return { kind: 'fields', fields, ...withDetail(joined([said, ...others])) };
}

function saysTaken(errors: readonly FieldError[]): boolean {
  return errors.some(
    ({ field, message }) => toField(field) === 'email' && readAccountHint('email', message) === 'taken',
  );
}

/** A failed sign-in or registration, by what it means to the person. */
export function toAccountFailure(call: AccountCall, failure: RestFailure): AccountFailure {
  const other: AccountFailure = { kind: 'other', failure };
  switch (failure.kind) {
    case 'locked':
      return { kind: 'locked', ...withDetail(failure.detail) };
    case 'conflict':
      return call === 'register' ? { kind: 'taken' } : other;
    case 'validation':
      if (call === 'register' && (failure.account === 'taken' || saysTaken(failure.fields)))
        return { kind: 'taken' };
      return sortFields(failure.fields, failure.detail);
    case 'unauthorised':
    case 'scope':
    case 'bad-request':
    case 'wrong-path':
    case 'not-found':
    case 'unexpected-body':
      return byWords(call, failure) ?? byKind(call, failure) ?? other;
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'tenant-setting':
    case 'tenant-mismatch':
    case 'tenant-unknown':
    case 'rate-limited':
    case 'unavailable':
    case 'starting':
      return other;
    default:
      return failure satisfies never;
  }
}

/** The kinds that say little about an account by themselves. */
type Spoken = Extract<
  RestFailure,
  { kind: 'unauthorised' | 'scope' | 'bad-request' | 'wrong-path' | 'not-found' | 'unexpected-body' }
>;

function byWords(call: AccountCall, { account, detail }: Spoken): AccountFailure | undefined {
  if (account === 'locked') return { kind: 'locked', ...withDetail(detail) };
  if (account === 'taken' && call === 'register') return { kind: 'taken' };
  return account === 'wrong' && call === 'login' ? { kind: 'wrong-credentials' } : undefined;
}

function byKind(call: AccountCall, { kind, detail }: Spoken): AccountFailure | undefined {
  switch (kind) {
    case 'unauthorised':
      return call === 'login' ? { kind: 'wrong-credentials' } : undefined;
    case 'bad-request':
      return detail === undefined ? undefined : { kind: 'fields', fields: {}, detail };
    case 'wrong-path':
    case 'not-found':
      return { kind: 'no-accounts' };
    case 'scope':
    case 'unexpected-body':
      return undefined;
    default:
      return kind satisfies never;
  }
}

const codes: Record<Exclude<AccountFailure['kind'], 'other'>, ProblemCode> = {
  'wrong-credentials': 'sign-in-refused',
  locked: 'account-locked',
  taken: 'account-exists',
  fields: 'fields-refused',
  'no-accounts': 'accounts-missing',
};

/** A failure as a person meets it; what belongs to a field is shown beside it, and not repeated here. */
export function toAccountProblem(
  failure: AccountFailure,
  profile: Pick<Profile, 'apiUrl' | 'tenantId'>,
): Problem {
  return failure.kind === 'other'
    ? toProblem(failure.failure, profile)
    : {
        code: codes[failure.kind],
        subject: hostOf(profile.apiUrl),
        ...withDetail('detail' in failure ? failure.detail : undefined),
      };
}
