import { dismiss, reconnect, settings, signIn, type ProblemTable } from './problem-telling.ts';

/** `chat:create`, and not `localhost:8000`. */
const asScope = /^[\w-]+:[a-z][\w:-]*$/i;

/** Who the user is to the platform, and what they may do. */
export const accountTellings = {
  'sign-in-needed': ({ or }) => [
    'Sign in needed',
    `${or('The platform')} answers signed-in people only. Your messages are kept until then.`,
    signIn,
  ],
  'account-locked': () => [
    'This account is locked',
    'The password is not to blame. Wait a while, or ask your administrator to unlock it.',
    dismiss,
  ],
  'tenant-mismatch': ({ the }) => [
    'This account belongs to another tenant',
    `It has no access to ${the('the tenant in your settings')}. Change the Tenant ID, or use an account of that tenant.`,
    settings,
  ],
  'scope-missing': ({ subject = '' }) => [
    'Your account may not do this',
    // Where REST said it, the subject is the host.
    `It lacks the permission ${asScope.test(subject) ? `“${subject}”` : 'to chat'}. Ask your administrator for it, then reconnect.`,
    reconnect,
  ],
  'not-authorised': ({ or }) => [
    'You are not authorised',
    `${or('The platform')} knows your account and does not let it in: it may lack a permission, or belong to another tenant. Signing in again as the same person would not help. Ask your administrator, then reconnect.`,
    reconnect,
  ],
} satisfies ProblemTable;
