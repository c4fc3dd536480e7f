import { dismiss, settings, type ProblemTable } from './problem-telling.ts';

/** What only signing in, or out, or creating an account can come to. Loaded with the form for it (account-words.ts). */
export const signInWords = {
  'sign-in-refused': () => [
    'Wrong email or password',
    'Check both, and the Tenant ID: an account belongs to one tenant.',
    dismiss,
  ],
  'sign-in-cancelled': () => [
    'Sign-in was not finished',
    'Nothing has changed. Start again any time.',
    dismiss,
  ],
  'sign-in-open': () => [
    'A sign-in window is open already',
    'It belongs to an earlier attempt, and there can be one at a time. Finish or close it, then start again.',
    dismiss,
  ],
  'account-exists': () => [
    'This email address has an account already',
    'Sign in with its password instead.',
    dismiss,
  ],
  'accounts-missing': ({ or }) => [
    'There are no accounts at this address',
    `${or('The server')} offers no sign-in with a password. Check the API URL, or go on without an account.`,
    settings,
  ],
  'fields-refused': () => [
    'The server refused some of what you typed',
    'Correct the fields, then try again.',
    dismiss,
  ],
  'sso-refused': ({ or }) => [
    `${or('Your organisation’s sign-in')} said no`,
    'Try again, or ask your administrator for access.',
    dismiss,
  ],
  'sso-untrusted': ({ or }) => [
    'The answer to the sign-in did not check out',
    `It may not come from ${or('your organisation')}, so it was not used. Try again; if it lasts, tell your administrator.`,
    dismiss,
  ],
} satisfies ProblemTable;
