import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../lib/masking/mask.ts';
import { maskAgain, maskedIn, maskedPieces, unmask } from '../../lib/masking/unmask.ts';
import { maskKinds as kinds } from '../../lib/shared/mask-kind.ts';
import { scaled } from '../run/scale.ts';
import { createMadeSecrets } from './made-secrets.ts';

const secret = createMadeSecrets(7);

describe('masking a text', () => {
  it('numbers each kind by itself, and gives the same value the same placeholder, however it is written', () => {
    const text =
      'Ann <ann@example.com>, Bob <bob@example.com>, ANN@EXAMPLE.COM; +49 30 23125012, 0049 (0)30 23125-012, ' +
      '4111 1111 1111 1111 is 4111-1111-1111-1111';
    expect(mask(text, { kinds }).text).toBe(
      'Ann <[email 1]>, Bob <[email 2]>, [email 1]; [phone 1], [phone 1], [card 1] is [card 1]',
    );
  });

  it('keeps the value as it was written first', () => {
    const value = secret('github');
    expect(mask(`The key is ${value}.`, { kinds })).toEqual({
      text: 'The key is [key 1].',
      items: [{ placeholder: '[key 1]', kind: 'key', value }],
    });
    expect(mask('ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', { kinds }).items[0]?.value).toBe(
      'ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ',
    );
  });

  it('leaves kinds alone that nobody asked for, and takes none of their values for another kind', () => {
    const text = 'ann@example.com 4111 1111 1111 1111 DE89 3704 0044 0532 0130 00';
    expect(mask(text, { kinds: ['email'] }).text).toBe(
      '[email 1] 4111 1111 1111 1111 DE89 3704 0044 0532 0130 00',
    );
    expect(mask(text, { kinds: ['phone'] })).toEqual({ text, items: [] });
    expect(mask(text, { kinds: [] })).toEqual({ text, items: [] });
  });

  it('gives no number that the page has already', () => {
    const { text, items } = mask('As [email 1] wrote to ann@example.com and [email 3]: bob@example.com', {
      kinds,
    });
    expect(text).toBe('As [email 1] wrote to [email 2] and [email 3]: [email 4]');
    expect(unmask(text, items)).toBe('As [email 1] wrote to ann@example.com and [email 3]: bob@example.com');
  });

  it('goes on where the chat has got to', () => {
    const known = mask('ann@example.com, bob@example.com', { kinds }).items;
    expect(mask('Cara cara@example.com and Bob bob@example.com', { kinds, known }).text).toBe(
      'Cara [email 3] and Bob [email 2]',
    );
    // The page has brought `[email 2]` along: for Bob it would mean two things.
    expect(mask('[email 2] is bob@example.com', { kinds, known }).text).toBe('[email 2] is [email 3]');
  });

  it('knows an e-mail address within an address of the web, and a password within one of a server', () => {
    expect(mask('https://example.com/?to=ann%40example.com&x=1', { kinds }).text).toBe(
      'https://example.com/?to=[email 1]&x=1',
    );
    const password = secret('password');
    expect(mask(`redis://default:${password}@10.0.0.1:6379`, { kinds }).items).toMatchObject([
      { kind: 'key', value: password },
    ]);
  });

  it('holds whatever the text: no value stays, and unmasked it is the text again', () => {
    const values = fc.constantFrom(
      'ann@example.com',
      '+49 30 23125012',
      '(415) 555-0132',
      '4111 1111 1111 1111',
      'DE89 3704 0044 0532 0130 00',
      secret('openai'),
      secret('jwt'),
      '[email 1]',
      '[key 2]',
    );
    const words = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.oneof(values, words), { maxLength: 20 }), (parts) => {
        const text = parts.join(' ; ');
        const masked = mask(text, { kinds });
        expect(unmask(masked.text, masked.items)).toBe(text);
        expect(
          maskedPieces(masked.text, masked.items)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(masked.text);
        expect(maskedIn(masked.text, masked.items)).toEqual(masked.items);
        expect(new Set(masked.items.map(({ placeholder }) => placeholder)).size).toBe(masked.items.length);
        for (const { placeholder } of masked.items) expect(text).not.toContain(placeholder);
      }),
      { numRuns: scaled(2_000) },
    );
  });
});

describe('taking one back', () => {
  const { text, items } = mask('ann@example.com and bob@example.com, ann@example.com', { kinds });
  const [ann, bob] = items;

  it('puts one value in its place, wherever it stands, also in a text that was edited', () => {
    expect(unmask(text, ann === undefined ? [] : [ann])).toBe(
      'ann@example.com and [email 2], ann@example.com',
    );
    expect(unmask(`Now: ${text.slice(0, 9)}`, items)).toBe('Now: ann@example.com');
  });

  it('masks it again, and no part of a longer word', () => {
    if (bob === undefined) throw new Error('Bob is there');
    expect(maskAgain('bob@example.com, bob@example.community, abob@example.com', bob)).toBe(
      '[email 2], bob@example.community, abob@example.com',
    );
    expect(maskAgain('', bob)).toBe('');
  });

  it('knows what still stands in the text', () => {
    expect(maskedIn('[email 2] alone', items)).toEqual([bob]);
    expect(maskedIn('', items)).toEqual([]);
  });
});
