import type { Assistant, Turn } from '../assistant.ts';
import { answerFromConversation, inContext } from './conversation-answer.ts';
import { answerFromPage, nothingFound } from './page-answer.ts';
import { parseMessage } from './page-context.ts';
import type { AttachedPage } from './page-context.ts';
import { splitPassages } from './passages.ts';
import { createPageSearch } from './retrieval.ts';
import type { Reply } from './reply.ts';
import { asksForSummary, summarise } from './summary.ts';
import { splitTokens } from './tokens.ts';
import { searchTerms } from './words.ts';
import { answerWithoutPage } from './without-page.ts';

/** The pages of this message, else those of the latest message that had any. */
const pagesInView = (
  attached: readonly AttachedPage[],
  history: readonly Turn[],
): readonly AttachedPage[] => {
  if (attached.length > 0) return attached;
  for (const { role, content } of history.toReversed()) {
    const { pages } = role === 'user' ? parseMessage(content) : { pages: [] };
    if (pages.length > 0) return pages;
  }
  return [];
};

const replyTo = (text: string, history: readonly Turn[]): Reply => {
  const { pages, words } = parseMessage(text);
  const [page] = pagesInView(pages, history);
  if (page === undefined) return answerFromConversation(words, history) ?? answerWithoutPage(words);
  const search = createPageSearch(splitPassages(page.text));
  if (words === '' || asksForSummary(words)) return summarise(page, search);
  const question = inContext(words, history, searchTerms);
  return (
    // What the user said about themselves is not on the page.
    (/\b(?:my|I|did I)\b/.test(words) ? answerFromConversation(words, history) : null) ??
    answerFromPage(question, page, search) ??
    answerFromConversation(words, history) ??
    nothingFound(page, search)
  );
};

/** Finds the passages that answer best and quotes them. It invents nothing, and needs neither account nor network. */
export const createLocalAssistant = (): Assistant => ({
  async *answer({ text, history }) {
    const { markdown, sources } = replyTo(text, history);
    yield* splitTokens(markdown);
    return sources;
  },
});
