const above: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('0123456789+-=()', (sign, at) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'.charAt(at)])),
  '−': '⁻',
  n: 'ⁿ',
  i: 'ⁱ',
};
const below: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('0123456789+-=()', (sign, at) => [sign, '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'.charAt(at)])),
  '−': '₋',
};
/** Longer is a sentence that is set small. */
const longest = 12;

/**
 * What a `sup` or `sub` of digits says, in characters of the same looks: 10⁶ must not become 106. Undefined where it says
 * other things (a 1st stays one).
 */
export function raised(element: Element): string | undefined {
  const text = (element.textContent ?? '').trim();
  const table = element.localName === 'sup' ? above : below;
  if (text === '' || text.length > longest || !/\d|^[ni]$/.test(text)) return undefined;
  const signs = Array.from(text, (sign) => table[sign]);
  return signs.includes(undefined) ? undefined : signs.join('');
}
