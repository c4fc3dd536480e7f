import type { AccountField } from '../messaging/account-shapes.ts';

const sentences: Record<AccountField, string> = {
  email: 'The email address is empty.',
  password: 'The password is empty.',
  fullName: 'The name is empty. Type how you want to be called.',
};

/** A sentence per field that is empty. No platform need be asked about these; all else of them is its own to judge. */
export function missing(
  input: Readonly<Partial<Record<AccountField, string>>>,
): Partial<Record<AccountField, string>> {
  const fields: readonly AccountField[] = ['email', 'password', 'fullName'];
  const empty = fields.filter((field) => input[field]?.trim() === '');
  return Object.fromEntries(empty.map((field) => [field, sentences[field]]));
}
