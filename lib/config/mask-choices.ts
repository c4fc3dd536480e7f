import { maskKinds, type MaskKind } from '../shared/mask-kind.ts';

/** Whether values of each kind are masked. */
export type MaskChoices = Readonly<Record<MaskKind, boolean>>;

/** What the organisation has decided: of a kind that is not here, people choose. */
export type MaskRules = Partial<MaskChoices>;

/** Unless somebody has chosen otherwise. */
export const everythingMasked: MaskChoices = { email: true, phone: true, card: true, iban: true, key: true };

/** The kinds that are masked by what a person has chosen and what is not theirs to choose. */
export function maskedKinds(chosen: MaskChoices, rules: MaskRules): MaskKind[] {
  return maskKinds.filter((kind) => rules[kind] ?? chosen[kind]);
}
