import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from '../../lib/protocol/quotation.ts';

/** Put together here, so that nothing in this file looks like a credential. */
const jwt = [{ alg: 'none' }, { sub: 'u1' }].map((part) => btoa(JSON.stringify(part))).join('.');

it.each([
  ['Chat not found', 'Chat not found'],
  ['  two\n\tlines \u0000 ', 'two lines'],
  ['turned \u202e around', 'turned around'],
  [`bad ${jwt}!`, 'bad •••!'],
  ['Authorization: Bearer abc.def-1', 'Authorization: Bearer •••'],
  ['{"refresh_token":"r-1","a":1}', '{"refresh_token":"•••","a":1}'],
  ['?token=abc&x=1', '?token=•••&x=1'],
  ['token is missing', 'token is missing'],
  [' \n ', undefined],
])('R14: %j is quoted as %j', (words, expected) => {
  expect(quote(words)).toBe(expected);
});

it('R14: a quotation is one line of at most 300 characters, and never holds half a character', () => {
  const half = /[\ud800-\udbff](?![\udc00-\udfff])/;
  expect(quote(`${'a'.repeat(298)}😀😀`)).toBe(`${'a'.repeat(298)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (words) => {
      const quoted = quote(words) ?? '';
      expect(quoted.length).toBeLessThanOrEqual(300);
      expect(quoted).not.toMatch(/\p{Cc}/u);
      expect(half.test(quoted)).toBe(false);
    }),
  );
});

it('R14: the token in use is blotted out, wherever it stands and however it looks', () => {
  const opaque = fc.string({
    unit: fc.constantFrom('a', 'b', 'X', 'Y', '0', '9', '-', '_', '.'),
    minLength: 12,
    maxLength: 60,
  });
  fc.assert(
    fc.property(opaque, fc.string({ maxLength: 1500 }), fc.string(), (secret, before, after) => {
      expect(quote(before + secret + after, [secret]) ?? '').not.toContain(secret);
    }),
  );
});

it.each([
  ['abc', 'abc is not abcd', '••• is not abcd'],
  ['a', 'a: at least', '•••: at least'],
  ['abcd', 'xabcdx ABCD', 'x•••x •••'],
  ['^$.*+?()[]{}|\\/-', 'so: ^$.*+?()[]{}|\\/-!', 'so: •••!'],
  ['a b&c', 'a%20b%26c a+b%26c a%20b%26C', '••• ••• •••'],
  ['q"q\\q', 'q\\"q\\\\q', '•••'],
  ['grüße', 'gr\\u00fc\\u00DFe gr%C3%BC%c3%9fe', '••• •••'],
  ['half \ud800', 'half \ud800', '•••'],
  ['', 'all of it', 'all of it'],
  ['  ', 'all of it', 'all of it'],
])('R14: the secret %j is blotted out of %j', (secret, words, expected) => {
  expect(quote(words, [secret])).toBe(expected);
});

it('R14: of two secrets, one the beginning of the other, nothing of the longer one is left', () => {
  expect(quote('it was hunter22', ['hunter', 'hunter22'])).toBe('it was •••');
});

it('R14: a password of any characters is blotted out, also as URLs, forms and JSON write it', () => {
  const password = fc
    .string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
    .filter((text) => /\S{8}/u.test(text));
  const spelling = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => encodeURIComponent(text),
    (text) => new URLSearchParams({ p: text }).toString().slice(2),
    (text) => JSON.stringify(text).slice(1, -1),
  );
  fc.assert(
    fc.property(password, spelling, (secret, spell) => {
      expect(quote(`<${spell(secret)}>`, [secret])).toBe('<•••>');
    }),
  );
});
