import { describe, expect, it } from 'vitest';
import type { AccountField } from '../../../lib/messaging/account-shapes.ts';
import { fieldWords, passwordRule, unreadRefusal } from '../../../lib/view/words/account-words.ts';
import { fieldRefusalWords } from '../../../lib/view/words/field-refusal-words.ts';

const easy = 'This password is too easy to guess. Choose another one.';
const noAddress = 'This is not an email address. Type it like name@example.com.';

describe('what frameworks say of a field is said in our words', () => {
  it.each<[AccountField, said: string, words: string]>([
    ['email', 'value is not a valid email address', noAddress],
    ['email', 'value is not a valid email address: An email address must have an @-sign.', noAddress],
    [
      'email',
      'value is not a valid email address: The domain name acme contains invalid characters',
      noAddress,
    ],
    ['email', 'value_error.email', 'The platform does not take this address. Check it, or use another one.'],
    ['email', 'INVALID_EMAIL', noAddress],
    ['email', 'Enter a valid email address.', noAddress],
    ['email', 'Field required', 'The email address is empty.'],
    ['email', 'value_error.missing', 'The email address is empty.'],
    ['email', 'String should have at most 254 characters', 'This email address is too long.'],
    ['email', 'has already been taken', 'This address has an account already.'],
    [
      'email',
      'Domain not allowed',
      'Addresses of this kind are not let in. Use the one that your organisation gave you.',
    ],
    ['password', 'String should have at least 8 characters', 'The password needs at least 8 characters.'],
    [
      'password',
      'ensure this value has at least 12 characters',
      'The password needs at least 12 characters.',
    ],
    [
      'password',
      'Value error, Password must be at least 12 characters · Value error, must contain a digit',
      'The password needs at least 12 characters, a digit.',
    ],
    [
      'password',
      'Must have an upper-case letter, one lowercase letter, a number and a special character',
      'The password needs a capital letter, a small letter, a digit, a sign such as ! or ?.',
    ],
    ['password', 'must be between 10 and 64 characters', 'The password needs at least 10 characters.'],
    ['password', 'Use 10 characters or more', 'The password needs at least 10 characters.'],
    ['password', 'PASSWORD_TOO_SHORT', 'This password is too short. Choose a longer one.'],
    ['password', 'passwordTooWeak', easy],
    ['password', 'This password is too common.', easy],
    ['password', 'This password is entirely numeric.', easy],
    [
      'password',
      'The password is too similar to the username.',
      'This password is too much like the address or the name. Choose another one.',
    ],
    ['password', 'must not exceed 72 bytes: too long', 'This password is too long. Choose a shorter one.'],
    ['password', 'must be no longer than 64 characters', 'This password is too long. Choose a shorter one.'],
    ['password', 'String should have at least 1 character', 'The password is empty.'],
    ['fullName', 'Field required', 'The name is empty. Type how you want to be called.'],
    [
      'fullName',
      'String should have at least 1 character',
      'The name is empty. Type how you want to be called.',
    ],
    ['fullName', 'String should have at least 3 characters', 'This name is too short. Type all of it.'],
    ['fullName', 'String should have at most 80 characters', 'This name is too long. Type a shorter one.'],
  ])('%s: %s', (field, quotation, words) => {
    expect(fieldWords(field, { errors: { [field]: { quotation } }, problem: null })).toBe(words);
  });
});

describe('what nobody here knows is one general sentence, and the words themselves behind *Details*', () => {
  it.each<[AccountField, said: string]>([
    ['email', 'Input should be a valid string'],
    ['email', '{"type":"x","ctx":{"error":{}}}'],
    ['password', "String should match pattern '^(?=.*[A-Z])(?=.*\\d).{8,}$'"],
    ['password', 'must not contain special characters'],
    ['password', 'E1042'],
    ['password', '<script>alert(1)</script>'],
    ['password', 'Das Kennwort wurde abgelehnt'],
    ['password', 'at least 999999 characters'],
    ['fullName', 'assertion_error'],
    ['fullName', 'A'.repeat(100_000)],
  ])('%s: %.60s', (field, quotation) => {
    const words = fieldWords(field, { errors: { [field]: { quotation } }, problem: null });
    expect(words).toMatch(/^The platform does not take this (address|password|name)\. [A-Z][^.]*\.$/);
    expect(unreadRefusal(field, { quotation })).toBe(quotation);
    expect(passwordRule({ quotation })).toBeNull();
  });

  it('nothing said is nothing behind it', () => {
    expect(fieldWords('password', { errors: { password: { quotation: '' } }, problem: null })).toMatch(
      /does not take this password/,
    );
    expect(unreadRefusal('password', { quotation: '' })).toBeNull();
  });

  it('an own error has none', () => {
    expect(unreadRefusal('email', { code: 'empty' })).toBeNull();
  });
});

it.each([
  'at least '.repeat(20_000),
  'not '.repeat(20_000),
  `email ${'valid '.repeat(10_000)}`,
  '9'.repeat(100_000),
])('words of any length are read in a moment: %.20s', (said) => {
  const before = performance.now();
  for (const field of ['email', 'password', 'fullName'] as const) fieldRefusalWords(field, said);
  expect(performance.now() - before).toBeLessThan(100);
});
