import type { Sighting } from './sighting.ts';

/** By what sites know in an address who somebody is, and what they may: whoever has the address is let in. */
const sessions =
  '(?:php|j|asp)?s(?:ess(?:ion)?)?[_-]?(?:id|key)\\w{0,12}|session|cftoken|auth(?:key|code)?|ticket|otp|jwt|hmac|invit(?:e|ation)';
/** What is as often something else; long ones are not. */
const perhaps = 'key|code|state|invite[_-]?code';

const inQuery = new RegExp(`[?&;#](?:(${sessions})|${perhaps})=([\\w.~%+-]{8,400})`, 'gi');

/** Session ids and the like in the query of an address, also where they are hexadecimal or short. */
export function findQuerySecrets(plain: string): Sighting[] {
  return [...plain.matchAll(inQuery)].flatMap(({ index, 0: whole, 1: session, 2: value = '' }) => {
    const isMixed = /\d/.test(value) && /[a-z]/i.test(value);
    if (!isMixed || value.length < (session === undefined ? 16 : 8)) return [];
    const end = index + whole.length;
    return [{ kind: 'key', start: end - value.length, end }];
  });
}
