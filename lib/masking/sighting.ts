import type { MaskKind } from '../shared/mask-kind.ts';

/** A value that was found in a text: where, and of which kind. UTF-16 units; `end` is behind its last one. */
export interface Sighting {
  readonly kind: MaskKind;
  readonly start: number;
  readonly end: number;
}
