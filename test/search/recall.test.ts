import { describe, expect, it } from 'vitest';
import { foldText } from '../../lib/search/fold.ts';
import { loosened } from '../../lib/search/loosened.ts';
import { scanChat, type SearchedChat } from '../../lib/search/scan.ts';
import { createRowBuilder } from '../../lib/search/search-rows.ts';
import { snippet } from '../../lib/search/snippet.ts';
import { wantedWords, type WantedWords } from '../../lib/search/wanted-words.ts';
import { madeSets, type MadeSet } from './made-set.ts';

/** All scripts in one place: what is found of another one counts against it. */
const chats: readonly SearchedChat[] = madeSets.flatMap(({ name, texts }) =>
  texts.map((text, n) => {
    const builder = createRowBuilder();
    builder.add({ id: 'm', text });
    return { id: `${name} ${n}`, title: foldText(''), updatedAt: n, rows: builder.rows() };
  }),
);

/** As the worker does it. */
function hitsOf(wanted: WantedWords): SearchedChat[] {
  const exact = chats.filter((chat) => scanChat(chat, wanted) !== null);
  const looser = exact.length === 0 ? loosened(wanted) : null;
  return looser === null ? exact : chats.filter((chat) => scanChat(chat, looser) !== null);
}

interface Score {
  readonly recall: number;
  readonly precision: number;
  readonly missed: readonly string[];
}

function score({ name, queries }: MadeSet): Score {
  let [found, wanted, right] = [0, 0, 0];
  const missed: string[] = [];
  for (const [query, ...answers] of queries) {
    const words = wantedWords(query);
    const hits = words === null ? [] : hitsOf(words);
    const expected = answers.map((n) => `${name} ${n}`);
    const rightOnes = hits.filter(({ id }) => expected.includes(id)).length;
    found += hits.length;
    wanted += expected.length;
    right += rightOnes;
    if (rightOnes < expected.length) missed.push(query);
  }
  return { recall: right / wanted, precision: right / found, missed };
}

describe('what is looked for is found', () => {
  it('in twelve scripts and orthographies', () => {
    const scores = madeSets.map((set) => ({ ...set, ...score(set) }));
    for (const { name, queries, recall, precision, missed } of scores) {
      const shares = [recall, precision].map((share) => `${(share * 100).toFixed(0).padStart(4)} %`);
      process.stdout.write(
        `${name.padEnd(24)} ${queries.length} queries  recall ${shares.join('  precision ')}  missed: ${missed.join(', ')}\n`,
      );
    }
    const poor = scores.filter(
      ({ queries, recall, precision }) => queries.length < 20 || recall < 0.9 || precision < 0.9,
    );
    expect(poor).toEqual([]);
    const mean = scores.reduce((sum, { recall }) => sum + recall, 0) / scores.length;
    expect(mean).toBeGreaterThanOrEqual(0.95);
  });

  it('and the place that is shown holds it', () => {
    for (const { texts, queries } of madeSets) {
      for (const [query, ...answers] of queries) {
        const words = wantedWords(query);
        for (const n of answers) {
          const text = texts[n] ?? '';
          if (words === null || !words.words.every((word) => foldText(text).includes(word))) continue;
          const pieces = snippet(text, words);
          const marked = pieces.filter(({ isHit }) => isHit).map((piece) => foldText(piece.text));
          for (const word of words.words)
            expect(
              marked.some((hit) => hit.includes(word)),
              `${query}: ${text}`,
            ).toBe(true);
        }
      }
    }
  });
});
