/** Luhn's check, of digits alone (ISO/IEC 7812-1, annex B). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** ISO 7064 MOD 97-10 over digits and letters of an IBAN, its first four moved behind the rest (ISO 13616). */
export function isMod97(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const sign of moved) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Of 13 digits: the check of the numbers under bar codes (GTIN-13), and so of every ISBN-13. */
export function isBarcode(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1)
    sum += (digits.charCodeAt(digits.length - 1 - place) - 48) * (place % 2 === 0 ? 1 : 3);
  return digits.length === 13 && sum % 10 === 0;
}

/** Of ten digits: an ISBN-10. One phone number in eleven passes for one as well. */
export function isIsbn10(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1)
    sum += (digits.charCodeAt(place) - 48) * (10 - place);
  return digits.length === 10 && sum % 11 === 0;
}
