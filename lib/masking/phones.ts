import { callingCode } from './calling-codes.ts';
import { digitGroups, digitsOf, type DigitGroup } from './digit-groups.ts';
import { isDateLike, isNationalPhone } from './national-phones.ts';
import type { NumberCues } from './number-cues.ts';
import type { Sighting } from './sighting.ts';

/** Digits with what may stand between two groups of a phone number; the signs and the digits don't overlap, so it is linear. */
const run = /(?<!\d)[+(]{0,2}\d(?:(?: ?[-./)(]{1,2} ?| )?\d){4,}/g;

/** `+48.8566140`, and ISO 6709: `+4953-09709`. */
const coordinate = /^\+\d+\.\d+$|^\+\d{4}(?:\d\d)?-[01]\d{4}(?:\d\d)?$/;

interface Candidate {
  readonly plain: string;
  /** What begins it, its `+` or bracket included. */
  readonly start: number;
  readonly groups: readonly DigitGroup[];
}

/**
 * Phone numbers: behind a calling code, of as many digits as its country has; of a shape that nothing else has; or any
 * that a word before them calls one.
 */
export function findPhones(plain: string, cues: NumberCues): Sighting[] {
  const found: Sighting[] = [];
  let lastCalled = -Infinity;
  for (const { index, 0: written } of plain.matchAll(run)) {
    const candidate = { plain, start: index, groups: digitGroups(plain, index, index + written.length) };
    // 「電話 … 、…」: a second one behind the first.
    const isNext =
      index - lastCalled <= 6 &&
      /^ ?(?:[,、;/]|or|oder|ou|o|und|and|et|y|e|或|أو) ?$/.test(plain.slice(lastCalled, index));
    const meaning = isNext ? 'phone' : cues.before(index);
    const end =
      international(candidate) ?? (meaning === 'phone' ? called(candidate) : national(candidate, meaning));
    if (end === undefined) continue;
    found.push({ kind: 'phone', start: index, end });
    if (meaning === 'phone') lastCalled = end;
  }
  return found;
}

/** Where the number behind a `+`, `00` or in a `tel:` address ends. */
function international({ plain, start, groups }: Candidate): number | undefined {
  const [first] = groups;
  if (first === undefined) return undefined;
  const hasPlus = plain.slice(start, first.start).includes('+');
  const isDialled = !hasPlus && first.digits.startsWith('00');
  if (!hasPlus && !isDialled) return undefined;
  if (
    /[\w)\]]/.test(plain.charAt(start - 1)) &&
    !/tel|fon|phone|mob|fax|\b[tmpf]$/i.test(plain.slice(Math.max(0, start - 6), start))
  )
    return undefined;
  const all = digitsOf(groups);
  const digits = isDialled ? all.slice(2) : all;
  const code = callingCode(digits);
  if (code === undefined) return undefined;
  const skipped = code.length + (isDialled ? 2 : 0);
  let count = -skipped;
  let end: number | undefined;
  for (const group of groups) {
    count += group.digits.length;
    if (count > code.most + 1) break;
    const behind = all.slice(skipped, skipped + Math.max(0, count));
    const significant = /^0[1-9]/.test(behind) ? [count, count - 1] : [count];
    if (significant.some((length) => length >= code.fewest && length <= code.most)) end = group.end;
  }
  if (end === undefined || /^0{2}|0{6}$/.test(all.slice(skipped))) return undefined;
  const written = plain.slice(start, end);
  // `00441234567` is as well the number of an order.
  if (coordinate.test(written) || (isDialled && groups.length === 1 && all.length < 12)) return undefined;
  if (code.length === 1 && digits.startsWith('1') && !/^1[2-9]\d\d[2-9]/.test(digits)) return undefined;
  return isMeasure(plain, end) ? undefined : end;
}

/** Where the number ends that is called a phone number: of 6 to 15 digits. */
function called(candidate: Candidate): number | undefined {
  const { plain, start, groups } = candidate;
  const parts = candidate.groups.length === 1 ? [groups] : [groups, beforeSlash(plain, groups)];
  for (const part of parts) {
    const end = part.at(-1)?.end ?? start;
    const length = digitsOf(part).length;
    const written = plain.slice(start, end);
    if (length < 6 || length > 15 || isDateLike(written) || isMeasure(plain, end)) continue;
    // `1.5.0 12` and a row of small numbers: what people dial has a longer group.
    const isRow = part.every(({ digits }) => digits.length < 3) && length < 8;
    if (isRow || part.filter(({ digits }) => digits.length === 1).length > 3) continue;
    return end;
  }
  return undefined;
}

/** Two numbers with a stroke between them are one run. */
function beforeSlash(plain: string, groups: readonly DigitGroup[]): readonly DigitGroup[] {
  const cut = groups.findIndex(
    ({ end }, place) =>
      place < groups.length - 1 &&
      plain.slice(end, groups[place + 1]?.start).includes('/') &&
      digitsOf(groups.slice(0, place + 1)).length >= 7,
  );
  return cut === -1 ? [] : groups.slice(0, cut + 1);
}

/** Of a shape that tells; where another thing is named before it, it is that thing's number. */
function national(
  { plain, start, groups }: Candidate,
  meaning: ReturnType<NumberCues['before']>,
): number | undefined {
  if (meaning !== undefined || /[\w#$€£¥&=%@/.,:+\\-]/.test(before(plain, start))) return undefined;
  const parts = [groups, beforeSlash(plain, groups)];
  for (const part of parts) {
    const end = part.at(-1)?.end ?? start;
    if (isNationalPhone(plain.slice(start, end)) && !isPartOfMore(plain, end)) return end;
  }
  return undefined;
}

/** The sign before; a colon and a point only where nothing is between. */
const before = (plain: string, start: number): string =>
  /[:.,]/.test(plain.charAt(start - 1)) && !/\d/.test(plain.charAt(start - 2)) ? '' : plain.charAt(start - 1);

function isMeasure(plain: string, end: number): boolean {
  return /^ ?(?:[%°€$£¥]|円|元|ユーロ|EUR\b|USD\b|km\b|kg\b)|^[,.]\d/.test(plain.slice(end, end + 5));
}

function isPartOfMore(plain: string, end: number): boolean {
  return isMeasure(plain, end) || /^(?:[\w@#=]|[:/-]\w| [-/+*=] ?\d)/.test(plain.slice(end, end + 4));
}
