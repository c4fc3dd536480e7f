import type { MaskKind } from '../shared/mask-kind.ts';

/** As they stand in what is sent: the same in every language, so that a chat can go on in another one. */
const names: Readonly<Record<MaskKind, string>> = {
  email: 'email',
  phone: 'phone',
  card: 'card',
  iban: 'IBAN',
  key: 'key',
};

/** `[email 1]` */
export function placeholderOf(kind: MaskKind, number: number): string {
  return `[${names[kind]} ${number}]`;
}

/** Whatever looks like a placeholder, ours or one that a page has brought along. */
export const placeholderForm = /\[(?:email|phone|card|IBAN|key) \d{1,9}\]/g;

/** The same, as it stands in the path of an address, too. */
const anyPlace = /(?:\[|%5B)(?:email|phone|card|IBAN|key)(?: |%20)\d{1,9}(?:\]|%5D)/g;

/** How many places of a text, or of an address, look like placeholders. */
export function maskedPlaces(text: string): number {
  return text.match(anyPlace)?.length ?? 0;
}
