import { isMod97 } from './checksums.ts';
import type { Sighting } from './sighting.ts';

/** Length by country, of the registry of ISO 13616 (SWIFT, release 99). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'NO15 BE16 DK18 FI18 FO18 GL18 NL18 SD18 FK18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 MN20 ' +
    'CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 ' +
    'AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 ' +
    'BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28 SV28 ' +
    'BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const start = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9])/g;

/** Bank accounts: of a length that their country has, with the right check digits, grouped in any way or not at all. */
export function findIbans(plain: string): Sighting[] {
  const found: Sighting[] = [];
  for (const { index, 0: head } of plain.matchAll(start)) {
    const length = lengths[head.slice(0, 2).toUpperCase()];
    const last = found.at(-1);
    if (length === undefined || (last !== undefined && index < last.end)) continue;
    const end = endOfAccount(plain, index, length);
    if (end !== undefined && isMod97(plain.slice(index, end).replace(/[ -]/g, '').toUpperCase()))
      found.push({ kind: 'iban', start: index, end });
  }
  return found;
}

const letterOrDigit = /[A-Za-z0-9]/;

/** Where so many letters and digits end, at most one space or hyphen between two of them. */
function endOfAccount(plain: string, from: number, length: number): number | undefined {
  let seen = 0;
  let at = from;
  while (seen < length) {
    const sign = plain.charAt(at);
    if (letterOrDigit.test(sign)) seen += 1;
    else if (!/[ -]/.test(sign) || !letterOrDigit.test(plain.charAt(at - 1))) return undefined;
    at += 1;
  }
  return letterOrDigit.test(plain.charAt(at)) ? undefined : at;
}
