import type { AccountField } from '../../messaging/account-shapes.ts';
import { english } from './grammar.ts';

/** Characters of a server's words that are looked at; who says more says it at the beginning. */
const readable = 300;

/** Of a length that is asked for, the largest that is believed. */
const longest = 1_000;

export const emptyFieldWords: Readonly<Record<AccountField, string>> = {
  email: 'The email address is empty.',
  password: 'The password is empty.',
  fullName: 'The name is empty. Type how you want to be called.',
};

/** What is said of a field whose refusal is in words that nobody here knows. */
export const unknownRefusalWords: Readonly<Record<AccountField, string>> = {
  email: 'The platform does not take this address. Check it, or use another one.',
  password: 'The platform does not take this password. Choose another one, with letters, digits and signs.',
  fullName: 'The platform does not take this name. Type it in another way.',
};

const tooLong: Readonly<Record<AccountField, string>> = {
  email: 'This email address is too long.',
  password: 'This password is too long. Choose a shorter one.',
  fullName: 'This name is too long. Type a shorter one.',
};

/** In the order in which they are told. */
const kinds: readonly (readonly [asked: RegExp, words: string])[] = [
  [/\b(upper ?-?case|capital|majuscule)/, 'a capital letter'],
  [/\b(lower ?-?case|small letter)/, 'a small letter'],
  [/\b(digits?|numbers?|numeric|numerals?)\b/, 'a digit'],
  [/\b(special|symbols?|punctuation|non ?-?alphanumeric)/, 'a sign such as ! or ?'],
];

const missing =
  /\bat least (1|one) (character|letter|item)\b|\brequired\b|\bmissing\b|\b(must|may|can|should) ?not be (empty|blank|null)\b|\bnone is not\b/;
const least =
  /(?:\bat least|\bmin(?:imum|\.)?(?: (?:length|size))?(?: is| of|:)?|\bbetween|>=) ?(\d{1,6})\b|\b(\d{1,6}) (?:characters|chars|letters) (?:minimum|or (?:more|longer))/;
const most =
  /\bat most\b|\b(no|not|not be) (more|longer) than\b|\bmax(imum)?\b|\btoo (long|large)\b|\bexceeds?\b/;
const isShort = /\btoo short\b|\bnot long enough\b/;
const weak =
  /\b(common|weak|guess\w*|breach\w*|pwned|compromised|leaked|dictionary|strong(er)?|strength|complex\w*|simple)\b/;
/** What must not be in it is none of these. */
const forbidden = /\b(not|no|without|cannot|can't) (contain|include|have|use|any|special|spaces)/;
const onlyDigits = /\b(entirely|only|all) (numeric|numbers|digits)\b/;
const alike =
  /\bsimilar\b|\b(contains?|includes?|same as|equals?) (your|the|its) (name|user|e-?mail|address)/;
const noAddress =
  /\b(valid|invalid|malformed)\b.*\b(e-?mail|address)|\be-?mail\b.*\b(valid|invalid|malformed|format)|\bnot an? (e-?mail|address)|@/;
const taken = /\b(already|taken|in use|exists|duplicate)\b/;
const foreign = /\bdomain\b/;

/** `PASSWORD_TOO_SHORT`, `value_error.missing` and words are read alike. */
const toWords = (said: string): string =>
  said
    .slice(0, readable)
    .replaceAll(/(?<=[a-z])(?=[A-Z])|[_.:·]+/g, ' ')
    .toLowerCase();

const easy = 'This password is too easy to guess. Choose another one.';

/** What is asked of a password, as one sentence; undefined: nothing that is known here. */
function passwordWords(said: string): string | undefined {
  if (onlyDigits.test(said)) return easy;
  if (alike.test(said)) return 'This password is too much like the address or the name. Choose another one.';
  if (forbidden.test(said)) return undefined;
  const [, before, behind] = least.exec(said) ?? [];
  const length = Number(before ?? behind ?? 0);
  const isCounted = length > 1 && length <= longest;
  const asked = [
    ...(isCounted ? [english.plural(length, atLeast)] : []),
    ...kinds.flatMap(([kind, words]) => (kind.test(said) ? [words] : [])),
  ];
  if (asked.length > 0) return `The password needs ${english.list(asked)}.`;
  if (isShort.test(said)) return 'This password is too short. Choose a longer one.';
  return weak.test(said) ? easy : undefined;
}

const atLeast = { one: 'at least # character', other: 'at least # characters' };

function addressWords(said: string): string | undefined {
  if (noAddress.test(said)) return 'This is not an email address. Type it like name@example.com.';
  if (taken.test(said)) return 'This address has an account already.';
  return foreign.test(said)
    ? 'Addresses of this kind are not let in. Use the one that your organisation gave you.'
    : undefined;
}

/**
 * What a platform's refusal of a field means, in our words: frameworks word theirs for programmers. null: nothing that is known
 * here.
 * @param said the platform's words, bounded by whoever read them (rule R14)
 */
export function fieldRefusalWords(field: AccountField, said: string): string | null {
  const words = toWords(said);
  if (missing.test(words)) return emptyFieldWords[field];
  const special =
    field === 'password' ? passwordWords(words) : field === 'email' ? addressWords(words) : undefined;
  if (special !== undefined) return special;
  if (most.test(words)) return tooLong[field];
  if (field === 'fullName' && (least.test(words) || isShort.test(words)))
    return 'This name is too short. Type all of it.';
  return null;
}
