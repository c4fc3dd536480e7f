import type { MaskKind } from '../shared/mask-kind.ts';
import { plainForm } from './plain-form.ts';

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
