import { plainTexts } from '../markdown/plain-texts.ts';
import { foldText } from '../search/fold.ts';
import { isOpen, type Message } from '../shared/conversation.ts';
import { words } from './words/panel-words.ts';

/** Formulas are left out: they are not read as they are written. */
const plain = { image: (alt: string) => words.markdown.image(alt.trim()), math: () => '' };

/** What is read in a message on screen, a text for each stretch that is read as one. None of an answer in progress. */
function messageTexts(message: Message): string[] {
  if (message.role === 'user') {
    const pages = message.attachments.filter(({ source }) => source !== 'paste');
    return [...pages.map(({ title }) => title), message.text];
  }
  if (isOpen(message)) return [];
  const sources = message.sources.flatMap(({ title, snippet = '' }) => [title, snippet]);
  return [...plainTexts(message.text, plain), ...sources];
}

/** Folded for a search, with line breaks between, which no query holds: nothing is found across two of them. */
export function searchedMessage(message: Message): string {
  return messageTexts(message).map(foldText).join('\n');
}
