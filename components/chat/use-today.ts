import { useEffect, useState } from 'react';
import { dayStart, nextDay } from '../../lib/view/day-marks.ts';

/** Midnight of the day that it is, epoch ms: another one once midnight passes. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayStart(Date.now()));
  useEffect(() => {
    const now = Date.now();
    const next = setTimeout(() => setToday(dayStart(Date.now())), Math.max(1_000, nextDay(today) - now));
    return () => clearTimeout(next);
  });
  return today;
}
