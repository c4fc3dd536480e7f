import { isIsbn10 } from './checksums.ts';

/**
 * National numbers that show by their shape what they are, though no word says so. Groups are told by what stands between
 * them: `~` is one space or hyphen, `.` a full stop as well. Shapes that prices, dates and counts share need a word before them.
 */
const shapes: readonly RegExp[] = [
  // North America: 415-555-0132, (415) 555-0132, 1 800 555 0199
  /^(?:1[ .-])?(?:\([2-9]\d\d\) ?[2-9]\d\d[ .-]|[2-9]\d\d([ .-])[2-9]\d\d\1)\d{4}$/,
  // France, Morocco, Belgium: 06 12 34 56 78
  /^0[1-9](?:([ .-])\d\d(?:\1\d\d){3})$/,
  /^0 8\d\d(?: \d\d){3}$|^0 8\d\d \d{3} \d{3}$/,
  // Spain: 612 34 56 78, 91 123 45 67
  /^[6-9]\d\d[ .]\d\d[ .]\d\d[ .]\d\d$|^[89]\d[ .]\d{3}[ .]\d\d[ .]\d\d$/,
  // Brazil: (11) 91234-5678, 11 91234-5678, (21) 3456-7890
  /^\(?0?[1-9]\d\)?[ -]?9\d{4}-\d{4}$|^\(0?[1-9]\d\) ?[2-5]\d{3}[- ]\d{4}$/,
  // Russia: 8 (495) 123-45-67
  /^8[ -]?\(?[3489]\d\d\)?[ -]\d{3}[ -]\d\d[ -]\d\d$/,
  // China, service numbers: 400-123-4567, 400-1234-567; mobile ones: 138 1234 5678
  /^[48]00[ -](?:\d{3}[ -]\d{4}|\d{4}[ -]\d{3})$|^1[3-9]\d[ -]\d{4}[ -]\d{4}$/,
];

/** With an area code in parentheses, of all countries: (030) 123-4567, (02) 9876 5432. A year in them is a volume's. */
const bracketed = /^\((?!(?:19|20)\d\d\))(?:0[1-9]\d{0,3}|[1-9]\d{1,4})\)[ -]?\d{2,8}(?:[ -]\d{2,5}){0,3}$/;

/** Trunk prefix, area, number: 030 1234567, 020 7946 0958, 03-1234-5678, 0711/123456, 050 123 4567. */
const trunk = /^0[1-9]\d{0,4}(?: ?[-/] ?| )\d{2,8}(?:[ -]\d{2,5}){0,4}$/;
/** A postal code of New England: 02110-1301. */
const zip = /^0\d{4}-\d{4}$/;
const brackets = /^0[1-9]\d{0,4} ?\(\d{2,4}\) ?\d{3,4}$/;

/** Mobile numbers without any group, where a country's people write them so. */
const whole = /^(?:0[4-7]\d{8}|0(?:1\d|7\d|[89]0)\d{8}|1[3-9]\d{9})$/;

/** Sizes of memory are written out more often than this person calls. */
const twoTo34 = '17179869184';

/** A row of numbers of one width, filled up with zeros: bytes, code points. */
const filled = /^0\d(?: \d\d)+$|^0\d{3}(?: 0\d{3})+$/;

/** Dates and points in time that are written of the same signs. */
const date = /(?:^|\D)(?:\d{1,2}([-./ ])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-./])\d{1,2}\2\d{1,2})(?:\D|$)/;

/** Four bytes in decimal. */
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Pairs that only grow are drawn in a lottery. */
function isAscending(written: string): boolean {
  const pairs = written.split(' ');
  return pairs.every((pair, place) => pair.length === 2 && (place === 0 || pair > (pairs[place - 1] ?? '')));
}

export function isDateLike(written: string): boolean {
  return date.test(written) || address.test(written);
}

/** Whether digits with what stands between them are a phone number even though nothing says so. */
export function isNationalPhone(written: string): boolean {
  if (isDateLike(written) || zip.test(written)) return false;
  const digits = written.replace(/\D/g, '');
  if (whole.test(written)) return !isIsbn10(digits) && digits !== twoTo34;
  if (isAscending(written)) return false;
  if (shapes.some((shape) => shape.test(written))) return true;
  if (digits.length < 9 || digits.length > 12) return false;
  return bracketed.test(written) || (!filled.test(written) && trunk.test(written)) || brackets.test(written);
}
