import type { MaskKind } from '../../shared/mask-kind.ts';

const kinds: { readonly [Kind in MaskKind]: string } = {
  email: 'E-mail addresses',
  phone: 'Phone numbers',
  card: 'Payment cards',
  iban: 'Bank accounts (IBAN)',
  key: 'Passwords, keys and tokens',
};

/** The words of the settings of what is masked. */
export const maskingWords = {
  title: 'Masked in pages and pasted text',
  intro:
    'Numbers go in their place, as in [email 1], before you see the preview and before anything is sent. What they stand for stays in this browser. Holds for what you attach from now on.',
  kinds,
} as const;
