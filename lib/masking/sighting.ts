import type { MaskedItem } from '../shared/conversation.ts';

export type MaskKind = MaskedItem['kind'];

/** A value that was found in a text: where, and of which kind. UTF-16 units; `end` is behind its last one. */
export interface Sighting {
  readonly kind: MaskKind;
  readonly start: number;
  readonly end: number;
}
