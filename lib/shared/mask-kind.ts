/** Values that are masked before anything of a page or a pasted text leaves. */
export const maskKinds = ['email', 'phone', 'card', 'iban', 'key'] as const;
export type MaskKind = (typeof maskKinds)[number];
