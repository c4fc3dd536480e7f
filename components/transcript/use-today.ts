import { useEffect, useState } from 'react';
import { dayStart, nextDay } from '../../lib/view/day-marks.ts';

/**
 * Midnight of the day that it is, epoch ms: another one once midnight passes.
 * @param isShown whether anything depends on it: nothing waits for midnight otherwise
 */
export function useToday(isShown: boolean): number {
  const [today, setToday] = useState(() => dayStart(Date.now()));
  useEffect(() => {
    if (!isShown) return;
    const left = nextDay(today) - Date.now();
    // A panel that was empty overnight is told at once.
    const next = setTimeout(() => setToday(dayStart(Date.now())), left <= 0 ? 0 : Math.max(1_000, left));
    return () => clearTimeout(next);
  });
  return today;
}
