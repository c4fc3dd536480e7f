import type { ChatEnd, WaitingChats } from '../../shared/attention-signs.ts';
import { between, createCounting, type Counting } from './counting.ts';

let counting: Counting | null = null;

/**
 * Of the rest of the grammar the background needs nothing: neither lists nor times. And few workers count: what a language
 * does with numbers takes a browser longer to look up than all other words.
 */
const plural: Counting['plural'] = (value, forms) => {
  counting ??= createCounting('en');
  return counting.plural(value, forms);
};

/** What the browser says for us outside of our pages: beside the toolbar button, and in its notifications. */
export const attentionWords = {
  /** Its title, which screen readers say; the mark on it is a number alone. */
  button({ answers, needs }: WaitingChats): string {
    const waiting = [
      answers > 0 ? plural(answers, { one: '# answer is there', other: '# answers are there' }) : '',
      needs > 0 ? plural(needs, { one: '# chat needs you', other: '# chats need you' }) : '',
    ];
    return [...waiting.filter((part) => part !== ''), 'Open MIPTech Side Panel'].join(between);
  },
  /** Of a notification without words of the chat; and beside a chat's title. */
  title: 'MIPTech Side Panel',
  ends: {
    answered: 'An answer is there.',
    'cut-off': 'An answer broke off. What arrived is kept.',
    'needs-person': 'A question needs you: it was not answered.',
  } satisfies Record<ChatEnd, string>,
} as const;
