/**
 * A text in the characters that values are written in by default: digits, signs and Latin letters of full width, digits of
 * Arabic, Persian and Indic scripts, spaces and dashes of every kind. Unit for unit, so that a place in it is one in the text.
 */
export function plainForm(text: string): string {
  return text
    .replace(foreign, (sign) => plain.get(sign) ?? sign)
    .replace(/(?<=\d)[\u30fc\u4e00](?=\d)/g, '-');
}

/** Scripts whose ten digits stand in a row, from zero on. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

function plainSigns(): Map<string, string> {
  const signs = new Map<string, string>();
  for (const zero of zeros)
    for (let digit = 0; digit < 10; digit += 1) signs.set(String.fromCharCode(zero + digit), String(digit));
  // The full-width forms are ASCII, moved.
  for (let code = 0x21; code < 0x7f; code += 1)
    signs.set(String.fromCharCode(code + 0xfee0), String.fromCharCode(code));
  // A mark of direction stands where a space could: between a word and a number.
  for (const space of '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200e\u200f\u061c\u200b')
    signs.set(space, ' ');
  for (const dash of '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u00ad') signs.set(dash, '-');
  return signs;
}

const plain = plainSigns();
const foreign = new RegExp(`[${[...plain.keys()].join('')}]`, 'g');
