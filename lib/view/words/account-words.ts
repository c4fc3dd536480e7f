import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { InputError } from '../account-input.ts';
import type { Account, AccountBusy, AccountField, AccountState } from '../account-store.ts';
import { emptyFieldWords, fieldRefusalWords, unknownRefusalWords } from './field-refusal-words.ts';
import { tryAgain } from './problem-telling.ts';
import { problemWords, type ProblemWords } from './problem-words.ts';
import { signInWords } from './sign-in-problem-words.ts';

/** The words of *Account*, and of its form wherever that is. Apart from the others: few panels ever show it. */
export const accountWords = {
  title: 'Account',
  close: 'Close',
  labels: { email: 'Email', password: 'Password', fullName: 'Full name' } satisfies Record<
    AccountField,
    string
  >,
  /** Beside the field that a whole answer was about, and nowhere else. */
  atField: {
    email: {
      'account-exists': 'This address has an account already. Go back to sign in, with its password.',
    },
    password: {
      'sign-in-refused':
        'Wrong email or password. Check both, and the Tenant ID: an account belongs to one tenant.',
    },
  } as { readonly [Field in AccountField]?: Readonly<Record<string, string>> },
  said: 'Details',
  showPassword: 'Show password',
  passwordRule: 'At least 8 characters, as most platforms ask. Yours may ask for more, and says so here.',
  forgotPassword: 'Forgot password',
  stay: 'Stay signed in',
  stayHelp: 'Off: you are signed out when the browser closes.',
  signIn: 'Sign in',
  register: 'Create account',
  backToSignIn: 'Back to sign in',
  sso: 'Sign in with SSO',
  or: 'or with email and password',
  busy: {
    'sign-in': 'Signing in…',
    register: 'Creating the account…',
    sso: 'Go on in the window of your organisation’s sign-in.',
    'sign-out': 'Signing out…',
  } satisfies Record<AccountBusy, string>,
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  signedIn: 'Signed in',
  stays: 'You stay signed in when the browser closes.',
  endsWithBrowser: 'You are signed out when the browser closes.',
  ended: 'Your sign-in has ended',
  endedHelp: 'Sign in again to go on. Your conversations are kept, and nothing is sent until then.',
  signedOut: 'You are not signed in.',
  signedOutHelp: 'Some platforms need no sign-in: if the panel is connected, you can leave this empty.',
  notNeeded: 'No sign-in is needed.',
  notNeededHelp:
    'The secure proxy speaks for you: its operator holds the key. Nothing that says who you are is sent.',
  unsavedProfile: 'Save the new profile first, then sign in to it here.',
  forProfile: (name: string) => `For the profile “${name}”.`,
} as const;

/** Nothing is known of a person but that they are signed in, or one of two names. */
export function signedInWords({ name, email }: Account): string {
  const known = name ?? email;
  return known === null ? accountWords.signedIn : accountWords.signedInAs(known);
}

/** The field that a whole answer was about: it is told there, once, and not in an alert as well. */
export function fieldTold(problem: Problem | null): AccountField | undefined {
  const fields: readonly AccountField[] = ['email', 'password'];
  return fields.find((field) => accountWords.atField[field]?.[problem?.code ?? ''] !== undefined);
}

/** What stands beside a field; undefined: nothing is wrong with it. */
export function fieldWords(
  field: AccountField,
  { errors, problem }: Pick<AccountState, 'errors' | 'problem'>,
): string | undefined {
  const error = errors[field];
  if (error === undefined) return accountWords.atField[field]?.[problem?.code ?? ''];
  if (!('quotation' in error)) return emptyFieldWords[field];
  return fieldRefusalWords(field, error.quotation) ?? unknownRefusalWords[field];
}

/** What the platform itself said, where nobody here could say it in other words; null: it need not be seen. */
export function unreadRefusal(field: AccountField, error: InputError | undefined): string | null {
  if (error === undefined || !('quotation' in error) || error.quotation === '') return null;
  return fieldRefusalWords(field, error.quotation) === null ? error.quotation : null;
}

/** What the platform asks of a password, as far as its refusal says so; null: it doesn't. */
export function passwordRule(error: InputError | undefined): string | null {
  return error !== undefined && 'quotation' in error ? fieldRefusalWords('password', error.quotation) : null;
}

/** Elsewhere these speak of messages that wait, and of what the panel tries by itself: here it tries nothing. */
const ofSigningIn: { readonly [Code in ProblemCode]?: { readonly title?: string; readonly body: string } } = {
  'server-unreachable': {
    body: 'It may be down, or your network may block it. Nothing has changed, and what you typed is still here. If it lasts, check the address in the settings.',
  },
  'server-error': {
    body: 'Nothing has changed, and what you typed is still here. Wait a minute, then try again.',
  },
  'platform-starting': {
    body: 'Nothing has changed, and what you typed is still here. Wait a moment, then try again.',
  },
  'rate-limited': {
    title: 'Too many attempts in a short time',
    body: 'The server asks for a pause. Wait a minute, then try again.',
  },
};

/** A failure of what was asked for in *Account*. */
export function accountProblemWords(problem: Problem): ProblemWords {
  const told = { ...problemWords(problem, signInWords), ...ofSigningIn[problem.code] };
  const isOfSigningIn = ofSigningIn[problem.code] !== undefined;
  return isOfSigningIn ? { ...told, action: tryAgain } : told;
}
