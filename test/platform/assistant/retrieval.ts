import MiniSearch from 'minisearch';
import type { Passage } from './passages.ts';
import { expanded, searchTerm, searchTerms, tokenize } from './words.ts';

/** A sentence and where it stands. */
export interface Sentence {
  readonly text: string;
  readonly passage: Passage;
  /** Counts through the whole page. */
  readonly position: number;
}

export interface Match {
  readonly passage: Passage;
  /** Sentences of the passage that match, best first. */
  readonly sentences: readonly Sentence[];
  readonly score: number;
  /** 0 to 1: share of the question's terms that the passage has. */
  readonly coverage: number;
}

export interface PageSearch {
  readonly sentences: readonly Sentence[];
  /** Best first. Words of the page's title are left out where others remain: all of the page is about them. */
  find(question: string, title?: string): Match[];
  /** Sentences that say most about these terms, best first; `prefer` weighs a sentence, 1 is neutral. */
  rank(terms: readonly string[], prefer: (sentence: Sentence) => number): Sentence[];
}

const searchOptions = {
  prefix: (term: string) => term.length > 3,
  fuzzy: (term: string) => (term.length > 5 ? 0.15 : false),
  weights: { prefix: 0.5, fuzzy: 0.2 },
};

const createIndex = () =>
  new MiniSearch<{ id: number; heading: string; text: string }>({
    fields: ['text', 'heading'],
    tokenize,
    processTerm: searchTerm,
    searchOptions,
  });

/** Questions that only a number can answer. */
const wantsNumber =
  /\b(?:how (?:many|much|long|old|far|fast|big|large|tall|high|often)|when|what year|which year|percent)/i;

export const createPageSearch = (passages: readonly Passage[]): PageSearch => {
  let position = 0;
  const sentences: Sentence[] = passages.flatMap((passage) =>
    passage.sentences.map((text) => ({ text, passage, position: position++ })),
  );
  const passageIndex = createIndex();
  passageIndex.addAll(
    passages.map(({ heading, sentences: own }, id) => ({ id, heading, text: own.join(' ') })),
  );
  const sentenceIndex = createIndex();
  sentenceIndex.addAll(sentences.map(({ text }, id) => ({ id, heading: '', text })));

  const rank: PageSearch['rank'] = (terms, prefer) =>
    sentenceIndex
      .search(terms.join(' '), {
        // The terms have been through searchTerm already.
        processTerm: expanded,
        boostDocument: (id: number) => {
          const sentence = sentences[id];
          return sentence === undefined ? 1 : prefer(sentence);
        },
      })
      .flatMap(({ id }) => sentences[id as number] ?? []);

  return {
    sentences,
    rank,
    find: (question, title = '') => {
      const asked = [...new Set(searchTerms(question))];
      const inTitle = new Set(searchTerms(title));
      const telling = asked.filter((term) => !inTitle.has(term));
      const terms = telling.length > 0 ? telling : asked;
      if (terms.length === 0) return [];
      const hasNumber = (text: string): number => (wantsNumber.test(question) && /\d/.test(text) ? 1.6 : 1);
      const best = rank(terms, ({ text }) => hasNumber(text));
      const found = passageIndex.search(terms.join(' '), {
        processTerm: expanded,
        boost: { heading: 1.3 },
        boostDocument: (id: number) => hasNumber(passages[id]?.sentences.join(' ') ?? ''),
      });
      return found.flatMap(({ id, score, queryTerms }) => {
        const passage = passages[id as number];
        if (passage === undefined) return [];
        const covered = terms.filter((term) => expanded(term).some((form) => queryTerms.includes(form)));
        const own = best.filter((sentence) => sentence.passage === passage);
        return [{ passage, sentences: own, score, coverage: covered.length / terms.length }];
      });
    },
  };
};
