import type { AccountField, FieldRefusal } from '../messaging/account-shapes.ts';

/** What is wrong with a field: found by us, or said by the server. Its words: `inputErrorWords`. */
export type InputError = { readonly code: 'empty' } | FieldRefusal;

/** The fields that are empty. No platform need be asked about these; all else of them is its own to judge. */
export function missing(
  input: Readonly<Partial<Record<AccountField, string>>>,
): Partial<Record<AccountField, InputError>> {
  const fields: readonly AccountField[] = ['email', 'password', 'fullName'];
  const empty = fields.filter((field) => input[field]?.trim() === '');
  return Object.fromEntries(empty.map((field) => [field, { code: 'empty' }]));
}
