/**
 * Digits that follow a country's calling code: fewest and most (ITU-T E.164 and the national numbering plans). Of a code that
 * is not here: `usual`. libphonenumber knows each country's ranges as well; what it adds in precision behind a `+` is little,
 * and its tables are ten times the rest of this room.
 */
const usual: Span = [7, 11];

type Span = readonly [fewest: number, most: number];

/** `code:digits` or `code:fewest-most`. */
const plans: ReadonlyMap<string, Span> = new Map(
  (
    '1:10 7:10 20:8-10 27:9 30:10 31:9 32:8-9 33:9 34:9 36:8-9 39:8-11 40:9 41:9 43:7-12 44:9-10 45:8 46:7-10 47:8 48:9 49:7-12 ' +
    '51:8-9 52:10 53:8 54:10-11 55:10-11 56:9 57:10 58:10 60:8-10 61:9 62:8-12 63:8-10 64:8-10 65:8 66:8-9 81:9-10 82:8-10 84:9-10 ' +
    '86:9-11 90:10 91:10 92:9-10 93:9 94:9 95:7-10 98:10 211:9 212:9 213:8-9 216:8 218:8-9 220:7 221:9 222:8 223:8 224:8-9 225:10 226:8 227:8 ' +
    '228:8 229:8-10 230:7-8 231:7-9 232:8 233:9 234:8-10 235:8 236:8 237:9 238:7 239:7 240:9 241:7-8 242:9 243:9 244:9 249:9 250:9 251:9 ' +
    '252:7-9 253:8 254:9-10 255:9 256:9 257:8 258:8-9 260:9 261:9 262:9 263:8-10 264:8-9 265:7-9 266:8 267:7-8 268:8 269:7 350:8 351:9 352:6-11 ' +
    '353:7-9 354:7 355:8-9 356:8 357:8 358:6-11 359:8-9 370:8 371:8 372:7-8 373:8 374:8 375:9 376:6 377:8-9 378:8-10 380:9 381:8-9 ' +
    '382:8 383:8 385:8-9 386:8 387:8-9 389:8 420:9 421:9 423:7 501:7 502:8 503:8 504:8 505:8 506:8 507:7-8 509:8 591:8 592:7 593:8-9 595:9 ' +
    '597:6-7 598:8 670:7-8 673:7 852:8 853:8 855:8-9 856:8-10 880:8-10 886:8-9 960:7 961:7-8 962:8-9 963:8-9 964:8-10 965:8 966:8-9 ' +
    '967:7-9 968:8 970:8-9 971:8-9 972:8-9 973:8 974:8 975:7-8 976:8 977:8-10 992:9 993:8 994:9 995:9 996:9 998:9'
  )
    .split(' ')
    .map((plan) => {
      const [code = '', digits = ''] = plan.split(':');
      const [fewest = 0, most = fewest] = digits.split('-').map(Number);
      return [code, [fewest, most]] as const;
    }),
);

/** Codes of three digits that are in use, and not in the table: islands, satellites, freephone. */
const others =
  /^(?:29[0-9]|29[1789]|500|508|59[0469]|59[01]|67[2-9]|68[0-9]|69[0-2]|800|808|87[08]|88[1238]|979)/;

export interface CallingCode {
  readonly length: number;
  readonly fewest: number;
  readonly most: number;
}

/** The calling code that these digits begin with; undefined: none does. No code begins another one. */
export function callingCode(digits: string): CallingCode | undefined {
  for (let length = 1; length <= 3; length += 1) {
    const plan = plans.get(digits.slice(0, length));
    if (plan !== undefined) return { length, fewest: plan[0], most: plan[1] };
  }
  return others.test(digits) ? { length: 3, fewest: usual[0], most: usual[1] } : undefined;
}
