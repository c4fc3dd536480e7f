import type { Problem } from '../shared/problem.ts';
import type { AccountField, FieldRefusal } from '../messaging/account-shapes.ts';

/** What is wrong with a field: found by us, or said by the server. Its words: `fieldWords`. */
export type InputError = { readonly code: 'empty' } | FieldRefusal;

/** The one field that a refusal without fields speaks of; undefined: none, or several. */
export function fieldMeant({ code, detail = '' }: Problem): AccountField | undefined {
  if (code !== 'fields-refused') return undefined;
  const meant = spoken.filter(([, words]) => words.test(detail)).map(([field]) => field);
  return meant.length === 1 ? meant[0] : undefined;
}

const spoken: readonly (readonly [AccountField, RegExp])[] = [
  ['email', /e-?mail/i],
  ['password', /pass(word|phrase)/i],
  ['fullName', /full.?name/i],
];

/** The fields that are empty. No platform need be asked about these; all else of them is its own to judge. */
export function missing(
  input: Readonly<Partial<Record<AccountField, string>>>,
): Partial<Record<AccountField, InputError>> {
  const fields: readonly AccountField[] = ['email', 'password', 'fullName'];
  const empty = fields.filter((field) => input[field]?.trim() === '');
  return Object.fromEntries(empty.map((field) => [field, { code: 'empty' }]));
}
