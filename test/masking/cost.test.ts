import fc from 'fast-check';
import { it } from 'vitest';
import { mask } from '../../lib/masking/mask.ts';
import { maskKinds as kinds } from '../../lib/shared/mask-kind.ts';
import { scaled } from '../run/scale.ts';

/** Beginnings, ends and middles of what is looked for: repeated, they are what a careless expression starves on. */
const pieces = [
  ...[
    'a',
    '1',
    '1 ',
    'A1b',
    '@',
    'a@',
    'a@a.',
    '%40',
    '.',
    '-',
    '_',
    '/',
    '://',
    '://a:',
    '=',
    ':',
    '"',
    ' ',
    '\n',
  ],
  ...[
    '+1 ',
    '+49 ',
    '00',
    '(0',
    '0)',
    '01-',
    '١',
    '4111 ',
    'GB12',
    'GB12 ',
    'tel ',
    'tel 1',
    'card number ',
    '電話',
  ],
  ...[
    'eyJ',
    'eyJaaaaaaaa.',
    'sk-',
    'SG.',
    'ABCDE-',
    'Bearer ',
    'password',
    'token=',
    'secret: "',
    '[email 1]',
  ],
  ...[
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    '[at]',
    '[dot]',
    'is ',
    'é',
    'の',
  ],
];

function fastest(text: string): number {
  const times = Array.from({ length: 2 }, () => {
    const begun = performance.now();
    mask(text, { kinds });
    return performance.now() - begun;
  });
  return Math.min(...times);
}

const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

it('costs no more than its length, whatever stands in the text', () => {
  const prose = fastest(repeated('The quick brown fox jumps over the lazy dog, 12 times a day. ', 400_000));
  // What is hostile costs some times as much as prose; what grows with the square costs a thousand times as much.
  const most = Math.max(prose, 20) * 30;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }),
      (unit) => fastest(repeated(unit.join(''), 400_000)) < most,
    ),
    { numRuns: scaled(100), examples: pieces.map((piece) => [[piece]]) },
  );
});
