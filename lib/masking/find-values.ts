import type { MaskKind } from '../shared/mask-kind.ts';
import { findCards } from './cards.ts';
import { findEmails } from './emails.ts';
import { findIbans } from './ibans.ts';
import { findKnownKeys } from './known-keys.ts';
import { findNamedSecrets } from './named-secrets.ts';
import { createNumberCues } from './number-cues.ts';
import { findPhones } from './phones.ts';
import { findPrivateKeys } from './private-keys.ts';
import { findQuerySecrets } from './query-secrets.ts';
import { findRandomTokens } from './random-tokens.ts';
import type { Sighting } from './sighting.ts';

/**
 * Every value of these kinds, in the order of the text, none in another. Where two would overlap, the one that is surer goes
 * first: a check digit is more than a shape. A kind that isn't asked for still keeps its values from being taken for another.
 */
export function findValues(plain: string, kinds: ReadonlySet<MaskKind>): Sighting[] {
  const cues = createNumberCues(plain);
  const surestFirst: Sighting[][] = [
    findPrivateKeys(plain),
    findKnownKeys(plain),
    findNamedSecrets(plain),
    findQuerySecrets(plain),
    findIbans(plain),
    findCards(plain, cues),
    findEmails(plain),
    findRandomTokens(plain),
    findPhones(plain, cues),
  ];
  const taken = new Uint8Array(plain.length);
  const found: Sighting[] = [];
  for (const one of surestFirst.flat()) {
    if (taken.subarray(one.start, one.end).includes(1)) continue;
    taken.fill(1, one.start, one.end);
    if (kinds.has(one.kind)) found.push(one);
  }
  return found.toSorted((one, other) => one.start - other.start);
}
