import { createCitations, headingLabel } from './citations.ts';
import type { AttachedPage } from './page-context.ts';
import type { PageSearch, Sentence } from './retrieval.ts';
import type { Reply } from './reply.ts';
import { searchTerms } from './words.ts';

const wantsSummary =
  /\b(?:summar\w*|tl;?dr|overview|gist|in short|in brief|main (?:points?|ideas?)|key (?:points?|facts?|ideas?|takeaways?)|takeaways?)\b|what(?:'s|’s| is) (?:this|the) (?:page|article|text|site|document)(?: all)? about/i;

export const asksForSummary = (words: string): boolean => wantsSummary.test(words);

const points = 6;
/** Shorter is a caption or a button, longer can't be quoted. */
const isQuotable = ({ text }: Sentence): boolean => text.length >= 40 && text.length <= 400;

/** Begins in the middle of a thought, so it says little by itself. */
const isDangling = ({ text }: Sentence): boolean =>
  /^(?:it|its|this|that|these|those|they|he|she|but|so|and|or|besides|instead|then|however|still|also|a \w+ later)\b/i.test(
    text,
  );

/** What the page is about: its most frequent terms, those of its title first. */
const mainTerms = (page: AttachedPage, search: PageSearch): string[] => {
  const counts = new Map<string, number>();
  for (const { text } of search.sentences) {
    for (const term of searchTerms(text))
      if (!/^\d/.test(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 12);
  return [...new Set([...searchTerms(page.title), ...frequent.map(([term]) => term)])];
};

/** Key sentences by search score and position, at most two of a section while others wait, in the page's order. */
const keySentences = (page: AttachedPage, search: PageSearch): Sentence[] => {
  const openings = new Set(search.sentences.filter(({ text, passage }) => passage.sentences[0] === text));
  const ranked = search
    .rank(mainTerms(page, search), (sentence) => {
      const early = sentence.position < 3 ? 1.5 : 1;
      const whole = isDangling(sentence) ? 0.5 : 1;
      return early * whole * (openings.has(sentence) ? 1.5 : 1);
    })
    .filter(isQuotable);
  const perSection = new Map<string, number>();
  const spread = ranked.filter(({ passage: { heading } }) => {
    const taken = perSection.get(heading) ?? 0;
    perSection.set(heading, taken + 1);
    return taken < (heading === '' ? 3 : 2);
  });
  const chosen = [...new Set([...spread, ...ranked])].slice(0, points);
  return chosen.toSorted((a, b) => a.position - b.position);
};

export const summarise = (page: AttachedPage, search: PageSearch): Reply => {
  const [lead, ...rest] = keySentences(page, search);
  const name = page.title === '' ? 'This page' : `**${page.title}**`;
  if (lead === undefined) {
    const text = search.sentences.map((sentence) => sentence.text).join(' ');
    return { markdown: `${name} is short enough to quote: ${text || 'it holds no text.'}`, sources: [] };
  }
  const citations = createCitations(page);
  const cite = ({ text, passage }: Sentence): string => `${text} ${citations.refer(passage)}`;
  const opening = `${name}, in short: ${cite(lead)}`;
  if (rest.length === 0) return { markdown: opening, sources: citations.sources };

  let section = lead.passage.heading;
  const bullets = rest.map((sentence) => {
    const { heading } = sentence.passage;
    const label = heading === section ? '' : headingLabel(page, sentence.passage);
    section = heading;
    return `- ${label}${cite(sentence)}`;
  });
  return { markdown: `${opening}\n\n${bullets.join('\n')}`, sources: citations.sources };
};
