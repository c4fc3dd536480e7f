import { useEffect } from 'react';
import type { Panel } from '../../lib/view/panel.ts';

/** ms between two looks. */
const pause = 30_000;

/** Whoever comes back to a panel that waits for a sign-in may find a platform that asks for none any more. */
export function useLookAgain({ store, actions }: Panel): void {
  useEffect(() => {
    let last = -Infinity;
    const look = (): void => {
      const { status, isAccountOpen } = store.state();
      if (document.hidden || status.kind !== 'sign-in-needed' || isAccountOpen) return;
      if (performance.now() - last < pause) return;
      last = performance.now();
      actions.reconnect();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [store, actions]);
}
