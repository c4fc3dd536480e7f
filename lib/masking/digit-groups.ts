/** Digits that belong together, and what stands between them and the digits before: a run of a number as people write it. */
export interface DigitGroup {
  readonly digits: string;
  /** UTF-16 units; `end` is behind the last digit. */
  readonly start: number;
  readonly end: number;
}

/** Without what stands between them. */
export function digitsOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ digits }) => digits).join('');
}

/** The digits from `start` to `end`, by groups. */
export function digitGroups(plain: string, start: number, end: number): DigitGroup[] {
  return Array.from(plain.slice(start, end).matchAll(/\d+/g), ({ index, 0: digits }) => ({
    digits,
    start: start + index,
    end: start + index + digits.length,
  }));
}
