import type { Turn } from '../assistant.ts';
import { parseMessage } from './page-context.ts';
import { createPageSearch } from './retrieval.ts';
import type { Reply } from './reply.ts';
import { sentencesOf } from './words.ts';

/** What the user has told so far, questions left out: they hold no answers. */
const statements = (history: readonly Turn[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => sentencesOf(parseMessage(content).words))
    .filter((sentence) => !sentence.endsWith('?'));

/** Quotes what the user said earlier, where that has to do with the question; else null. */
export const answerFromConversation = (question: string, history: readonly Turn[]): Reply | null => {
  const told = statements(history).map((sentence) => ({ heading: '', sentences: [sentence] }));
  const matches = createPageSearch(told)
    .find(question)
    .filter(({ coverage }) => coverage >= 0.5)
    .slice(0, 2);
  if (matches.length === 0) return null;
  const quotes = matches.map(({ passage }) => `> ${passage.sentences.join(' ')}`).join('\n\n');
  return { markdown: `Earlier in this conversation you said:\n\n${quotes}`, sources: [] };
};

/** The question, with the one before it where it says too little by itself ("and why?"). */
export const inContext = (
  words: string,
  history: readonly Turn[],
  terms: (text: string) => string[],
): string => {
  if (terms(words).length > 1) return words;
  const before = history.findLast(({ role }) => role === 'user');
  const earlier = before === undefined ? '' : parseMessage(before.content).words;
  return /^(?:and|but|so|why|how|what about|more|go on|who|when|where)\b/i.test(words)
    ? `${words} ${earlier}`.trim()
    : words;
};
