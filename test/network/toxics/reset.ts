import type { Effect } from '../effect.ts';
import { byteCount } from './byte-count.ts';

/** Both sides get an RST once `afterBytes` have passed; what was under way is lost. */
export interface Reset {
  readonly kind: 'reset';
  readonly afterBytes: number;
}

export function reset(afterBytes = 0): Reset {
  return { kind: 'reset', afterBytes };
}

export function resetEffect({ afterBytes }: Reset): Effect {
  return byteCount(afterBytes, 'reset');
}
