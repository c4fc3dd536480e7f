import { expect, it } from 'vitest';
import { readAccountHint, type AccountHint } from '../../../lib/protocol/rest/account-words.ts';

it.each<[string, string, AccountHint | undefined]>([
  ['account_locked', '', 'locked'],
  ['ACCOUNT-LOCKED', '', 'locked'],
  ['accountLocked', '', 'locked'],
  ['AUTH.LOCKOUT', '', 'locked'],
  ['', 'Too many failed login attempts', 'locked'],
  ['', 'Your account has been suspended.', 'locked'],
  ['user_inactive', 'No', 'locked'],
  ['', 'Sign-in is disabled here', undefined],
  ['', 'The request was blocked', undefined],
  ['', 'Unlocked', undefined],
  ['EMAIL_TAKEN', '', 'taken'],
  ['user_already_exists', 'No', 'taken'],
  ['emailInUse', '', 'taken'],
  ['', 'Already registered', 'taken'],
  ['', 'A user with that e-mail already exists', 'taken'],
  ['', 'duplicate username', 'taken'],
  ['', 'The tenant name already exists', undefined],
  ['', 'This password was already leaked', undefined],
  ['invalid_credentials', '', 'wrong'],
  ['', 'LOGIN_BAD_CREDENTIALS', 'wrong'],
  ['', 'Incorrect email or password', 'wrong'],
  ['', 'Password is invalid', 'wrong'],
  ['USER_NOT_FOUND', '', 'wrong'],
  ['', 'No such account', 'wrong'],
  ['', 'Password needs a digit', undefined],
  ['', 'Not Found', undefined],
  ['', '', undefined],
  ['', `${'x'.repeat(600)} account locked`, undefined],
])('R30: code %j and words %j say %s of the account', (code, message, expected) => {
  expect(readAccountHint(code, message)).toBe(expected);
});
