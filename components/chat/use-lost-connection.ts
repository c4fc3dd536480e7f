import { useEffect, useState } from 'react';
import { usePanelState } from '../../lib/view/use-panel.ts';

/** ms. A worker that starts anew is back sooner, and nobody has to know of it. */
const patience = 600;

/** Whether an answer in progress has been without a connection for longer than a moment. @param answerId null: there is none */
export function useLostConnection(answerId: string | null): boolean {
  const isWithout = usePanelState(({ status }) => status.kind !== 'connected') && answerId !== null;
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (!isWithout) return setLost(false);
    const timer = setTimeout(() => setLost(true), patience);
    return () => clearTimeout(timer);
  }, [isWithout]);
  return isLost && isWithout;
}
