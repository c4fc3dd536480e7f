import { maskedKinds } from '../../config/mask-choices.ts';
import type { Policy } from '../../config/policy.ts';
import type { MaskKind } from '../../shared/mask-kind.ts';
import type { Items } from '../../storage/items.ts';

/** Which kinds of values are masked now. */
export function currentMasks(
  masking: Pick<Items['masking'], 'read'>,
  currentPolicy: () => Promise<Pick<Policy, 'masking'>>,
): () => Promise<MaskKind[]> {
  return async () => maskedKinds(await masking.read(), (await currentPolicy()).masking);
}
