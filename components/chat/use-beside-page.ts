import { useEffect, useState } from 'react';
import type { BesidePage } from '../../lib/shared/beside-page.ts';
import { usePanel } from '../../lib/view/use-panel.ts';

/** null until it is loaded; and for good where it can't be, as of an extension that was removed under its page. */
export function useBesidePage(): BesidePage | null {
  const { loadBesidePage } = usePanel();
  const [beside, setBeside] = useState<BesidePage | null>(null);
  useEffect(() => {
    let isGone = false;
    loadBesidePage?.().then(
      (loaded) => isGone || setBeside(loaded),
      // What it would offer is not offered then.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [loadBesidePage]);
  return beside;
}
