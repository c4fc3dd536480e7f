const counts = new Intl.NumberFormat('en');

/** 7940 → "7,940". */
export const formatCount = (count: number): string => counts.format(count);

/** 620 of 1000 → "62 %". Never says 0 % of something or 100 % of less than all. */
export function formatShare(part: number, whole: number): string {
  if (part >= whole) return '100 %';
  const percent = Math.round((part / whole) * 100);
  return `${Math.min(99, Math.max(part > 0 ? 1 : 0, percent))} %`;
}
