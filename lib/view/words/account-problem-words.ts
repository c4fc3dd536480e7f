import { dismiss, reconnect, settings, signIn, type ProblemTable } from './problem-telling.ts';

/** Who the user is to the platform, and what they may do. */
export const accountTellings = {
  'sign-in-needed': ({ or }) => [
    'Sign-in needed',
    `${or('The platform')} answers signed-in people only. Your messages are kept until then.`,
    signIn,
  ],
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
  'account-locked': () => [
    'This account is locked',
    'The password is not to blame. Wait a while, or ask your administrator to unlock it.',
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
  'tenant-mismatch': ({ the }) => [
    'This account belongs to another tenant',
    `It has no access to ${the('the tenant in your settings')}. Change the Tenant ID, or use an account of that tenant.`,
    settings,
  ],
  'scope-missing': ({ the }) => [
    'Your account may not do this',
    `It lacks the permission ${the('to chat')}. Ask your administrator for it, then reconnect.`,
    reconnect,
  ],
} satisfies ProblemTable;
