/** RFC 3492: a label's part behind `xn--` → the letters that it stands for. null: it stands for none. */
export function decodePunycode(encoded: string): string | null {
  const cut = encoded.lastIndexOf('-');
  const letters = encoded.slice(0, Math.max(cut, 0)).split('');
  let rest = encoded.slice(cut + 1);
  let code = 128;
  let place = 0;
  let bias = 72;
  while (rest !== '') {
    const before = place;
    let weight = 1;
    for (let k = 36; ; k += 36) {
      const digit = Number.parseInt(rest.charAt(0), 36);
      if (Number.isNaN(digit)) return null;
      // Digits are a–z and then 0–9; a number of base 36 has them the other way round.
      const value = digit < 10 ? digit + 26 : digit - 10;
      rest = rest.slice(1);
      place += value * weight;
      const least = Math.min(Math.max(k - bias, 1), 26);
      if (value < least) break;
      weight *= 36 - least;
    }
    const length = letters.length + 1;
    bias = adapted(place - before, length, before === 0);
    code += Math.floor(place / length);
    place %= length;
    if (code > 0x10ffff) return null;
    letters.splice(place, 0, String.fromCodePoint(code));
    place += 1;
  }
  return letters.join('');
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? 700 : 2));
  left += Math.floor(left / length);
  let k = 0;
  for (; left > 455; k += 36) left = Math.floor(left / 35);
  return k + Math.floor((36 * left) / (left + 38));
}
