import { createCitations, headingLabel } from './citations.ts';
import type { AttachedPage } from './page-context.ts';
import type { Match, PageSearch } from './retrieval.ts';
import type { Reply } from './reply.ts';
import { shortened } from './words.ts';

const furtherPassages = 3;
/** Passages that score less than this share of the best one are beside the point. */
const relevantShare = 0.35;
/** With less than this share of the question's terms in it, a passage is only near the question. */
const answeringCoverage = 0.5;
const bulletLength = 280;

/** The passage in short: its matching sentences, in their own order. */
const condensed = ({ passage, sentences }: Match): string => {
  const best = sentences.slice(0, 2).toSorted((a, b) => a.position - b.position);
  const text =
    best.length > 0 ? best.map((sentence) => sentence.text).join(' ') : (passage.sentences[0] ?? '');
  return shortened(text, bulletLength);
};

/** Answers from one page, or null where nothing on it has to do with the question. */
export const answerFromPage = (question: string, page: AttachedPage, search: PageSearch): Reply | null => {
  const [best, ...others] = search.find(question, page.title);
  if (best === undefined) return null;
  const citations = createCitations(page);
  const name = page.title === '' ? 'this page' : `“${page.title}”`;
  const lead =
    best.coverage >= answeringCoverage
      ? `From ${name}:`
      : `I did not find a direct answer in ${name}. The passage that comes closest:`;
  const [first = best.passage.sentences[0] ?? '', second] = best.sentences
    .slice(0, 2)
    .map(({ text }) => text);
  const follows =
    second === undefined || first.length > 200 ? '' : `\n\n${second} ${citations.refer(best.passage)}`;
  const answer = `> ${first} ${citations.refer(best.passage)}${follows}`;

  const further = others
    .filter(({ score, coverage }) => score >= best.score * relevantShare && coverage >= best.coverage / 2)
    .slice(0, furtherPassages)
    .map((match) => {
      return `- ${headingLabel(page, match.passage)}${condensed(match)} ${citations.refer(match.passage)}`;
    });
  const more = further.length === 0 ? '' : `\n\nAlso on the page:\n\n${further.join('\n')}`;
  return { markdown: `${lead}\n\n${answer}${more}`, sources: citations.sources };
};

/** What to say when the page has nothing on the question. */
export const nothingFound = (page: AttachedPage, search: PageSearch): Reply => {
  const headings = [...new Set(search.sentences.map(({ passage }) => passage.heading))].filter(
    (heading) => heading !== '' && heading !== page.title,
  );
  const name = page.title === '' ? 'this page' : `“${page.title}”`;
  const covers =
    headings.length > 0
      ? `It has sections on:\n\n${headings
          .slice(0, 8)
          .map((heading) => `- ${heading}`)
          .join('\n')}`
      : `It begins: “${shortened(search.sentences[0]?.text ?? '', 200)}”`;
  return {
    markdown: `I found nothing about that in ${name}. ${covers}\n\nAsk about one of these, or ask for a summary.`,
    sources: [],
  };
};
