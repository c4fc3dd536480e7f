import { isBarcode, isLuhn } from './checksums.ts';
import { digitGroups, digitsOf, type DigitGroup } from './digit-groups.ts';
import type { NumberCues } from './number-cues.ts';
import type { Sighting } from './sighting.ts';

/** Digits with at most one space or hyphen between two of them; a run that goes on is no shorter than it is. */
const run = /(?<!\d[ -]?)\d(?:[ -]?\d){12,}/g;

/** The ways in which issuers and people group a card's digits. */
const groupings: readonly (readonly number[])[] = [
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 3, 3, 3],
  [8, 8],
];

/** First digits and lengths of the payment networks (ISO/IEC 7812 as they publish it). */
const issued =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|220[0-4]|9792|9704)\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11}(?:\d\d)?|35(?:2[89]|[3-8]\d)\d{12,15}|(?:6011|64[4-9]\d|65\d\d|62\d\d|81[0-7]\d|508\d|60[68]\d|63\d\d|50\d\d|5[6-8]\d\d|67\d\d|82\d\d)\d{12,15})$/;

/** Payment cards: of a network's first digits and length, with the right check digit. */
export function findCards(plain: string, cues: NumberCues): Sighting[] {
  const found: Sighting[] = [];
  for (const { index, 0: digits } of plain.matchAll(run)) {
    const groups = digitGroups(plain, index, index + digits.length);
    for (let first = 0; first < groups.length; first += 1) {
      const card = cardAt(plain, groups, first, cues);
      if (card === undefined) continue;
      found.push({ kind: 'card', start: card[0]?.start ?? 0, end: card.at(-1)?.end ?? 0 });
      first += card.length - 1;
    }
  }
  return found;
}

function cardAt(
  plain: string,
  groups: readonly DigitGroup[],
  first: number,
  cues: NumberCues,
): readonly DigitGroup[] | undefined {
  const start = groups[first];
  if (start === undefined) return undefined;
  if (start.digits.length >= 13)
    return groups.length === 1 && isWholeCard(plain, start, cues) ? [start] : undefined;
  if (start.digits.length % 4 !== 0) return undefined;
  if (first === 0 && /[\w.#$€£¥]/.test(plain.charAt(start.start - 1))) return undefined;
  for (const grouping of groupings) {
    const card = groups.slice(first, first + grouping.length);
    const isGrouped = grouping.every((length, place) => card[place]?.digits.length === length);
    if (isGrouped && isOneHand(plain, card) && isCard(digitsOf(card))) return card;
  }
  return undefined;
}

const isCard = (digits: string): boolean => issued.test(digits) && isLuhn(digits);

/** What is grouped by hyphens is not grouped by spaces. */
function isOneHand(plain: string, card: readonly DigitGroup[]): boolean {
  const between = new Set(card.slice(1).map(({ start }) => plain.charAt(start - 1)));
  return between.size === 1;
}

/** Ungrouped, it has to be told from the ids of everything else: one in ten of those has the right check digit, too. */
function isWholeCard(plain: string, { digits, start, end }: DigitGroup, cues: NumberCues): boolean {
  if (!isCard(digits)) return false;
  const meaning = cues.before(start);
  if (meaning === 'card') return true;
  if (meaning === 'other' || isBarcode(digits)) return false;
  return !/[\w/#=&.@-]/.test(plain.charAt(start - 1)) && !/^(?:[\w/@-]|\.\d)/.test(plain.slice(end, end + 2));
}
