import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../lib/search/fold.ts';
import { foldedText } from '../../lib/search/places.ts';
import { answerSnippet, markedText, snippet } from '../../lib/search/snippet.ts';
import { wantedWords, type WantedWords } from '../../lib/search/wanted-words.ts';
import { scaled } from '../run/scale.ts';

function wanted(query: string): WantedWords {
  const words = wantedWords(query);
  if (words === null) throw new Error('nothing is looked for');
  return words;
}

/** Hits in brackets. */
const shown = (pieces: readonly { text: string; isHit: boolean }[]): string =>
  pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

/** Of the letters that folding has most to do with. */
const letter = fc.constantFrom(
  ...[
    ..."aÄßﬁ é*`'-\n",
    'e\u0301',
    'İ',
    'ς',
    'Ｗ',
    'ｶﾞ',
    'が',
    '한',
    '\u1112\u1161\u11AB',
    'न्',
    'क़',
    'น้ำ',
    'نَ',
    'أ',
    '\u200B',
    '\u3000',
    '😀',
    '👨‍👩‍👧',
    '½',
  ],
);
const text = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join(''));

describe('the way back from what was folded', () => {
  it('leads to letters that fold to what was found', () => {
    fc.assert(
      fc.property(text, fc.boolean(), fc.nat(), fc.nat({ max: 8 }), (short, isLong, at, length) => {
        // Short and long texts are gone through in ways of their own.
        const original = isLong ? short + ' x'.repeat(300) : short;
        const folded = foldText(original);
        const start = folded === '' ? 0 : at % folded.length;
        const end = Math.min(folded.length, start + 1 + length);
        if (start >= end) return;
        const [place] = foldedText(original).originals([{ start, end }]);
        expect(foldText(original.slice(place?.start, place?.end))).toContain(folded.slice(start, end).trim());
      }),
      { numRuns: scaled(3_000) },
    );
  });

  it('is the same for many places at once', () => {
    fc.assert(
      fc.property(
        text,
        fc.boolean(),
        fc.array(fc.nat({ max: 5 }), { maxLength: 20 }),
        (short, isLong, lengths) => {
          const original = isLong ? short + ' x'.repeat(300) : short;
          const { folded, originals } = foldedText(original);
          let at = 0;
          const places = lengths.flatMap((length, n) => {
            const place = { start: at, end: at + length };
            at = place.end;
            // Some stand beside each other, and between some there is a distance.
            return n % 3 === 0 || length === 0 || place.end > folded.length ? [] : [place];
          });
          expect(originals(places)).toEqual(places.flatMap((place) => originals([place])));
        },
      ),
      { numRuns: scaled(3_000) },
    );
  });

  it('is short where the text is one long word', () => {
    const original = `${'漢'.repeat(50_000)}雨${'字'.repeat(50_000)}`;
    const { folded, originals } = foldedText(original);
    const start = folded.indexOf('雨');
    expect(originals([{ start, end: start + 1 }])).toEqual([{ start: 50_000, end: 50_001 }]);
  });
});

describe('what is shown of a place', () => {
  it.each([
    ['letters with their marks', 'kuche', 'In der Küche.', 'In der [Küche].'],
    ['both of what was folded into one', 'gross', 'Ein großes Haus', 'Ein [groß]es Haus'],
    ['each of several words', 'low tide', 'The tide is low.', 'The [tide] is [low].'],
    ['words in each other once', 'tide tidel', 'tideland', '[tidel]and'],
    ['all of a phrase', '"low tide"', 'Low  tide at low noon', '[Low tide] at low noon'],
    ['vowels on letters', 'שלום', 'אמר שָׁלוֹם.', 'אמר [שָׁלוֹם].'],
    ['a question as it was typed', 'tide', 'Is 2*3 a **high** `tide`?', 'Is 2*3 a **high** `[tide]`?'],
    ['a line', 'two', 'one\n\ntwo', 'one [two]'],
  ])('%s', (_, query, whole, expected) => {
    expect(shown(snippet(whole, wanted(query)))).toBe(expected);
  });

  const table = '| Place | Range |\n|:--|--:|\n| **Fundy** | 16 m |\n| Severn | 15 m |';
  it.each([
    ['emphasis', 'tide', 'A **high** `tide`, ~~low~~', 'A high [tide], low'],
    ['a phrase over its marks', '"low tide"', 'Low  *tide* at low noon', '[Low tide] at low noon'],
    ['a table', 'severn', `So:\n\n${table}`, 'So: Place Range Fundy 16 m [Severn] 15 m'],
    ['a heading and a list', 'moon', '## Why\n\n- the _moon_\n- [x] the sun', 'Why the [moon] the sun'],
    ['links', 'tides', 'See [the tides](https://a.test/x "y") ![a cat](c.png)', 'See the [tides] a cat'],
    ['code, to the letter', 'tide', '```js\ntide * 2 | 0;\n```', '[tide] * 2 | 0; '],
    ['a formula', 'period', 'The period $T$ is\n\n$$\n2\\pi\n$$', 'The [period] T is 2\\pi'],
    [
      'an address that is nowhere else',
      'a.test',
      'See [this](https://a.test/x)',
      'See [this](https://[a.test]/x)',
    ],
    ['a quotation', 'moon', '> the moon\n> pulls', 'the [moon] pulls'],
  ])('an answer as it is read: %s', (_, query, whole, expected) => {
    expect(shown(answerSnippet(whole, wanted(query)))).toBe(expected);
  });

  it('of a long answer is what stands around it, read as the table that it is a row of', () => {
    const row = (n: number): string => `| Harbour ${n} | **${n} m** |\n`;
    const long = `${'Before. '.repeat(200)}\n\n| Place | Range |\n|--|--|\n${Array.from({ length: 90 }, (_, n) => row(n)).join('')}`;
    expect(shown(answerSnippet(long, wanted('"harbour 60"')))).toMatch(
      /^…57 m Harbour 58 58 m Harbour 59 59 m \[Harbour 60\] 60 m Harbour 61 61 m[^|*]*…$/,
    );
    const list = `${'Before. '.repeat(200)}\n\n- One\n\n    - a **nested** item\n`;
    expect(shown(answerSnippet(list, wanted('nested')))).toMatch(/One a \[nested\] item$/);
  });

  it('is the place, cut between words, with what stands around it', () => {
    const whole = `${'earlier words '.repeat(40)}the moon pulls${' later words'.repeat(40)}`;
    const pieces = snippet(whole, wanted('moon'));
    const line = shown(pieces);
    expect(line).toMatch(
      /^…(?:words |earlier words )(?:earlier words )*the \[moon\] pulls(?: later words)*(?: later)?…$/,
    );
    expect(line.length).toBeLessThan(200);
  });

  it('cuts no letter in two where there are no spaces', () => {
    const whole = `${'👨‍👩‍👧'.repeat(50)}雨${'😀é'.repeat(100)}`;
    const line = shown(snippet(whole, wanted('雨')));
    expect(line.isWellFormed()).toBe(true);
    expect(line).toMatch(/^…(?:👨‍👩‍👧)+\[雨\]/u);
  });

  it('always holds the hit, whatever the text and the query', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 6 }), (original, at, length) => {
        const folded = foldText(original);
        const part = folded
          .slice(at % (folded.length + 1))
          .slice(0, length)
          .trim();
        const words = part.includes('"') ? null : wantedWords(`"${part}"`);
        if (words === null || !folded.includes(words.words[0] ?? '')) return;
        for (const shownOf of [snippet, answerSnippet]) {
          const hits = shownOf(original, words).filter(({ isHit }) => isHit);
          expect(hits.map((hit) => foldText(hit.text)).join(' ')).toContain(words.words[0]);
        }
      }),
      { numRuns: scaled(3_000) },
    );
  });

  it('leaves nothing out of a title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        (title, query) => {
          const words = wantedWords(query);
          if (words === null) return;
          const whole = markedText(title, words)
            .map((piece) => piece.text)
            .join('');
          expect(foldText(whole)).toBe(foldText(title));
        },
      ),
      { numRuns: scaled(2_000) },
    );
  });
});

describe('what is looked for', () => {
  it.each([
    ['words', 'high TIDE', ['high', 'tide'], 'high tide'],
    ['each once, the longest first', 'a tide a', ['tide', 'a'], 'a tide a'],
    ['phrases, whatever the marks', '“Low Tide” moon', ['low tide', 'moon'], 'low tide moon'],
    ['a phrase that is not closed yet', '"low ti', ['low ti'], null],
    ['spaces in front and behind', '  tide ', ['tide'], null],
    ['one letter', '雨', ['雨'], null],
  ])('%s', (_, query, words, phrase) => {
    expect(wantedWords(query)).toEqual({ words, phrase });
  });

  it.each(['', '  ', '""', '" "', '\u200B', '**'])('nothing: %j', (query) => {
    expect(wantedWords(query)).toBeNull();
  });

  it('is bounded', () => {
    const { words } = wanted('abc '.repeat(10_000) + 'x'.repeat(10_000));
    expect(words.join('').length).toBeLessThanOrEqual(200);
    expect(wanted(Array.from({ length: 60 }, (_, n) => String(n)).join(' ')).words).toHaveLength(8);
  });
});
