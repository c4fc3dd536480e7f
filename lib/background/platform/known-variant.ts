import type { KnownWay } from '../../config/known-way.ts';
import type { Clock } from '../../shared/clock.ts';
import type { VariantRecord } from '../../transport/websocket-v1/variant.ts';

/** Where v1 is chosen: which of its servers it is, beside what *automatic* may know of the place. */
export function knownVariant(
  { known, keep }: { readonly known: KnownWay | null; readonly keep: (known: KnownWay) => void },
  { now }: Pick<Clock, 'now'>,
): VariantRecord {
  const first = { way: 'v1', path: null, why: null, socket: 'v1', looks: 0 } as const;
  let latest: KnownWay | null = known;
  return {
    remembered: known?.variant ?? null,
    found(variant) {
      latest = { ...(latest ?? { ...first, lookedAt: now() }), variant: variant ?? undefined };
      keep(latest);
    },
  };
}
