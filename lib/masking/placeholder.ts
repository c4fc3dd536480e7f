import type { MaskKind } from '../shared/mask-kind.ts';
import { plainForm } from './plain-form.ts';

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

/** What two ways of writing the same value have in common. */
export function sameness(kind: MaskKind, value: string): string {
  const plain = plainForm(value);
  switch (kind) {
    case 'email':
      return plain.replace('%40', '@').toLowerCase();
    case 'phone':
      return plain
        .replace(/\(0\)/g, '')
        .replace(/[^\d+]/g, '')
        .replace(/^00/, '+');
    case 'card':
    case 'iban':
      return plain.replace(/[ -]/g, '').toUpperCase();
    case 'key':
      return value;
    default:
      return kind satisfies never;
  }
}
