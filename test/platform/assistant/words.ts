const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Words of any script, also of those that are written without spaces. */
export const tokenize = (text: string): string[] => {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike === true) words.push(segment);
  return words;
};

/** Words that say how something is asked, not what about. */
const commonWords = new Set(
  (
    'a about after all also am an and any are as at be because been but by can could did do does for from get give had has have ' +
    'he her his how i if in into is it its just like many me more most much my no not of on one only or other our out over page ' +
    'please she should so some such tell than that the their them then there these they this those to up us was we were what ' +
    'when where which who why will with would you your article text say says said according does explain describe mean show'
  ).split(' '),
);

/** Past forms that no cut ending leads to. */
const irregular: Readonly<Record<string, string>> = {
  took: 'take',
  built: 'build',
  wrote: 'write',
  made: 'make',
  began: 'begin',
  ran: 'run',
  came: 'come',
  went: 'go',
  found: 'find',
  gave: 'give',
  held: 'hold',
  kept: 'keep',
  led: 'lead',
  lost: 'lose',
  paid: 'pay',
  sold: 'sell',
  spent: 'spend',
  taught: 'teach',
  won: 'win',
  children: 'child',
  people: 'person',
  women: 'woman',
  men: 'man',
};

/**
 * A search term for a word: lower case, common words dropped (null), and common English endings
 * cut, so that "caching" finds "caches". The same for questions and pages.
 */
export const searchTerm = (word: string): string | null => {
  const written = word.toLowerCase().replace(/['’]s?$/, '');
  if (commonWords.has(written)) return null;
  const lower = irregular[written] ?? written;
  if (lower.length <= 3 || !/^[a-z]+$/.test(lower)) return lower;
  const base = lower.replace(/ies$/, 'y').replace(/(?<=.{3})(?:ing|ed|es|(?<!s)s)$/, '');
  const single = base.replace(/([bdfgklmnprt])\1$/, '$1');
  return single.replace(/(?<=.{3})e$/, '');
};

export const searchTerms = (text: string): string[] =>
  tokenize(text).flatMap((word) => {
    const term = searchTerm(word);
    return term === null ? [] : [term];
  });

/** What a page calls the thing that a question asks about, by search term. */
const related: Readonly<Record<string, string>> = {
  tall: 'height high',
  high: 'height',
  old: 'age since',
  cost: 'price fee',
  expensive: 'price cost',
  price: 'cost fee',
  far: 'distance kilometre mile',
  wide: 'width',
  deep: 'depth',
  big: 'size large',
  heavy: 'weight',
  fast: 'speed',
  author: 'written write',
};
const relatedTerms = new Map(
  Object.entries(related).map(([word, words]) => [searchTerm(word), searchTerms(words)]),
);

/** A term of a question, and those that stand for it in an answer. */
export const expanded = (term: string): string[] => [term, ...(relatedTerms.get(term) ?? [])];

export const sentencesOf = (text: string): string[] =>
  [...sentenceSegmenter.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '');

/** At most `length` characters, cut between words. */
export const shortened = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), Math.floor(length / 2)))}…`;
};
